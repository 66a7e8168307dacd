"""What a sentence says of its time."""

import pytest

from ingest.dates.tense import tense_of, tenses_of


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("Cette journée fait suite au webinaire du 3 avril", "past"),
        ("Le forum a réuni cent personnes le 3 avril", "past"),
        ("La convention, signée le 3 avril", "past"),
        ("Ils s’étaient retrouvés le 3 avril, où ils présentaient leurs travaux", "past"),
        ("Lancée le 4 juillet dernier", "past"),
        ("La journée se tiendra le 3 avril", "future"),
        ("Répondez avant le 3 avril", "future"),
        ("La prochaine séance : le 3 avril", "future"),
        ("La réunion a lieu le 3 avril", None),
        ("Réunion le 3 avril", None),
        ("Elle a été annulée et sera reportée", None),
    ],
)
def test_the_tense_of_a_sentence(sentence, tense):
    assert tense_of(sentence) == tense


def test_each_clause_has_its_tense():
    sentence = "Le bilan a été rendu le 12 juin, et le conseil se réunira le 2 octobre"
    tenses = tenses_of(sentence)
    assert [sentence[start:end].split()[0] for start, end in tenses["past"]] == ["Le"]
    assert [sentence[start:end].split()[0] for start, end in tenses["future"]] == ["et"]
