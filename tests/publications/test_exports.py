"""Exports read back by the libraries that read such files."""

from __future__ import annotations

import csv
import io
import json

import bibtexparser
import networkx
import pytest
import rispy
from rdflib import Dataset

from centre.centre import open_centre
from centre.notices import Contributor, Notice
from centre.records import CentreError
from publications.citations import date_parts, to_bibtex, to_csl, to_ris
from publications.export import LISTS, Asked, export
from publications.tables import notices_csv
from tests.centre.writing import take_in, write_note, write_programme
from tests.search.conftest import HashEncoder


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports")
    take_in(folder / "data", write_programme(folder), write_note(folder))
    return open_centre(folder / "data", encoder=HashEncoder())


def notice(**changes) -> Notice:
    held = {
        "id": "https://maillage.example/id/resource/etude",
        "kind": "report",
        "title": "L'habitat & l'usage : 100 % des {quartiers}",
        "series": "Cahiers",
        "description": "Un texte\nsur deux lignes.",
        "creators": (
            Contributor(id="p", label="Anne Martin", role="author", person=True),
            Contributor(id="o", label="Villes au Carré", role="author", person=False),
        ),
        "publishers": (Contributor(id="o", label="Villes au Carré", role="publisher", person=False),),
        "contributors": (),
        "themes": ("Habitat", "Usages"),
        "theme_ids": ("t1", "t2"),
        "territories": ("Tours",),
        "date": "2024-02-09",
        "place": None,
        "language": "fr",
        "url": None,
        "document": "d",
        "document_title": "Programme",
        "page": 3,
        "added": "2024-03-01T00:00:00+00:00",
    }
    return Notice(**(held | changes))


def test_ris_is_read_back():
    written = to_ris([notice()], str)
    assert written.startswith("TY  - "), "a number before it stops strict readers"
    (entry,) = rispy.loads(written)
    assert entry["type_of_reference"] == "RPRT"
    assert entry["title"] == "L'habitat & l'usage : 100 % des {quartiers}"
    assert entry["authors"] == ["Martin, Anne", "Villes au Carré"]
    assert (entry["year"], entry["keywords"]) == ("2024", ["Habitat", "Usages"])
    assert entry["urls"] == ["https://maillage.example/id/resource/etude"]
    assert entry["notes"] == ["D’après : Programme, p. 3"]


def test_bibtex_is_read_back_and_its_keys_are_unique():
    parsed = bibtexparser.loads(to_bibtex([notice(), notice(id="other"), notice(kind="event")], str))
    assert [entry["ENTRYTYPE"] for entry in parsed.entries] == ["techreport", "techreport", "misc"]
    assert len({entry["ID"] for entry in parsed.entries}) == 3
    assert parsed.entries[0]["author"] == "Martin, Anne and {Villes au Carré}"
    assert r"100 \% des \{quartiers\}" in parsed.entries[0]["title"]
    assert parsed.entries[0]["ID"] == "anne2024habitat"


def test_csl_json_has_names_and_dates():
    (entry,) = json.loads(to_csl([notice()], str))
    assert entry["type"] == "report"
    assert entry["author"] == [{"family": "Martin", "given": "Anne"}, {"literal": "Villes au Carré"}]
    assert entry["issued"] == {"date-parts": [[2024, 2, 9]]}


@pytest.mark.parametrize(
    ("edtf", "parts"),
    [
        ("2024-02-09", (2024, 2, 9)),
        ("2024-02", (2024, 2)),
        ("2024", (2024,)),
        ("2024-02-09/2024-02-10", (2024, 2, 9)),
        ("[2024-06-13,2024-06-20]", (2024,)),
        ("2024-21", (2024,)),
        (None, ()),
        ("", ()),
    ],
)
def test_a_date_says_no_more_than_what_is_sure(edtf, parts):
    assert date_parts(edtf) == parts


@pytest.mark.parametrize("danger", ["=HYPERLINK(1)", "+1", "-1", "@x"])
def test_a_cell_is_never_a_formula(danger):
    rows = list(csv.reader(io.StringIO(notices_csv([notice(title=danger)]).lstrip("\ufeff")), delimiter=";"))
    assert rows[1][0] == f"'{danger}"


@pytest.mark.parametrize("name", [one for one in LISTS if one != "network"])
def test_every_list_is_a_table(centre, name):
    text = export(centre, name, "csv", Asked(query="GUSP") if name == "search" else None)
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert rows[0][-1] == "Identifiant"


def test_citations_follow_the_search(centre):
    every = rispy.loads(export(centre, "notices", "ris"))
    found = rispy.loads(export(centre, "search", "ris", Asked(query="GUSP", types=("event",))))
    assert 0 < len(found) < len(every)
    assert {entry["type_of_reference"] for entry in found} == {"CONF"}


def test_the_network_is_graphml(centre):
    graph = networkx.parse_graphml(export(centre, "network", "graphml"))
    labels = networkx.get_node_attributes(graph, "label")
    assert {"Villes au Carré", "RésO Villes"} <= set(labels.values())
    weights = networkx.get_edge_attributes(graph, "weight")
    assert weights
    assert min(weights.values()) >= 1


@pytest.mark.parametrize(("name", "form"), [("actors", "ris"), ("agenda", "graphml"), ("network", "csv")])
def test_a_list_that_a_format_cannot_hold_is_refused(centre, name, form):
    with pytest.raises(CentreError, match=r"csv|GraphML"):
        export(centre, name, form)


def test_the_dump_is_the_whole_graph(centre, tmp_path):
    centre.dump(tmp_path / "all.nq")
    dataset = Dataset()
    dataset.parse(tmp_path / "all.nq", format="nquads")
    assert len(set(dataset.quads())) == centre.status()["triples"]
