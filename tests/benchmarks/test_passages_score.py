"""The scorer: each kind of hit and miss counted as the guide says."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.passages import table, total
from benchmarks.passages_gold import BASE, KINDS, place
from benchmarks.passages_peer import plainly
from benchmarks.passages_read import Found, Thing, without
from benchmarks.passages_score import alike, name_of, right_activities, right_categories, score
from centre.authority import vocabulary

TEXT = (
    "Le 4 juin, l’ORIV a animé à Colmar une visite sur les déchets.\n\n"
    "La Régie Bel-Air (Lina Colmar, directrice) succède en 2025 à la Ville de Colmar.\n\nMenu"
)
ORIV, COLMAR = f"{BASE}actor/oriv", f"{BASE}territory/commune-68066"
WASTE, GUSP, CARE = (
    f"{BASE}theme/gestion-des-dechets-et-encombrants",
    f"{BASE}theme/gusp",
    f"{BASE}theme/sante",
)
GOLD = {
    "document": "x.txt",
    "passages": [
        {
            "id": "visite",
            "quote": "Le 4 juin, l’ORIV a animé à Colmar une visite sur les déchets.",
            "actors": [{"quote": "ORIV", "id": "actor/oriv"}],
            "territories": [{"quote": "Colmar", "id": "territory/commune-68066"}],
            "dates": [{"quote": "4 juin", "edtf": "2025-06-04"}],
            "themes": [
                {"quote": "déchets", "id": "theme/gestion-des-dechets-et-encombrants", "or": ["theme/gusp"]},
                {"quote": "visite", "id": "theme/sante", "central": False},
            ],
            "roles": [
                {"actor": "actor/oriv", "role": "facilitator", "or": ["organiser"], "activity": "visite sur les déchets", "quote": "l’ORIV a animé"}
            ],
            "relations": [],
        },
        {
            "id": "regie",
            "quote": "La Régie Bel-Air (Lina Colmar, directrice) succède en 2025 à la Ville de Colmar.",
            "actors": [
                {"quote": "Régie Bel-Air", "name": "Régie Bel-Air", "kind": "association"},
                {"quote": "Lina Colmar", "name": "Lina Colmar", "names": ["L. Colmar"], "kind": "personne"},
                {"quote": "Ville de Colmar", "name": "Ville de Colmar", "kind": "collectivite"},
            ],
            "territories": [],
            "dates": [{"quote": "2025", "edtf": "2025", "optional": True}],
            "themes": [],
            "roles": [],
            "relations": [
                {"subject": "Lina Colmar", "predicate": "head-of", "or": ["position"], "object": "Régie Bel-Air", "quote": "Lina Colmar, directrice"}
            ],
        },
    ],
}  # fmt: skip


@pytest.fixture
def gold():
    return place(Path("x.txt"), GOLD, TEXT)


def at(words, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return ((start, start + len(words)),)


def link(kind, iri, words, nth=0, names=(), **more):
    return Found(kind=kind, spans=at(words, nth), value=iri, thing=Thing(iri=iri, names=names), **more)


def new(name, words, category="", nth=0):
    iri = f"{BASE}actor/new"
    thing = Thing(iri=iri, names=(name,), category=category)
    return Found(kind="actors", spans=at(words, nth), value=iri, thing=thing)


def counts(tally):
    return tally.right, tally.wrong, tally.recalled, tally.required


def test_nothing_found_is_all_missed(gold):
    tallies = score(gold, [])
    assert {kind: counts(tallies[kind])[2:] for kind in KINDS} == {
        "actors": (0, 4), "territories": (0, 1), "dates": (0, 1), "themes": (0, 1), "roles": (0, 1), "relations": (0, 1),
    }  # fmt: skip
    assert sum(len(tally.faults) for tally in tallies.values()) == 9
    assert not any(fault.wrong for tally in tallies.values() for fault in tally.faults)


def test_identity_is_strict_and_place_lenient(gold):
    assert counts(score(gold, [link("actors", ORIV, "l’ORIV a animé")])["actors"]) == (1, 0, 1, 4)
    other = score(gold, [link("actors", f"{BASE}actor/irev", "ORIV")])["actors"]
    assert counts(other) == (0, 1, 0, 4)
    elsewhere = score(gold, [link("actors", ORIV, "déchets")])["actors"]
    assert counts(elsewhere) == (0, 1, 0, 4)


def test_a_new_actor_is_known_by_any_of_its_names(gold):
    for name in ("la régie bel air", "Association Régie Bel-Air"):
        assert counts(score(gold, [new(name, "Régie Bel-Air")])["actors"]) == (1, 0, 1, 4)
    assert counts(score(gold, [new("Mme L. Colmar", "Lina Colmar")])["actors"]) == (1, 0, 1, 4)
    assert counts(score(gold, [new("Régie", "Régie Bel-Air")])["actors"]) == (0, 1, 0, 4)


def test_one_identity_counts_once_in_a_passage(gold):
    found = [link("territories", COLMAR, "Colmar"), link("territories", COLMAR, "à Colmar")]
    assert counts(score(gold, found)["territories"]) == (1, 0, 1, 1)


def test_a_place_is_wrong_in_a_person_s_name_and_left_aside_in_a_body_s(gold):
    person = score(gold, [link("territories", COLMAR, "Colmar", 1)])["territories"]
    body = score(gold, [link("territories", COLMAR, "Colmar", 2)])["territories"]
    assert (person.wrong, body.wrong) == (1, 0)


def test_what_is_found_outside_the_passages_is_not_judged(gold):
    assert score(gold, [link("territories", COLMAR, "Menu")])["territories"].wrong == 0


def test_an_optional_date_is_neither_right_nor_missed_but_another_is_wrong(gold):
    found = [Found(kind="dates", spans=at("2025"), value="2025")]
    assert counts(score(gold, found)["dates"]) == (0, 0, 0, 1)
    found = [Found(kind="dates", spans=at("Le 4 juin"), value="2024-06-04")]
    assert counts(score(gold, found)["dates"]) == (0, 1, 0, 1)
    found = [Found(kind="dates", spans=at("Le 4 juin"), value="2025-06-04")]
    assert counts(score(gold, found)["dates"]) == (1, 0, 1, 1)


def test_themes_count_as_facts_and_secondary_ones_for_precision_only(gold):
    assert counts(score(gold, [link("themes", CARE, "visite")])["themes"]) == (1, 0, 0, 1)
    assert counts(score(gold, [link("themes", GUSP, "visite")])["themes"]) == (1, 0, 1, 1)
    assert counts(score(gold, [link("themes", WASTE, "visite", sure=False)])["themes"]) == (0, 0, 0, 1)
    assert counts(score(gold, [link("themes", f"{BASE}theme/emploi", "visite")])["themes"]) == (0, 1, 0, 1)


def test_a_role_asks_for_its_actor_and_one_of_its_roles(gold):
    oriv = Thing(iri=ORIV, names=("ORIV",))
    visit = Thing(iri="e", names=("Visite sur les déchets à Colmar",))
    role = Found(kind="roles", spans=at("Colmar"), value="organiser", thing=oriv, other=visit)
    assert counts(score(gold, [role])["roles"]) == (1, 0, 1, 1)
    assert right_activities(gold, [role]) == (1, 1)
    assert right_activities(gold, [replace(role, other=Thing(iri="e", names=("Menu",)))]) == (0, 1)
    assert counts(score(gold, [replace(role, value="speaker")])["roles"]) == (0, 1, 0, 1)
    assert counts(score(gold, [replace(role, thing=Thing(iri="x"))])["roles"]) == (0, 1, 0, 1)


def test_a_relation_is_read_both_ways_and_judged_when_explicit(gold):
    head, body = (
        Thing(iri=f"{BASE}actor/a", names=("Lina Colmar",)),
        Thing(iri=f"{BASE}actor/b", names=("Régie Bel-Air",)),
    )
    tie = Found(kind="relations", spans=at("directrice"), value="position", thing=body, other=head)
    assert counts(score(gold, [tie])["relations"]) == (1, 0, 1, 1)
    assert counts(score(gold, [replace(tie, value="partner")])["relations"]) == (0, 1, 0, 1)
    assert counts(score(gold, [replace(tie, value="partner", judged=False)])["relations"]) == (0, 0, 0, 1)
    assert counts(score(gold, [replace(tie, other=Thing(iri=f"{BASE}actor/c"))])["relations"]) == (0, 1, 0, 1)


def test_a_long_stretch_is_right_if_one_of_its_passages_has_it(gold):
    wide = Found(kind="themes", spans=((0, len(TEXT)),), value=WASTE)
    assert counts(score(gold, [wide])["themes"]) == (1, 0, 1, 1)


def test_kinds_of_new_actors(gold):
    assert right_categories(gold, [new("Régie Bel-Air", "Régie Bel-Air", "association")]) == (1, 1)
    assert right_categories(gold, [new("Régie Bel-Air", "Régie Bel-Air", "entreprise")]) == (0, 1)


def test_names_and_titles():
    assert name_of("L’Association Bel-Air") == name_of("BEL AIR")
    assert name_of("M. Lot") == name_of("Lot") != name_of("Lot 3")
    assert alike("visite sur les déchets", Thing(iri="e", names=("Visite : déchets",)))
    assert not alike("visite sur les déchets", Thing(iri="e", names=("Comité de sélection",)))
    assert not alike("visite", None)


def test_the_peer_reads_labels_as_written_and_full_dates():
    found = plainly("Le 4 juin 2025 à Colmar, avec l’ORIV.", vocabulary())
    told = {(one.kind, one.value) for one in found}
    assert {
        ("dates", "2025-06-04"),
        ("territories", COLMAR),
        ("actors", ORIV),
        ("roles", "participant"),
    } <= told
    assert not plainly("le 4 juin, à colmar", vocabulary())


def test_an_ablation_leaves_out_what_a_method_found(gold):
    found = [
        link("themes", WASTE, "déchets", method="meaning"),
        link("themes", WASTE, "déchets", method="label"),
    ]
    assert score(gold, without(found, frozenset({"meaning"})))["themes"].right == 1
    assert score(gold, without(found, frozenset({"meaning", "label"})))["themes"].right == 0


def test_the_table_adds_counts_for_micro_and_means_for_macro(gold):
    found = [link("actors", ORIV, "ORIV"), link("territories", COLMAR, "Colmar")]
    lines = table(total([(gold, found)]), total([(gold, [])]))
    micro = next(line for line in lines if line.startswith("micro")).split()
    macro = next(line for line in lines if line.startswith("macro")).split()
    assert micro[1:8] == ["9", "2", "0", "7", "1.000", "0.222", "0.364"]
    assert macro[1:3] == ["0.333", "0.208"]


def test_kinds_that_are_not_annotated_are_not_judged():
    only = place(Path("x.txt"), {**GOLD, "kinds": ["actors"]}, TEXT)
    start = TEXT.index("Colmar")
    wrong = Found(kind="themes", spans=((start, start + 6),), value=CARE + "-autre", sure=True)
    everything = place(Path("x.txt"), GOLD, TEXT)
    assert score(everything, [wrong])["themes"].wrong == 1
    assert list(score(only, [wrong])) == ["actors"]
