"""Dossiers: what they gather, when each entry came in and what changed since a day, over real small ingests."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from centre.authority import vocabulary
from centre.centre import open_centre
from centre.declared import declared
from centre.dossiers import Dossier
from centre.records import CentreError
from ontology.vocabulary import BASE
from tests.centre.writing import take_in

HEAD = "# Dossier ressource Habitat\n\nCe dossier suit l’habitat.\n\n| Date | Organisme | Nature | Titre | Thème |\n| --- | --- | --- | --- | --- |\n"
GUIDE = "| {date} | ANRU | Guide | Guide du renouvellement urbain | Habitat |\n"
NOTE = "| 3 mars 2019 | USH | Note | Note sur les charges locatives | Logement social |\n"
STUDY = "| 5 mai 2018 | ANCT | Étude | Les copropriétés des quartiers | Habitat |\n"


def write_dossier(folder: Path, *rows: str) -> Path:
    path = folder / "dossier-habitat.md"
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def renewed(tmp_path_factory) -> Path:
    """Return a centre whose dossier was read in 2020, and again now: one entry out, one in, one dated otherwise."""
    folder = tmp_path_factory.mktemp("dossiers")
    data = folder / "data"
    take_in(data, write_dossier(folder, GUIDE.format(date="2 février 2019"), NOTE))
    path = next((data / "snapshots").glob("*/manifest.json"))
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["created"] = "2020-01-02T10:00:00+00:00"
    for stamp in manifest["documents"]:
        stamp["added"] = "2020-01-02T09:00:00+00:00"
    path.write_text(json.dumps(manifest), encoding="utf-8")
    take_in(data, write_dossier(folder, GUIDE.format(date="4 avril 2019"), STUDY))
    return data


def the_dossier(data: Path) -> Dossier:
    found = [one for one in open_centre(data).dossiers() if one.title == "Dossier ressource Habitat"]
    assert len(found) == 1
    return found[0]


def test_a_dossier_that_nobody_declared_has_its_page_with_what_it_is_about(renewed: Path) -> None:
    one = the_dossier(renewed)
    assert [entry.title for entry in one.entries] == [
        "Guide du renouvellement urbain", "Les copropriétés des quartiers",
    ]  # fmt: skip
    assert {"ANRU", "ANCT"} <= {actor.label for actor in one.actors}
    assert "Habitat" in {theme.label for theme in one.themes}


def test_an_entry_that_a_former_version_held_came_in_then(renewed: Path) -> None:
    arrived = {entry.title: entry.arrived[:10] for entry in the_dossier(renewed).entries}
    assert arrived["Guide du renouvellement urbain"] == "2020-01-02"
    assert arrived["Les copropriétés des quartiers"] > "2020-01-02"


def test_what_changed_since_a_day_is_told_by_the_snapshot_of_then(renewed: Path) -> None:
    centre = open_centre(renewed)
    found = centre.dossier_changes(the_dossier(renewed), "2021-01-01")
    assert [entry.title for entry in found.arrived] == ["Les copropriétés des quartiers"]
    assert [(one.entry.title, one.before) for one in found.changed] == [
        ("Guide du renouvellement urbain", (("date", "2019-02-02"),))
    ]
    assert found.removed == ("Note sur les charges locatives",)
    assert found.compared_with
    assert found.compared_with.startswith("2020-01-02")
    assert found.dated == ()


def test_before_the_first_snapshot_only_dates_tell(renewed: Path) -> None:
    found = open_centre(renewed).dossier_changes(the_dossier(renewed), "2019-01")
    assert found.compared_with is None
    assert [entry.title for entry in found.dated] == ["Guide du renouvellement urbain"]
    assert [entry.title for entry in found.arrived] == ["Les copropriétés des quartiers"]
    assert found.removed == ()
    assert found.changed == ()


def test_a_centre_declares_dossiers_of_its_own_that_follow_themes(renewed: Path) -> None:
    own = renewed / "authority" / "collections.toml"
    own.parent.mkdir(exist_ok=True)
    own.write_text(
        '[[dossier]]\nid = "habitat"\ntitle = "Habitat, le dossier"\nresources = ["dossier ressource habitat"]\n'
        'themes = ["habitat"]\n',
        encoding="utf-8",
    )
    try:
        one = next(one for one in open_centre(renewed).dossiers() if one.id == "habitat")
        assert len(one.entries) == 2
        assert all(entry.listed for entry in one.entries)
        assert not any(
            other.title == "Dossier ressource Habitat" for other in open_centre(renewed).dossiers()
        )
        own.write_text('[[dossier]]\nid = "habitat"\nresource = 3\n', encoding="utf-8")
        with pytest.raises(CentreError, match="« resource »"):
            declared(renewed)
    finally:
        own.unlink()
        own.parent.rmdir()


def test_what_the_product_declares_is_in_the_thesaurus() -> None:
    known, found = vocabulary(), declared()
    themes = [*found.platforms, *(name for one in found.dossiers.values() for name in one.themes)]
    assert themes
    assert all(known.get(f"{BASE}theme/{name}") for name in themes)
