"""Decisions on a real centre: applied where they matter, kept by every ingest, undone without a trace in the graph."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from centre.centre import open_centre
from centre.curation import apply_decisions
from centre.decisions import DECISIONS, add_decisions, read_decisions
from centre.records import CentreError
from centre.snapshots import Snapshots
from ingest.curation import Decision, Target
from ontology.vocabulary import BASE
from search.table import RowTable
from tests.centre.writing import take_in, write_note, write_programme
from tests.search.conftest import HashEncoder

AUTHOR = "Claire Dupuis"
REPORT = """# Programme d'activités janvier-juin 2030

## Ateliers

### Visite du Sanitas : la gestion urbaine de proximité

20 mai à Tours

Avec l'association Les Jardins Partagés du Val.

### Atelier sur l'emploi

27 mai à Bourges

L'atelier est animé par Villes au Carré.
"""
OTHER = """# Programme d'activités juillet-décembre 2030

## Visites

### Visite de la nature en ville

12 octobre à Orléans

Avec l'association Les Jardins Partagés du Val.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Four documents, and a centre made of them."""
    folder = tmp_path_factory.mktemp("curation")
    write_programme(folder)
    write_note(folder)
    (folder / "atelier.md").write_text(REPORT, encoding="utf-8")
    (folder / "nature.md").write_text(OTHER, encoding="utf-8")
    take_in(folder / "data", *documents(folder))
    return folder


@pytest.fixture
def data(folder, tmp_path):
    shutil.copytree(folder / "data", tmp_path / "data")
    return tmp_path / "data"


def documents(folder):
    return sorted(folder.glob("*.md"))


def opened(data):
    return open_centre(data, encoder=HashEncoder())


def decide(data, action, *given, **options):
    return opened(data).decide(action, given, author=AUTHOR, **options)


def quads(data):
    answer = opened(data).sparql("SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }")
    return {json.dumps(row, sort_keys=True) for row in json.loads(answer)["results"]["bindings"]}


def rows(data):
    """Return every row of the indexes."""
    table = RowTable.read(Snapshots(data).current() / "vectors" / "rows.sqlite")
    try:
        return {row for _, row in table}
    finally:
        table.close()


def stamps(data):
    """Return what the manifest says of the documents, but for the time."""
    manifest = Snapshots(data).manifest()
    return [replace(stamp, added="") for stamp in (*manifest.documents, *manifest.hidden)]


def new_actors(data):
    return {item.entity.id: item for item in opened(data).review_queue(kinds=["actors"])}


@pytest.fixture
def jardins(data):
    """An actor that only two documents know."""
    found = [iri for iri, item in new_actors(data).items() if "jardins" in iri]
    assert found, "the documents of this test name an actor that no file knows"
    return found[0]


def test_the_queue_gives_each_candidate_with_its_sentence_and_its_page(data, jardins):
    item = new_actors(data)[jardins]
    assert item.id == jardins.removeprefix(BASE)
    assert item.evidence
    assert "Jardins Partagés du Val" in item.evidence[0].quote
    assert item.evidence[0].document_title
    assert item.evidence[0].page == 1


def test_accepting_makes_a_fact_and_says_who_decided(data, jardins):
    report = decide(data, "accept", jardins.removeprefix(BASE), reason="Association connue")
    assert jardins not in new_actors(data)
    assert opened(data).entity(jardins).status == "fact"
    answer = opened(data).sparql(
        f"SELECT DISTINCT ?name ?why ?what WHERE {{ <{jardins}> mlg:decision ?d . ?d prov:wasAssociatedWith/foaf:name ?name ; "
        "rdfs:comment ?why ; mlg:decided ?what }"
    )
    (row,) = json.loads(answer)["results"]["bindings"]
    assert [row[name]["value"] for name in ("name", "why", "what")] == [
        AUTHOR,
        "Association connue",
        "accept",
    ]
    assert report.pending == 0
    titles = {opened(data).opened().titles[iri] for iri in report.documents}
    assert "Note sur l'accès à l'emploi à Bourges" not in titles


@pytest.mark.parametrize("action", ["reject", "hide"])
def test_what_is_rejected_or_hidden_is_gone_and_does_not_come_back(data, folder, jardins, action):
    decide(data, action, jardins)
    assert not any(jardins in row for row in quads(data) if "graph/decisions" not in row)
    assert opened(data).entity(jardins) is None
    again = data.parent / "copie.md"
    again.write_text(REPORT + "\nUne phrase de plus.\n", encoding="utf-8")
    assert take_in(data, again).documents[0].status == "added"
    assert not any(jardins in row for row in quads(data) if "graph/decisions" not in row)


def decisions_of_all_kinds(data, jardins):
    """Take one decision of each kind, each at once."""
    decide(data, "accept", jardins)
    decide(data, "rename", jardins, value="Jardins du Val")
    decide(
        data,
        "rename",
        "theme/gusp" if opened(data).opened().entity(f"{BASE}theme/gusp") else "GUSP",
        value="GUSP",
    )
    decide(data, "merge", jardins, "actor/villes-au-carre")
    fact = next(row for row in opened(data).decidable("note.md") if row.predicate == "mentions")
    decide(data, "reject", fact.id)
    decide(data, "hide", "programme.md")


def test_decisions_one_by_one_give_what_an_ingest_from_nothing_gives(data, folder, jardins, tmp_path):
    decisions_of_all_kinds(data, jardins)
    for order in (documents(folder), documents(folder)[::-1]):
        fresh = tmp_path / f"fresh-{len(list(tmp_path.iterdir()))}"
        fresh.mkdir()
        shutil.copy(data / DECISIONS, fresh / DECISIONS)
        take_in(fresh, *order)
        assert quads(fresh) == quads(data)
        assert rows(fresh) == rows(data)
        assert stamps(fresh) == stamps(data)


def test_undoing_each_decision_restores_the_very_same_graph(data, folder, jardins):
    states = [(quads(data), rows(data))]
    made = []
    for action, given, value in (
        ("accept", (jardins,), ""),
        ("rename", ("actor/villes-au-carre",), "Le centre de ressources"),
        ("merge", (jardins, "actor/villes-au-carre"), ""),
        ("hide", ("nature.md",), ""),
        ("hide", ("actor/villes-au-carre",), ""),
    ):
        made += decide(data, action, *given, value=value).decisions
        states.append((quads(data), rows(data)))
    assert len({frozenset(state) for state, _ in states}) == len(states)
    for decision in reversed(made):
        assert (quads(data), rows(data)) == states.pop()
        decide(data, "undo", decision.id)
    assert (quads(data), rows(data)) == states.pop()
    assert len(read_decisions(data).decisions) == 10


def test_an_ingest_keeps_what_was_decided(data, folder, jardins):
    decisions_of_all_kinds(data, jardins)
    before = quads(data)
    assert {item.status for item in take_in(data, *documents(folder)).documents} == {"unchanged"}
    assert quads(data) == before
    take_in(data, *documents(folder), pipeline="report")
    take_in(data, folder / "atelier.md", folder / "note.md", pipeline="programme")
    assert not any(jardins in row for row in quads(data) if "graph/decisions" not in row)
    assert opened(data).entity(f"{BASE}actor/villes-au-carre").label == "Villes au Carré"


def test_a_hidden_document_is_kept_and_a_new_edition_stays_hidden(data, folder, tmp_path):
    path = tmp_path / "page.md"
    path.write_text(OTHER, encoding="utf-8")
    shutil.copy(path, tmp_path / "autre.md")
    path.write_text(OTHER + "\nEt à Blois.\n", encoding="utf-8")
    take_in(data, path)
    count = opened(data).status()["documents"]
    decide(data, "hide", str(path))
    assert opened(data).status()["documents"] == count - 1
    with pytest.raises(CentreError):
        opened(data).document(str(path))
    path.write_text(OTHER + "\nEt à Blois, puis à Dreux.\n", encoding="utf-8")
    (told,) = take_in(data, path).documents
    assert told.status == "changed"
    assert "masqué" in told.reason
    assert opened(data).status()["documents"] == count - 1


def test_a_name_merged_is_recognised_in_documents_to_come(data, jardins, tmp_path):
    decide(data, "merge", jardins, "actor/villes-au-carre")
    later = tmp_path / "plus-tard.md"
    later.write_text(
        "# Note de juillet 2030\n\nL'association Les Jardins Partagés du Val reçoit des habitants à Blois.\n",
        encoding="utf-8",
    )
    take_in(data, later)
    named = {actor["id"] for actor in opened(data).document(str(later))["actors"]}
    assert f"{BASE}actor/villes-au-carre" in named
    assert jardins not in named
    assert opened(data).entity(jardins).id == f"{BASE}actor/villes-au-carre"


def test_decisions_are_noted_then_applied_together(data, jardins):
    first = decide(data, "accept", jardins, publish=False)
    second = decide(data, "rename", jardins, value="Jardins du Val", publish=False)
    assert (first.pending, second.pending) == (1, 2)
    assert Snapshots(data).list() == ("000001",)
    assert [row.applied for row in opened(data).decisions().decisions] == [False, False]
    done = opened(data).apply_decisions()
    assert (done.snapshot, done.pending) == ("000002", 0)
    assert opened(data).entity(jardins).label == "Jardins du Val"


def test_going_back_then_adding_applies_the_decisions_again(data, jardins):
    decide(data, "accept", jardins)
    after = quads(data)
    Snapshots(data).rollback(1)
    assert opened(data).entity(jardins).status == "candidate"
    opened(data).apply_decisions()
    assert quads(data) == after


def test_a_broken_line_is_said_and_loses_nothing(data, jardins):
    decide(data, "accept", jardins)
    after = quads(data)
    path = data / DECISIONS
    kept = path.read_bytes()
    path.write_bytes(b'{"id": "abime", \xff\n{"id": 3}\n' + kept[:-30])
    found = read_decisions(data)
    assert len(found.broken) == 3
    assert all("ligne" in line and "\n" not in line for line in found.broken)
    assert opened(data).decisions().problems == found.broken
    decide(data, "rename", "actor/villes-au-carre", value="Le centre")
    assert path.read_bytes().startswith(b'{"id": "abime", \xff\n{"id": 3}\n' + kept[:-30])
    assert len(read_decisions(data).decisions) == 1
    assert jardins not in new_actors(data)
    assert {row for row in after if jardins in row} <= quads(data)


def test_many_people_may_decide_at_once(data):
    draft = Decision(
        id="", at="", author=AUTHOR, reason="", action="hide", target=Target(subject=f"{BASE}theme/emploi")
    )
    with ThreadPoolExecutor(8) as pool:
        added = [
            one
            for group in pool.map(lambda _: add_decisions(data, [draft, draft]), range(20))
            for one in group
        ]
    held = read_decisions(data)
    assert not held.broken
    assert {one.id for one in held.decisions} == {one.id for one in added}
    assert len(held.decisions) == len({one.id for one in held.decisions}) == 40


def test_while_another_writes_a_decision_is_noted_and_waits(data, jardins):
    from centre.snapshots import publishing

    with publishing(data) as staging:
        report = decide(data, "accept", jardins)
        staging.cancel()
    assert report.pending == 1
    assert "maillage review apply" in report.problems[-1]
    assert apply_decisions(opened(data).opened(), encoder=HashEncoder()).pending == 0
    assert jardins not in new_actors(data)


@pytest.mark.parametrize(
    ("action", "given", "options", "words"),
    [
        ("accept", ("actor/inconnu",), {}, "pas une fiche"),
        ("accept", ("f00000000",), {}, "Aucun fait"),
        ("hide", ("Rien de tel",), {}, "Rien ne s’appelle"),
        ("rename", ("actor/villes-au-carre",), {"value": "  "}, "nouveau nom"),
        ("merge", ("actor/villes-au-carre", "actor/villes-au-carre"), {}, "déjà une seule fiche"),
        ("merge", ("actor/villes-au-carre", "theme/emploi"), {}, "même nature"),
        ("undo", ("d00000000",), {}, "pas de décision"),
    ],
)
def test_what_cannot_be_decided_is_said_in_one_line(data, action, given, options, words):
    with pytest.raises(CentreError, match=words) as told:
        decide(data, action, *given, **options)
    assert "\n" not in str(told.value)
    assert not (data / DECISIONS).exists()


@pytest.mark.parametrize("author", ["", "  ", "claire@exemple.org", "Claire 06 12 34 56 78"])
def test_the_author_is_a_name(data, jardins, author):
    with pytest.raises(CentreError):
        opened(data).decide("accept", [jardins], author=author)
    assert not (data / DECISIONS).exists()


def test_a_known_actor_is_not_merged_into_one_that_no_file_knows(data, jardins):
    with pytest.raises(CentreError, match="fiche de référence"):
        decide(data, "merge", "actor/villes-au-carre", jardins)


def test_the_history_says_what_was_decided_and_undone(data, jardins):
    (made,) = decide(data, "accept", jardins, reason="vu").decisions
    (undone,) = decide(data, "undo", made.id).decisions
    with pytest.raises(CentreError, match="déjà annulée"):
        decide(data, "undo", made.id)
    last, first = opened(data).decisions().decisions
    assert (first.undone_by, first.author, first.reason) == (undone.id, AUTHOR, "vu")
    assert (last.action, last.applied) == ("undo", True)
    decide(data, "undo", undone.id)
    assert opened(data).decisions().decisions[-1].undone_by is None
    assert jardins not in new_actors(data)
