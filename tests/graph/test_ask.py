"""Every named question on the small centre, with the table it must give."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from graph.ask import QUERIES, ask, parameters, questions, render
from graph.store import GraphError, Store
from ontology.vocabulary import BASE


def short(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace(BASE, "")
    return [short(part) for part in value] if isinstance(value, list) else value


def table(store: Store, name: str, columns: str, **bindings: Any) -> list[tuple[Any, ...]]:
    """Ask a question and return some of its columns, addresses shortened."""
    full = {
        key: [
            value if key in ("since", "until", "kinds", "sources") else BASE + value
            for value in values.split()
        ]
        for key, values in bindings.items()
    }
    return [tuple(short(row[column]) for column in columns.split()) for row in ask(store, name, **full)]


@pytest.mark.parametrize("name", sorted(questions()))
def test_a_question_runs_as_it_stands_and_says_itself_in_words(store: Store, name: str) -> None:
    text = (QUERIES / f"{name}.rq").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert questions()[name].endswith("?")
    ask_it = partial(store.serialise, format="ttl") if "\nCONSTRUCT" in text else store.query
    ask_it(text)
    ask_it(render(name))
    full = {key: [f"{BASE}event/a", f"{BASE}event/b"] for key in parameters(name)}
    ask_it(render(name, **full))


def test_the_agenda_lists_sessions_by_date_and_undated_ones_last(store: Store) -> None:
    columns = (
        "event series_title axis edtf start end start_time date_note place mode action_label document page"
    )
    assert table(store, "agenda", columns) == [
        (
            *("event/visite", "Réseau Cadre de vie", "Réseaux", "2024-02-09", "2024-02-09", "2024-02-09"),
            *("09:30", None, "Basseville", "onsite", "Visite", "document/0001", 1),
        ),
        (
            *("event/webinaire", "Réseau Cadre de vie", "Réseaux", "2024-05", "2024-05-01", "2024-05-31"),
            *(None, None, None, "online", None, "document/0001", 1),
        ),
        (
            *("event/forum", None, None, None, None, None),
            *(None, "to-be-set", None, None, None, "document/0001", 1),
        ),
    ]


@pytest.mark.parametrize(
    ("bindings", "events"),
    [
        ({"since": "2024-02-10"}, ["webinaire"]),
        ({"until": "2024-02-09"}, ["visite"]),
        ({"since": "2024-05-31", "until": "2024-06-30"}, ["webinaire"]),
        ({"since": "2024-06-01"}, []),
        ({"themes": "theme/cadre-de-vie"}, ["visite", "webinaire"]),
        ({"themes": "theme/gusp"}, ["webinaire"]),
        ({"themes": "theme/gusp theme/emploi"}, ["webinaire", "forum"]),
        ({"territories": "territory/region-1"}, ["visite", "forum"]),
        ({"territories": "territory/commune-2"}, []),
        ({"actors": "actor/les-ponts"}, ["visite", "webinaire"]),
        ({"actors": "actor/basseville"}, ["visite", "forum"]),
        ({"events": "event/forum"}, ["forum"]),
        ({"themes": "theme/cadre-de-vie", "territories": "territory/region-1"}, ["visite"]),
    ],
)
def test_the_agenda_is_filtered(store: Store, bindings: dict[str, str], events: list[str]) -> None:
    assert table(store, "agenda", "event", **bindings) == [(f"event/{event}",) for event in events]


def test_what_a_series_has_holds_for_its_sessions(store: Store) -> None:
    rows = table(store, "activity_links", "kind entity role stated_on status", activities="event/visite")
    assert rows == [
        ("actor", "actor/anne-martin", "speaker", "event/visite", "candidate"),
        ("actor", "actor/basseville", "host", "event/visite", "fact"),
        ("actor", "actor/les-ponts", "facilitator", "series/cadre-de-vie", "fact"),
        ("territory", "territory/commune-1", None, "event/visite", "fact"),
        ("theme", "theme/cadre-de-vie", None, "series/cadre-de-vie", "fact"),
    ]
    assert len(ask(store, "activity_links")) == 16


def test_who_works_on_a_theme_in_a_territory(store: Store) -> None:
    columns = (
        "actor role status activity sessions start end territories matched_territories territory_reason page"
    )
    rows = table(store, "who", columns, themes="theme/cadre-de-vie", territories="territory/commune-1")
    town = ["territory/commune-1"]
    assert [(*row[:8], sorted(row[8]), *row[9:]) for row in rows] == [
        (
            *("actor/anne-martin", "speaker", "candidate", "event/visite", 1, "2024-02-09", "2024-02-09"),
            *(town, town, "activity", 1),
        ),
        (
            *("actor/les-ponts", "facilitator", "fact", "series/cadre-de-vie", 2, "2024-02-09", "2024-05-31"),
            *(town, ["territory/commune-1", "territory/region-1"], "activity", 1),
        ),
        (
            *("actor/basseville", "host", "fact", "event/visite", 1, "2024-02-09", "2024-02-09"),
            *(town, town, "activity", 1),
        ),
    ]


@pytest.mark.parametrize(
    ("bindings", "found"),
    [
        # the narrower theme of the webinar counts for the series' facilitator, not for the visit's speaker
        ({"themes": "theme/gusp"}, [("le-labo", "rapport", None), ("les-ponts", "cadre-de-vie", None)]),
        ({"themes": "theme/emploi"}, [("basseville", "forum", None)]),
        ({"themes": "theme/gusp", "since": "2024-01-01"}, [("les-ponts", "cadre-de-vie", None)]),
        ({"themes": "theme/gusp", "until": "2023-12-31"}, [("le-labo", "rapport", None)]),
        (
            {"themes": "theme/gusp", "since": "2023-06-01", "until": "2023-07-01"},
            [("le-labo", "rapport", None)],
        ),
        ({"themes": "theme/emploi", "since": "2024-01-01"}, []),
        # the report is about the region: around the town, not within it, and its author is from nowhere
        (
            {"themes": "theme/gusp", "territories": "territory/commune-1"},
            [("les-ponts", "cadre-de-vie", "actor")],
        ),
        (
            {"themes": "theme/gusp", "territories": "territory/region-1"},
            [("le-labo", "rapport", "activity"), ("les-ponts", "cadre-de-vie", "actor")],
        ),
        ({"themes": "theme/emploi", "territories": "territory/qpv-1"}, [("basseville", "forum", "actor")]),
        ({"themes": "theme/emploi", "territories": "territory/commune-2"}, []),
        (
            {"themes": "theme/emploi theme/gusp", "actors": "actor/basseville"},
            [("basseville", "forum", None)],
        ),
    ],
)
def test_who_keeps_to_theme_territory_and_period(
    store: Store, bindings: dict[str, str], found: list[tuple[str, str, str | None]]
) -> None:
    rows = table(store, "who", "actor activity territory_reason", **bindings)
    assert [
        (actor.split("/")[1], activity.split("/")[1], reason) for actor, activity, reason in rows
    ] == found


def test_who_shows_the_sentence_that_proves_each_role(store: Store) -> None:
    rows = ask(store, "who", themes=[f"{BASE}theme/gusp"])
    assert [
        (row["label"], row["actor_status"], row["kind"], row["category"], row["quote"]) for row in rows
    ] == [
        (
            *("Le Labo", "candidate", "organisation", "recherche"),
            "Rapport sur la gestion urbaine de proximité en région, par Le Labo. Vu la loi n° 2014-173.",
        ),
        ("Les Ponts", "fact", "organisation", "association", "Le réseau est animé par Les Ponts."),
    ]
    assert short(rows[0]["themes"]) == short(rows[0]["matched_themes"]) == ["theme/gusp"]


def test_topics_of_an_actor(store: Store) -> None:
    columns = "theme activity role start theme_quote quote"
    sentence = "Le réseau est animé par Les Ponts."
    assert table(store, "topics_of_actor", columns, actors="actor/les-ponts") == [
        ("theme/cadre-de-vie", "series/cadre-de-vie", "facilitator", None, "Cadre de vie", sentence),
        (
            *("theme/gusp", "series/cadre-de-vie", "facilitator", "2024-05-01"),
            *("gestion urbaine de proximité", sentence),
        ),
    ]
    assert table(store, "topics_of_actor", "theme", actors="actor/anne-martin") == [("theme/cadre-de-vie",)]


def test_partners_meet_in_a_session_or_in_its_series(store: Store) -> None:
    assert table(
        store, "partners_of_actor", "partner activity role partner_role", actors="actor/les-ponts"
    ) == [
        ("actor/anne-martin", "event/visite", "facilitator", "speaker"),
        ("actor/basseville", "event/visite", "facilitator", "host"),
    ]
    assert table(store, "partners_of_actor", "partner", actors="actor/le-labo") == []


def test_evidence_of_an_actor(store: Store) -> None:
    columns = "activity activity_type role start quote_start quote_end"
    assert table(store, "evidence_of_actor", columns, actors="actor/basseville") == [
        ("event/visite", "event", "host", "2024-02-09", 55, 144),
        ("event/forum", "event", "organiser", None, 203, 267),
    ]
    directory = table(store, "evidence_of_actor", columns, actors="actor/collectif-sud")
    assert directory == [("document/0003", "document", "participant", None, 0, 35)]


def test_resources_are_listed_without_what_is_only_cited(store: Store) -> None:
    columns = "resource kind url date collection_title outline file"
    report = (
        *("resource/rapport", "report", "https://exemple.fr/rapport", "2023", "Programme", []),
        "document/0002",
    )
    programme = (
        "resource/programme",
        "programme",
        None,
        "2024-01-08",
        None,
        ["Réseaux", "Forum"],
        "document/0001",
    )
    assert table(store, "resources", columns) == [programme, report]
    assert table(store, "resources", columns, kinds="report") == [report]
    assert table(store, "resources", columns, themes="theme/cadre-de-vie") == [report]
    assert table(store, "resources", columns, territories="territory/commune-1") == []
    assert table(store, "resources", columns, actors="actor/le-labo") == [report]


def test_documents_and_what_they_hold(store: Store) -> None:
    columns = "document title source pipeline language date resource_kind passages events"
    assert table(store, "documents", columns) == [
        *(
            (
                "document/0001",
                "Programme 2024",
                "0001.md",
                "programme",
                "fr",
                "2024-01-08",
                "programme",
                2,
                3,
            ),
        ),
        *(("document/0002", "Rapport GUP", "0002.md", "report", "fr", "2023", "report", 1, 0),),
        *(("document/0003", "Annuaire", "0003.md", "directory", "fr", "2022-01-01", None, 1, 0),),
    ]
    assert table(store, "documents", "document", sources="0002.md") == [("document/0002",)]
    assert table(store, "document_activities", "kind activity category", documents="document/0002") == [
        ("citation", "resource/loi-2014-173", "loi"),
        ("resource", "resource/rapport", "report"),
    ]
    assert table(store, "document_dates", "edtf quote note", documents="document/0001") == [
        ("2024-02-09", "9 février 2024", None),
        ("2024-05", "Mai 2024", None),
        (None, "12 mars 2024", "to-be-set"),
    ]
    columns = "kind entity entity_status role method quote_start"
    assert table(store, "document_entities", columns, documents="document/0002") == [
        ("actor", "actor/le-labo", "candidate", "author", None, 0),
        ("actor", "actor/le-labo", "candidate", None, None, 59),
        ("territory", "territory/region-1", "fact", None, "label", 47),
        ("theme", "theme/gusp", "fact", None, "label", 15),
    ]
    assert table(store, "document_naming", "kind entity role evidence", documents="document/0002") == [
        ("actor", "actor/le-labo", None, "document/0002#char=59,66"),
        ("actor", "actor/le-labo", "author", "document/0002#char=0,90"),
        ("territory", "territory/region-1", None, "document/0002#char=47,53"),
        ("theme", "theme/gusp", None, "document/0002#char=15,43"),
    ]
    assert table(store, "passages", "start heading_path", documents="document/0001") == [
        (0, "Programme > Réseaux"),
        (55, None),
    ]
    assert len(ask(store, "evidence")) == 18


def test_what_activities_are_tied_to(store: Store) -> None:
    assert table(store, "tied", "activity entity role") == [
        ("event/forum", "actor/basseville", "organiser"),
        ("event/forum", "territory/commune-1", None),
        ("event/forum", "theme/emploi", None),
        ("event/visite", "actor/anne-martin", "speaker"),
        ("event/visite", "actor/basseville", "host"),
        ("event/visite", "territory/commune-1", None),
        ("event/webinaire", "theme/gusp", None),
        ("resource/rapport", "actor/le-labo", "author"),
        ("resource/rapport", "territory/region-1", None),
        ("resource/rapport", "theme/gusp", None),
        ("series/cadre-de-vie", "actor/les-ponts", "facilitator"),
        ("series/cadre-de-vie", "theme/cadre-de-vie", None),
    ]
    assert table(store, "sessions", "session series") == [
        ("event/visite", "series/cadre-de-vie"),
        ("event/webinaire", "series/cadre-de-vie"),
    ]


def test_entity_pages(store: Store) -> None:
    columns = "label kind category job_title status cue member_of document page quote"
    assert table(store, "actor", columns, actors="actor/anne-martin") == [
        (
            *(
                "Anne Martin",
                "person",
                "personne",
                "cheffe de projet",
                "candidate",
                "avec",
                ["actor/basseville"],
            ),
            *("document/0001", 1, "Anne Martin"),
        )
    ]
    columns = "alt_labels seat seat_label active_in status evidence"
    assert table(store, "actor", columns, actors="actor/les-ponts") == [
        (["Association Les Ponts"], "territory/commune-2", "Hauteville", ["territory/region-1"], "fact", None)
    ]
    columns = "label definition alt_labels hidden_labels"
    (row,) = table(store, "theme", columns, themes="theme/gusp")
    assert (row[0], row[1], sorted(row[2]), row[3]) == (
        *("Gestion urbaine de proximité", "Entretien du quartier.", ["GUP", "GUSP"]),
        ["gestion de proximité"],
    )
    columns = "label category latitude population vintage programmes"
    assert table(store, "territory", columns, territories="territory/commune-1 territory/qpv-1") == [
        ("Basseville", "commune", 47.5, 1200, None, []),
        ("Le Bas", "qpv", None, None, "2024", ["npnru"]),
    ]
    columns = "series title sessions start end action document"
    assert table(store, "series", columns) == [
        ("series/cadre-de-vie", "Réseau Cadre de vie", 2, "2024-02-09", "2024-05-31", None, "document/0001")
    ]


def test_relations_go_both_ways(store: Store) -> None:
    assert table(store, "relations", "relation other category", entities="territory/commune-1") == [
        ("container", "territory/region-1", "region"),
        ("contains", "territory/qpv-1", "qpv"),
        ("seats", "actor/basseville", "collectivite"),
    ]
    assert table(store, "relations", "relation other", entities="theme/cadre-de-vie") == [
        ("narrower", "theme/gusp")
    ]


def test_mentions_give_the_passage(store: Store) -> None:
    rows = ask(store, "mentions", entities=f"{BASE}territory/commune-2")
    assert [(row["quote"], row["text"]) for row in rows] == [
        ("Hauteville", "Le Collectif Sud agit à Hauteville.")
    ]


def test_labels_of_all_entities(store: Store) -> None:
    columns = "iri pref_label alt_labels status category"
    assert table(store, "labels", columns, kinds="actor") == [
        ("actor/anne-martin", "Anne Martin", [], "candidate", "personne"),
        ("actor/collectif-sud", "Collectif Sud", [], "fact", "collectif"),
        ("actor/le-labo", "Le Labo", ["Labo"], "candidate", "recherche"),
        ("actor/les-ponts", "Les Ponts", ["Association Les Ponts"], "fact", "association"),
        ("actor/basseville", "Ville de Basseville", [], "fact", "collectivite"),
    ]
    kinds = [row[0] for row in table(store, "labels", "kind")]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        **{"action": 1, "actor": 5},
        **{"audience": 1, "territory": 4, "theme": 3},
    }


def test_references_count_uses_through_the_closures(store: Store) -> None:
    assert table(store, "references", "entity uses documents", kinds="theme territory") == [
        ("territory/region-1", 3, 2),
        ("territory/commune-1", 2, 1),
        ("theme/cadre-de-vie", 4, 2),
        ("theme/gusp", 2, 2),
        ("theme/emploi", 1, 1),
    ]


def test_counts(store: Store) -> None:
    (row,) = ask(store, "counts")
    assert row == {
        **{"documents": 3, "passages": 4, "events": 3, "series": 1, "resources": 2, "actors": 5},
        **{"actors_in_use": 5, "candidates": 2, "themes": 3, "territories": 4, "participations": 6},
        "evidence": 18,
    }


def test_values_are_terms_and_never_text(store: Store) -> None:
    with pytest.raises(GraphError, match="adresse"):
        ask(store, "agenda", themes="https://exemple.fr/> } DROP ALL #")
    assert ask(store, "documents", sources='" } DROP ALL #\n') == []
    assert 'VALUES ?source_asked { "a\\"b" }' in render("documents", sources='a"b')


def test_an_unknown_question_or_parameter_is_refused(store: Store) -> None:
    with pytest.raises(GraphError, match="agenda"):
        ask(store, "no_such_question")
    with pytest.raises(GraphError, match="Aucune"):
        ask(store, "../queries/agenda")
    with pytest.raises(GraphError, match="since"):
        ask(store, "agenda", theme="x")


def test_no_question_walks_a_path_of_unknown_length() -> None:
    for path in Path(QUERIES).glob("*.rq"):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        assert not [
            line for line in lines if ":broader*" in line or ":broader+" in line or ":container+" in line
        ]


def test_the_ties_of_an_entity_are_told_from_both_sides(store: Store) -> None:
    columns = "direction predicate other office status"
    told = table(store, "entity_relations", columns, entities="actor/basseville")
    assert sorted((row[0], row[1].rsplit("/", 1)[-1].rsplit("#", 1)[-1], *row[2:]) for row in told) == [
        ("in", "affiliation", "actor/anne-martin", "cheffe de projet", "fact"),
        ("in", "commissionedBy", "actor/collectif-sud", None, "fact"),
        ("in", "partnerOf", "actor/collectif-sud", None, "fact"),
        ("out", "hostedBy", "actor/collectif-sud", None, "fact"),
    ]


def test_a_document_lists_the_ties_it_states(store: Store) -> None:
    told = table(store, "document_relations", "subject predicate object status", documents="document/0002")
    assert len(told) == 6
    (member,) = [row for row in told if row[1].endswith("memberOf")]
    assert member == (
        "actor/le-labo",
        "http://www.w3.org/ns/org#memberOf",
        "actor/collectif-sud",
        "candidate",
    )
    assert table(store, "document_relations", "subject", documents="document/0001") == []


def test_pairs_to_confirm_come_with_their_reason(store: Store) -> None:
    columns = "left_label right_label reason score status document"
    ((left, right, reason, score, status, document),) = table(store, "matches", columns)
    assert {left, right} == {"Le Labo", "Collectif Sud"}
    assert (reason, float(score), status, document) == (
        "noms presque identiques",
        0.8,
        "candidate",
        "document/0002",
    )


def test_each_document_says_an_event_in_its_own_words(store: Store) -> None:
    rows = ask(store, "descriptions")
    assert all(row["description"] and row["member"].startswith(f"{BASE}event/") for row in rows)
    assert ask(store, "descriptions", members=f"{BASE}event/unknown") == []


@pytest.mark.parametrize(
    "bindings", [{}, {"themes": [f"{BASE}theme/gusp"]}, {"actors": [f"{BASE}actor/les-ponts"]}]
)
def test_a_part_asked_alone_gives_the_answer_of_the_whole(store, monkeypatch, bindings):
    staged = ask(store, "who", **bindings)
    assert store.values("SELECT ?s WHERE { ?s ?p ?o }", most=3) is None
    monkeypatch.setattr(Store, "values", lambda self, sparql, most: None)
    assert ask(store, "who", **bindings) == staged
    assert staged or bindings


def test_rows_stand_in_a_question_as_terms(store):
    block = store.values(
        'SELECT ?a ?b ?c WHERE { VALUES (?a ?b ?c) { (<urn:x> "l\'\\"é"@fr UNDEF) (1 1.5 true) } }', most=5
    )
    rows = store.query(f"SELECT ?a ?b ?c WHERE {{ {block} }}")
    assert [(row["a"], str(row["b"]), row["c"]) for row in rows] == [
        ("urn:x", "l'\"é", None),
        (1, "1.5", True),
    ]
    assert (
        store.query(f"SELECT * WHERE {{ {store.values('SELECT ?a WHERE { FILTER(false) }', most=5)} }}") == []
    )
