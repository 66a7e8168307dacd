"""What a whole document is about."""

from __future__ import annotations

from ingest.report.cover import read_title
from ingest.report.subjects import subjects


def _labels(document, linker, *kinds):
    return [
        one.label for one in subjects(document, linker.link(document), read_title(document).block, *kinds)
    ]


def test_a_theme_named_once_in_passing_is_left_out(document, linker):
    note = document(
        "# L'abattement de TFPB\n\nUn texte sur la participation citoyenne.\n\n"
        "Le contrat de ville. Encore le contrat de ville."
    )
    assert _labels(note, linker, "theme") == ["Abattement de TFPB", "Contrat de ville"]


def test_the_link_is_the_first_mention(document, linker):
    note = document("# Titre\n\nLe contrat de ville.\n\n## Contrat de ville\n\nTexte.")
    (link,) = subjects(note, linker.link(note), read_title(note).block, "theme")
    assert link.evidence.start == note.text.index("contrat de ville")


def test_keywords_count_as_the_title(document, linker):
    note = document("# Titre\n\nTexte.\n\nMots clés : participation citoyenne, contrat de ville.")
    assert set(_labels(note, linker, "theme")) == {"Participation citoyenne", "Contrat de ville"}


def test_a_place_named_once_in_a_list_is_kept(document, linker):
    note = document("# Titre\n\n- Blois\n- autre chose\n\nUn mot sur la ville de Tours.")
    assert _labels(note, linker, "territory") == ["Blois"]
