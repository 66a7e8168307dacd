"""A small invented centre that answers with the records of the real one, for the tests of the pages."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from centre.agenda_choices import AgendaChoices
from centre.built import BuiltGraph, Triple
from centre.declared import DeclaredPlatform
from centre.dossiers import ChangedEntry, Changes, Dossier, Entry
from centre.downloads import Download
from centre.drawing import DrawnActor, DrawnNetwork, DrawnTie, draw
from centre.mapping import MapPlace, MapView
from centre.network import Network, NetworkActor, NetworkTie
from centre.news import NewsItem
from centre.profiles import Profile, ProfileTheme
from centre.records import (
    AgendaActor,
    AgendaRow,
    Answer,
    CentreError,
    Choice,
    DecisionLog,
    DecisionReport,
    DecisionRow,
    EntityPage,
    EvidenceLine,
    Offer,
    Reference,
    ResourceRow,
    ReviewItem,
    SearchHit,
    SearchResult,
    Understood,
    WhoResult,
)
from centre.used import Figures, UsedTerm
from centre.works import Work

BASE = "https://maillage.example/id/"

THEMES = {
    "theme/cadre-de-vie": ("Cadre de vie", 9, ""),
    "theme/gestion-urbaine": ("Gestion urbaine et sociale de proximité", 6, "theme/cadre-de-vie"),
    "theme/espaces-verts": ("Espaces verts", 2, "theme/gestion-urbaine"),
    "theme/education": ("Éducation", 7, ""),
    "theme/reussite": ("Réussite éducative", 3, "theme/education"),
    "theme/emploi": ("Emploi et insertion", 4, ""),
    "theme/oeuvres": ("Œuvres et création", 1, ""),
}
TERRITORIES = {
    "territory/01": ("Val-de-Brenne", "région", 8),
    "territory/01001": ("Clairval", "commune", 5),
    "territory/qp01": ("Les Tilleuls", "quartier prioritaire", 2),
}
ACTORS = {
    "actor/carrefour": ("Carrefour des quartiers", "association", 9),
    "actor/ville-clairval": ("Ville de Clairval", "collectivite", 4),
    "actor/habitat-brenne": ("Habitat de Brenne", "bailleur-social", 3),
    "actor/collectif-lilas": ("Collectif des Lilas", "collectif", 1),
}
PROGRAMME = f"{BASE}document/aaaa000011112222"
REPORT = f"{BASE}document/bbbb000011112222"
HOSTILE = "<script>alert('x')</script> & <b>gras</b>"

TEXT = (
    "La gestion urbaine et sociale de proximité réunit bailleurs, services de la ville et habitants. "
    "Habitat de Brenne anime les visites de quartier aux Tilleuls."
)
QUOTE = "Habitat de Brenne anime les visites de quartier aux Tilleuls."
START = 200 + TEXT.index(QUOTE)


def label(short: str) -> str:
    """Return the label of a short identifier."""
    return {**THEMES, **TERRITORIES, **ACTORS}[short][0]


def reference(short: str, kind: str, *, detail: str = "", count: int | None = None) -> Reference:
    """Return a reference to an entity of the invented centre."""
    return Reference(id=BASE + short, label=label(short), kind=kind, detail=detail, count=count)


def evidence(activity: str, activity_id: str, role: str, points: float) -> EvidenceLine:
    """Return a sentence of the invented report."""
    return EvidenceLine(
        activity=activity,
        activity_id=BASE + activity_id,
        role=role,
        document=REPORT,
        document_title="Rapport sur les quartiers de Clairval",
        page=2,
        quote=QUOTE,
        start=START,
        end=START + len(QUOTE),
        date="2024-03",
        points=points,
    )


def session(
    short: str, title: str, edtf: str | None, start: str | None, words: str, **changes: Any
) -> AgendaRow:
    """Return a session of the invented agenda."""
    row = AgendaRow(
        id=f"{BASE}event/{short}",
        title=title,
        series="Réseau de la gestion urbaine",
        series_id=f"{BASE}series/reseau-gestion-urbaine",
        axis="Faire réseau",
        edtf=edtf,
        start=start,
        end=start,
        date_text=words,
        start_time=None,
        place=None,
        mode="online",
        actors=(
            AgendaActor(
                label="Carrefour des quartiers", role="organiser", id=f"{BASE}actor/carrefour", status="fact"
            ),
            AgendaActor(
                label="Collectif des Lilas",
                role="speaker",
                id=f"{BASE}actor/collectif-lilas",
                status="candidate",
            ),
        ),
        themes=("Gestion urbaine et sociale de proximité",),
        territories=("Clairval",),
        status="announced",
        document=PROGRAMME,
        document_title="Programme d’activités du premier semestre",
        page=3,
    )
    return replace(row, **changes)


def map_place(short: str) -> MapPlace:
    """Return a territory of the invented map: a square around its place."""
    name, kind, many = TERRITORIES[short]
    reach = {"région": 1.0, "commune": 0.2}.get(kind, 0.05)
    ring = tuple((2 + reach * x, 47 + reach * y) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)))
    return MapPlace(
        id=BASE + short,
        label=name,
        category={"région": "region", "commune": "commune"}.get(kind, "qpv"),
        longitude=2.0,
        latitude=47.0,
        outline=(ring,),
        events=many,
        resources=many // 2,
        actors=1,
    )


SESSIONS = (
    session(
        "visite",
        "Visite de quartier : les Tilleuls",
        "2024-02-09",
        "2024-02-09",
        "9 février 2024",
        mode="onsite",
        place="Maison de quartier, Clairval",
        start_time="14 h – 16 h 30",
    ),
    session("reseau-1", "Réseau de la gestion urbaine", "2024-02-20", "2024-02-20", "20 février 2024"),
    session(
        "forum",
        "Forum de la réussite éducative",
        "2024-06-13/2024-06-14",
        "2024-06-13",
        "du 13 au 14 juin 2024",
        end="2024-06-14",
        series=None,
        series_id=None,
        themes=("Réussite éducative", "Éducation"),
        mode="onsite",
    ),
    session(
        "atelier",
        "Atelier emploi",
        "[2024-06-20,2024-06-27]",
        "2024-06-20",
        "20 juin 2024 ou 27 juin 2024",
        status="to-confirm",
        themes=("Emploi et insertion",),
        territories=(),
    ),
    session("annule", "Rencontre annulée", "2024-05-02", "2024-05-02", "2 mai 2024", status="cancelled"),
    session("plus-tard", "Rencontre régionale", None, None, "", status="to-be-set", themes=(), mode=None),
)

RESOURCES = (
    ResourceRow(
        id=f"{BASE}resource/rapport-clairval",
        title="Rapport sur les quartiers de Clairval",
        kind="report",
        url=None,
        themes=("Gestion urbaine et sociale de proximité",),
        actors=("Carrefour des quartiers",),
        date="2024-03",
        document=REPORT,
        page=1,
    ),
)


def hit(kind: str, short: str, title: str, snippet: str, reason: str, **changes: Any) -> SearchHit:
    """Return a result of the invented search."""
    at = snippet.lower().find("gestion")
    found = SearchHit(
        id=BASE + short,
        type=kind,
        title=title,
        snippet=snippet,
        highlights=((at, at + len("gestion urbaine")),) if at >= 0 else (),
        score=0.8,
        scores={"text": 0.8, "vector": 0.5, "link": 0.0},
        reason=reason,
        document=REPORT,
        document_title="Rapport sur les quartiers de Clairval",
        page=2,
        date="2024-03",
        themes=("Gestion urbaine et sociale de proximité",),
        territories=("Clairval",),
        actors=("Habitat de Brenne",),
    )
    return replace(found, **changes)


HITS = (
    hit(
        "theme",
        "theme/gestion-urbaine",
        "Gestion urbaine et sociale de proximité",
        "Coordination des interventions qui améliorent le quotidien des habitants.",
        "synonyme de « GUSP »",
        document=None,
        document_title=None,
        page=None,
        date=None,
    ),
    hit(
        "passage",
        "passage/1",
        "Rapport sur les quartiers de Clairval",
        TEXT,
        "mots exacts : « gestion urbaine »",
    ),
    hit(
        "event",
        "event/visite",
        "Visite de quartier : les Tilleuls",
        "Une visite avec les habitants et le bailleur.",
        "lié à Gestion urbaine et sociale de proximité",
        date="2024-02-09",
    ),
    hit("resource", "resource/hostile", HOSTILE, f"gestion urbaine {HOSTILE}", "sens proche"),
)


DRAWN = DrawnNetwork(
    actors=(
        DrawnActor(
            id=f"{BASE}actor/carrefour",
            label=HOSTILE,
            category="reseau",
            activities=3,
            partners=1,
            between=0.4,
            community=0,
            x=0.0,
            y=0.5,
        ),
        DrawnActor(
            id=f"{BASE}actor/ville-clairval",
            label="Ville de Clairval",
            category="collectivite",
            activities=3,
            partners=1,
            between=0.0,
            community=1,
            x=1.0,
            y=0.5,
        ),
    ),
    ties=(
        DrawnTie(
            source=f"{BASE}actor/carrefour",
            target=f"{BASE}actor/ville-clairval",
            activities=3,
            first="2023-05-01",
            last="2024-06-01",
        ),
    ),
    left_out=12,
    categories=(("collectivite", 1), ("reseau", 1)),
    years=(2023, 2024),
)


def profile(short: str) -> Profile:
    """Return what an actor of the invented centre does; all take part in the visit of the neighbourhood."""
    first = short == "actor/carrefour"
    themes = ("theme/gestion-urbaine", "theme/emploi") if first else ("theme/gestion-urbaine",)
    visit = Reference(id=f"{BASE}event/visite", label=SESSIONS[0].title, kind="event", detail="2024-02-09")
    report = Reference(
        id=f"{BASE}resource/rapport-clairval", label=RESOURCES[0].title, kind="resource", detail="2022-03"
    )
    return Profile(
        id=BASE + short,
        label=ACTORS[short][0],
        category="Association",
        status="fact",
        roles=(("organiser", 2), ("speaker", 1)),
        themes=tuple(
            ProfileTheme(
                theme=reference(one, "theme", count=2),
                events=1,
                resources=1,
                evidence=(evidence("Visite de quartier : les Tilleuls", "event/visite", "facilitator", 0.0),),
            )
            for one in themes
        ),
        partners=tuple(
            reference(one, "actor", detail="partenariat", count=1) for one in ACTORS if one != short
        ),
        activities=(visit, report) if first else (visit,),
        years=((2022, 1), (2024, 1)) if first else ((2024, 1),),
        undated=1,
    )


def dossier_entry(short: str, title: str, date: str | None) -> Entry:
    """Return an entry of the invented dossier."""
    return Entry(
        id=f"{BASE}resource/{short}", title=title, kind="note", date=date, arrived="2024-11-03T10:00:00+00:00",
        listed=True, url=None, actors=("Carrefour des quartiers",), document=REPORT,
        document_title="Rapport sur les quartiers de Clairval", page=2, start=START, end=START + len(QUOTE),
    )  # fmt: skip


DOSSIER = Dossier(
    id="clairval-2030",
    title="Clairval 2030",
    description=HOSTILE,
    kind="dossier",
    resources=(f"{BASE}resource/clairval-2030",),
    entries=(
        dossier_entry("circulaire", "Circulaire sur Clairval", "2024-11-02"),
        dossier_entry("contrat", "Contrat de Clairval", "2023-05"),
        dossier_entry("carte", "Carte des quartiers", None),
    ),
    documents=(
        Reference(id=REPORT, label="Rapport sur les quartiers de Clairval", kind="document",
                  detail="2024-11-03T10:00:00+00:00", count=3),
    ),
    actors=(reference("actor/carrefour", "actor", count=3),),
    themes=(reference("theme/gestion-urbaine", "theme", count=2),),
    territories=(reference("territory/01001", "territory", count=1),),
)  # fmt: skip


class FakeCentre:
    """Answers as `centre.centre.Centre` does."""

    calls: list[tuple[str, dict[str, Any]]]

    def __init__(self) -> None:
        self.calls = []
        self.decided: list[tuple[str, tuple[str, ...], dict[str, Any]]] = []
        self.published = False

    def version(self) -> str:
        return "000007"

    def search(self, query: str, **filters: Any) -> SearchResult:
        self.calls.append((query, filters))
        hits = [found for found in HITS if not filters["types"] or found.type in filters["types"]]
        if "zzz" in query:
            hits = []
        theme, place = THEMES["theme/gestion-urbaine"], TERRITORIES["territory/01001"]
        count = len(hits)
        facets = {
            "type": tuple(Choice(id=found.type, label=found.type, count=1) for found in hits),
            "theme": (
                Choice(id=f"{BASE}theme/cadre-de-vie", label="Cadre de vie", count=count + 3),
                Choice(
                    id=f"{BASE}theme/gestion-urbaine",
                    label=theme[0],
                    count=count,
                    broader=f"{BASE}theme/cadre-de-vie",
                ),
            ),
            "audience": (Choice(id=f"{BASE}audience/habitants", label="Habitant·es", count=count),),
            "territory": (Choice(id=f"{BASE}territory/01001", label=place[0], count=count),),
            "actor": tuple(
                Choice(id=BASE + short, label=actor[0], count=actor[2]) for short, actor in ACTORS.items()
            )
            + tuple(
                Choice(id=f"{BASE}actor/a{n}", label=f"Association numéro {n}", count=1) for n in range(1, 6)
            ),
            "year": (Choice(id="2024", label="2024", count=count),),
        }
        return SearchResult(
            query=query,
            took_ms=12.0,
            total=count,
            results=tuple(hits[: filters["limit"]]),
            facets=facets if hits else {},
            message=None if hits else "Rien n'a été trouvé pour « zzz » : essayez « gestion urbaine ».",
        )

    def who(self, question: str = "", *, limit: int = 10, **chosen: Any) -> WhoResult:
        self.calls.append((question, {"limit": limit, **chosen}))
        understood = Understood(
            themes=("Gestion urbaine et sociale de proximité",), territories=("Clairval",), period="2024"
        )
        nobody = "zzz" in question
        answers = tuple(
            Answer(
                id=BASE + short,
                label=ACTORS[short][0],
                kind=ACTORS[short][1],
                status="candidate" if short.endswith("lilas") else "fact",
                score=score,
                parts={"facilitator": score - 1.5, "author": 1.5, "activités": 2.0},
                roles=("organiser", "speaker"),
                themes=("Gestion urbaine et sociale de proximité", "Espaces verts"),
                evidence=(
                    evidence("Visite de quartier : les Tilleuls", "event/visite", "facilitator", 3.0),
                    evidence(
                        "Rapport sur les quartiers de Clairval", "resource/rapport-clairval", "author", 2.0
                    ),
                ),
            )
            for short, score in (
                ("actor/habitat-brenne", 12.5),
                ("actor/carrefour", 8.0),
                ("actor/collectif-lilas", 2.5),
            )
        )
        return WhoResult(
            question=question,
            understood=Understood() if nobody else understood,
            answers=() if nobody else answers[:limit],
            sparql="SELECT ?acteur WHERE { ?acteur a <http://xmlns.com/foaf/0.1/Agent> }",
            formula="Chaque rôle vaut des points : 3 pour organiser, 2 pour écrire ; le récent compte plus.",
            message="Aucun acteur connu sur « zzz » : essayez un autre thème." if nobody else None,
        )

    def profiles(self, actors: Iterable[str]) -> tuple[Profile, ...]:
        return tuple(profile(short) for iri in actors if (short := iri.removeprefix(BASE)) in ACTORS)

    def agenda(self, **filters: Any) -> tuple[AgendaRow, ...]:
        since, theme, place = filters.get("date_from"), filters.get("theme"), filters.get("territory")
        actor, online = filters.get("actor"), filters.get("online")
        return tuple(
            row
            for row in SESSIONS
            if (not since or (row.start or "") >= since)
            and (not theme or theme in row.themes)
            and (not place or place in row.territories)
            and (not actor or actor in [item.label for item in row.actors])
            and (online is None or (row.mode == "online") == online)
        )

    def dossiers(self) -> tuple[Dossier, ...]:
        return (DOSSIER,)

    def dossier_changes(self, asked: Dossier, since: str) -> Changes:
        self.since = since
        return Changes(
            since=since,
            dated=DOSSIER.entries[:1],
            arrived=(),
            changed=(ChangedEntry(entry=DOSSIER.entries[1], before=(("date", "2023"),)),),
            removed=("Un texte abrogé",),
            compared_with="2023-12-01T08:00:00+00:00",
        )

    def platforms(self) -> tuple[DeclaredPlatform, ...]:
        return (DeclaredPlatform(theme="gestion-urbaine", title="Plateforme GUSP"),)

    def agenda_choices(self, events: Iterable[str], asked: Mapping[str, str]) -> AgendaChoices:
        rows = [row for row in SESSIONS if row.id in set(events)]
        names = {label: BASE + short for short, (label, *_) in {**THEMES, **TERRITORIES, **ACTORS}.items()}
        chosen = {
            kind: value if kind == "mode" else names.get(value) or BASE + value.removeprefix(BASE)
            for kind, value in asked.items()
        }

        def values(kind: str, row: AgendaRow) -> list[str]:
            if kind == "mode":
                return [row.mode] if row.mode else []
            held = {
                "theme": row.themes,
                "territory": row.territories,
                "actor": [actor.label for actor in row.actors],
                "action": (),
            }
            return [names[label] for label in held[kind]]

        def left(without: str = "") -> list[AgendaRow]:
            return [
                row
                for row in rows
                if all(value in values(kind, row) for kind, value in chosen.items() if kind != without)
            ]

        found = {}
        for kind in ("theme", "territory", "actor", "action", "mode"):
            counts = Counter(value for row in left(kind) for value in values(kind, row))
            if kind in chosen:
                counts.setdefault(chosen[kind], 0)
            labels = {iri: name for name, iri in names.items()}
            found[kind] = tuple(
                Choice(id=iri, label=labels.get(iri, iri), count=many) for iri, many in counts.items()
            )
        return AgendaChoices(events=frozenset(row.id for row in left()), values=found, chosen=chosen)

    def territory_map(self, **asked: Any) -> MapView:
        within = (asked.get("within") or "territory/01").removeprefix(BASE)
        if within not in TERRITORIES:
            raise CentreError(f"Aucun territoire ne s’appelle « {within} ».")
        whole, town, quarter = (map_place(short) for short in TERRITORIES)
        inside = within != "territory/01"
        return MapView(
            within=town if inside else whole,
            asked=map_place(within),
            trail=(whole,) if inside else (),
            areas=(quarter,) if inside else (whole,),
            points=(quarter,) if inside else (town,),
            unplaced=(),
            wider=2,
            theme=f"{BASE}{asked['theme'].removeprefix(BASE)}" if asked.get("theme") else None,
            themes=(Choice(id=f"{BASE}theme/emploi", label="Emploi et insertion", count=2),),
            years=((2024, 3),),
        )

    def resources(self, **filters: Any) -> tuple[ResourceRow, ...]:
        return RESOURCES

    def themes(self) -> tuple[Reference, ...]:
        return tuple(
            reference(short, "theme", count=theme[1]) for short, theme in THEMES.items() if not theme[2]
        )

    def theme_tree(self) -> tuple[tuple[int, Reference], ...]:
        def branch(depth: int, short: str) -> Iterator[tuple[int, Reference]]:
            yield depth, reference(short, "theme", count=THEMES[short][1])
            for other, theme in THEMES.items():
                if theme[2] == short:
                    yield from branch(depth + 1, other)

        tops = (short for short, theme in THEMES.items() if not theme[2])
        return tuple(item for top in tops for item in branch(0, top))

    def references(self, kind: str) -> tuple[Reference, ...]:
        if kind == "theme":
            return tuple(reference(short, kind, count=theme[1]) for short, theme in THEMES.items())
        if kind == "territory":
            return tuple(
                reference(short, kind, detail=place[1], count=place[2])
                for short, place in TERRITORIES.items()
            )
        return tuple(
            reference(short, "actor", detail=actor[1], count=actor[2]) for short, actor in ACTORS.items()
        )

    def documents(self) -> tuple[Reference, ...]:
        return (Reference(id=REPORT, label="Rapport sur les quartiers de Clairval", kind="document"),)

    def news(self, *, limit: int = 50) -> tuple[NewsItem, ...]:
        row = RESOURCES[0]
        item = NewsItem(
            id=row.id, kind="resource", title=row.title, summary="rapport · mars 2024", added="2024-04-02", date=row.date,
            url=None, themes=row.themes, document=row.document, document_title=row.title, page=1,
        )  # fmt: skip
        return (item,)[:limit]

    def offers(self, query: str, **filters: Any) -> tuple[Offer, ...]:
        self.calls.append((f"offers {query}", filters))
        if filters["themes"]:
            wider = f"{BASE}theme/cadre-de-vie"
            return (
                Offer(
                    kind="broader", label="Cadre de vie", instead_of="Gestion urbaine", query=query,
                    themes=(wider,), territories=filters["territories"], total=9,
                ),
                Offer(
                    kind="unfiltered", label=query, instead_of="", query=query, themes=(), territories=(), total=12,
                ),
            )  # fmt: skip
        return (
            Offer(
                kind="spelling", label="gestion urbaine", instead_of=query, query="gestion urbaine", themes=(),
                territories=(), total=4,
            ),
        )  # fmt: skip

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Reference, ...]:
        if "gusp" not in prefix.lower():
            return ()
        return (reference("theme/gestion-urbaine", "theme", detail="GUSP"),)

    def status(self) -> dict[str, Any]:
        return {
            "snapshot": "000003",
            "documents": 12,
            "passages": 1480,
            "triples": 25310,
            "events": len(SESSIONS),
            "actors": 4,
            "themes": 7,
            "territories": 3,
            "disk_bytes": 18_400_000,
            "encoder": {"name": "essai", "dimension": 8},
        }

    def downloads(self) -> tuple[Download, ...]:
        return (
            Download(part="graph", suffix="ttl", size=21_400_000),
            Download(part="thesaurus", suffix="nt", size=81_000),
        )

    def used_terms(self) -> tuple[UsedTerm, ...]:
        return (
            UsedTerm(kind="class", iri="https://schema.org/Event", curie="schema:Event", label="rencontre",
                     comment=HOSTILE, comment_en="A session", many=3, example=f"{BASE}event/visite",
                     example_label="Visite de quartier"),
            UsedTerm(kind="class", iri="https://schema.org/Thing", curie="schema:Thing", label="", comment="",
                     comment_en="", many=1, example=f"{BASE}document/aaaa/passage/1-2", example_label=""),
        )  # fmt: skip

    def figures(self) -> Figures:
        return Figures(
            documents=(("2023", 2), ("2024", 4)), events=(("2024-02", 3),), statements=((HOSTILE, 8),),
            themes=(("Cadre de vie", 9),),
        )  # fmt: skip

    def labels(self, iris: Iterable[str]) -> dict[str, str]:
        return {
            iri: label(short) for iri in iris if (short := iri.removeprefix(BASE)) in {**THEMES, **ACTORS}
        }

    def built_graph(self, query: str) -> BuiltGraph:
        theme, above = f"{BASE}theme/espaces-verts", f"{BASE}theme/gestion-urbaine"
        ends = (NetworkActor(id=theme, label=HOSTILE, category="theme", activities=1),
                NetworkActor(id=above, label="Gestion urbaine", category="theme", activities=1))  # fmt: skip
        tie = NetworkTie(source=theme, target=above, activities=("skos:broader",), first=None, last=None)
        return BuiltGraph(
            triples=(
                Triple(
                    subject_id=theme,
                    subject=HOSTILE,
                    predicate="skos:broader",
                    object_id=above,
                    object="Gestion urbaine",
                ),
            ),
            turtle=self.sparql_within_limits(query, "ttl"),
            drawn=draw(Network(actors=ends, ties=(tie,))),
        )

    def sparql_within_limits(self, query: str, format: str = "json") -> str:
        if "DELETE" in query:
            raise CentreError("Cette requête modifie le graphe : seules les lectures sont permises.")
        if "mal écrite" in query:
            raise CentreError(
                "Question SPARQL incorrecte : error at 1:10: expected one of SELECT. Corrigez-la."
            )
        if "trop long" in query:
            raise RuntimeError("out of memory")
        if format == "ttl":
            return (
                "<https://maillage.example/id/theme/emploi> a <http://www.w3.org/2004/02/skos/core#Concept> ."
            )
        if format == "csv":
            return "theme,nom\r\ntheme/emploi,Emploi\r\n"
        rows = [
            {
                "theme": {"type": "uri", "value": f"{BASE}theme/emploi"},
                "nom": {"type": "literal", "value": HOSTILE},
            }
        ]
        return json.dumps({"head": {"vars": ["theme", "nom"]}, "results": {"bindings": rows}})

    def drawn_network(self, **choices: Any) -> DrawnNetwork:
        self.calls.append(("network", choices))
        if choices.get("year") == 1999:
            return replace(DRAWN, actors=(), ties=())
        return DRAWN

    def work(self, iri: str) -> Work | None:
        if iri not in (REPORT, f"{BASE}resource/rapport-clairval"):
            return None
        return Work(
            id=iri, title="Rapport sur les quartiers de Clairval", date="2024-03", notice=None, document=None,
            authors=(reference("actor/carrefour", "actor"),),
        )  # fmt: skip

    def original(self, document_iri: str) -> Path | None:
        return None

    def entity(self, iri: str) -> EntityPage | None:
        short = iri.removeprefix(BASE)
        kind = short.split("/")[0]
        page = EntityPage(
            id=iri,
            kind=kind,
            label="",
            status="fact",
            category="",
            description="",
            alt_labels=(),
            breadcrumb=(),
            fields=(),
            narrower=(),
            related=(),
            themes=(),
            actors=(),
            territories=(),
            events=(),
            resources=(),
            evidence=(),
        )
        if short in THEMES:
            name, _, broader = THEMES[short]
            below = tuple(
                reference(other, "theme", count=theme[1])
                for other, theme in THEMES.items()
                if theme[2] == short
            )
            page = replace(
                page, label=name, narrower=below, breadcrumb=(reference(broader, "theme"),) if broader else ()
            )
            if short != "theme/gestion-urbaine":
                return page
            return replace(
                page,
                description="Coordination des interventions qui améliorent le quotidien d'un quartier.",
                alt_labels=("GUSP", "gestion urbaine de proximité"),
                fields=(("En anglais", "Neighbourhood management"), ("Notation", "A2")),
                related=(reference("theme/emploi", "theme"),),
                actors=(
                    reference("actor/carrefour", "actor", detail="organisation", count=4),
                    reference("actor/habitat-brenne", "actor", detail="animation", count=2),
                ),
                territories=(reference("territory/01001", "territory", detail="commune"),),
                events=SESSIONS,
                resources=RESOURCES,
                evidence=(evidence("Visite de quartier : les Tilleuls", "event/visite", "facilitator", 0.0),),
            )
        if short in ACTORS:
            name, category, _ = ACTORS[short]
            return replace(
                page,
                label=name,
                category=category,
                status="candidate" if short.endswith("lilas") else "fact",
                description="Tête de réseau des professionnels des quartiers.",
                themes=(reference("theme/gestion-urbaine", "theme", count=4),),
                related=(reference("actor/ville-clairval", "actor", detail="3 activités communes"),),
                events=SESSIONS[:3],
                evidence=tuple(
                    evidence("Visite de quartier : les Tilleuls", "event/visite", "facilitator", 0.0)
                    for _ in range(10)
                ),
            )
        if short in TERRITORIES:
            return replace(
                page,
                label=TERRITORIES[short][0],
                category=TERRITORIES[short][1],
                fields=(("Code officiel", "01001"), ("Population", "41 200")),
                narrower=tuple(
                    reference("territory/qp01", "territory", detail=year) for year in ("2015", "2024")
                ),
                themes=(reference("theme/emploi", "theme", count=2),),
                events=SESSIONS[:2],
            )
        if short == "event/visite":
            return replace(
                page,
                label=SESSIONS[0].title,
                category="Visite",
                fields=(
                    ("Date", "9 février 2024"),
                    ("Lieu", "Maison de quartier, Clairval"),
                    ("Mode", "En présence"),
                ),
                actors=(reference("actor/carrefour", "actor", detail="organisation"),),
                themes=(reference("theme/gestion-urbaine", "theme"),),
                breadcrumb=(
                    Reference(id=f"{BASE}series/reseau", label="Réseau de la gestion urbaine", kind="series"),
                ),
                evidence=(evidence("Visite de quartier : les Tilleuls", "event/visite", "organiser", 0.0),),
            )
        if short == "resource/rapport-clairval":
            return replace(
                page,
                label=RESOURCES[0].title,
                category="Rapport",
                fields=(("Date", "mars 2024"), ("Adresse", "https://exemple.example/rapport")),
                actors=(reference("actor/carrefour", "actor", detail="rédaction"),),
                document={
                    "outline": ["Le cadre de vie"],
                    "passages": [{"page": 1, "start": 0, "end": 4, "text": "Abcd"}],
                },
            )
        if iri == REPORT:
            return replace(
                page,
                label="Rapport sur les quartiers de Clairval",
                category="Rapport",
                fields=(("Date", "mars 2024"), ("Fichier", "rapport-clairval.pdf")),
                themes=(reference("theme/gestion-urbaine", "theme", count=3),),
                document={
                    "outline": ["Introduction", "La gestion urbaine"],
                    "passages": [
                        {
                            "page": 1,
                            "start": 0,
                            "end": 60,
                            "heading_path": ["Introduction"],
                            "text": "Ce rapport présente trois années de travail dans la ville. ",
                        },
                        {
                            "page": 1,
                            "start": 61,
                            "end": 100,
                            "heading_path": ["Introduction"],
                            "text": HOSTILE,
                        },
                        {
                            "page": 2,
                            "start": 200,
                            "end": 200 + len(TEXT),
                            "heading_path": ["La gestion urbaine"],
                            "text": TEXT,
                        },
                    ],
                },
            )
        if short == "resource/hostile":
            return replace(
                page, label=HOSTILE, description=HOSTILE, alt_labels=(HOSTILE,), fields=((HOSTILE, HOSTILE),)
            )
        return None

    # -- review

    def review_queue(self) -> tuple[ReviewItem, ...]:
        decided = {given for _, given, _ in self.decided}
        return tuple(item for item in review_items() if (item.id,) not in decided)

    def decisions(self) -> DecisionLog:
        rows = [
            decision_row(number, f"{action} {' '.join(given)}", applied=self.published)
            for number, (action, given, _) in enumerate(self.decided)
        ]
        return DecisionLog(decisions=tuple(reversed(rows)), problems=())

    def decide(self, action: str, given: tuple[str, ...], **options: Any) -> DecisionReport:
        if "inconnue" in given:
            raise CentreError("Rien ne s’appelle « inconnue » dans ce centre.")
        self.decided.append((action, given, options))
        self.published = False
        made = decision_row(len(self.decided), f"{action} {given[0]}", applied=False)
        return DecisionReport(
            snapshot="000001", decisions=(made,), pending=len(self.decided), documents=(), seconds=0.1
        )

    def apply_decisions(self) -> DecisionReport:
        self.published = True
        return DecisionReport(snapshot="000002", decisions=(), pending=0, documents=(REPORT,), seconds=0.1)


def decision_row(number: int, text: str, *, applied: bool) -> DecisionRow:
    """Return a decision of an invented person."""
    return DecisionRow(
        id=f"d{number}", at="2024-02-09T10:00:00+00:00", author="Claire Dupuis", reason="vu <b>",
        action="accept", text=text, entities=(), undone_by=None, applied=applied,
    )  # fmt: skip


def review_items() -> Iterator[ReviewItem]:
    """Yield a new actor, a theme in doubt and a likely duplicate."""
    proof = EvidenceLine(
        activity="", activity_id="", role="", document=REPORT, document_title="Rapport sur les quartiers",
        page=2, quote="Le Collectif des Lilas anime <script>l’atelier.", start=10, end=50, date=None, points=0.0,
    )  # fmt: skip
    lilas = Reference(id=f"{BASE}actor/collectif-lilas", label="Collectif des Lilas", kind="actor")
    theme = Reference(id=f"{BASE}theme/emploi", label="Emploi et insertion", kind="theme")
    visit = Reference(id=f"{BASE}event/visite", label="Visite", kind="event")
    town = Reference(id=f"{BASE}actor/ville-clairval", label="Ville de Clairval", kind="actor")
    common = {"evidence": (proof,), "count": 3}
    yield ReviewItem(
        id="actor/collectif-lilas", kind="actors", label=lilas.label, entity=lilas, detail="collectif",
        subject=None, other=None, method="animé par", score=0.7, **common,
    )  # fmt: skip
    yield ReviewItem(
        id="f00000001", kind="themes", label=theme.label, entity=theme, detail="", subject=visit, other=None,
        method="meaning", score=0.5, **common,
    )  # fmt: skip
    yield ReviewItem(
        id="f00000002", kind="duplicates", label=lilas.label, entity=lilas, detail="", subject=None, other=town,
        method="noms proches", score=0.9, **common,
    )  # fmt: skip
