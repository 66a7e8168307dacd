"""Who works on what: actors ranked by the evidence the documents give, with the formula and the query shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from centre.records import Answer, EvidenceLine, Understood, WhoResult

if TYPE_CHECKING:
    from centre.opened import Opened
    from centre.questions import Reading

ROLE_WEIGHTS = {
    "organiser": 3.0, "coOrganiser": 3.0, "facilitator": 3.0, "author": 3.0, "speaker": 2.5,
    "partner": 2.0, "publisher": 2.0, "host": 1.5, "funder": 1.5, "support": 1.5, "participant": 1.0,
}  # fmt: skip
"""Points of a role in one activity, before certainty and place."""
ACTOR_PLACE = 0.7
"""What a line counts for when the place asked is where the actor works, not where the activity is held."""
SESSIONS_STEP, SESSIONS_MOST = 0.25, 2.0
FORMULA = (
    "Score = somme, pour chaque activité, de : poids du rôle (organise, anime, écrit : 3 ; intervient : 2,5 ; "
    "partenaire, publie : 2 ; accueille, finance, soutient : 1,5 ; cité : 1) × certitude du rôle (0 à 1) × certitude du "
    "thème (0 à 1) × lieu (1 si l’activité s’y tient, 0,7 si l’acteur y travaille) × séances (1 + 0,25 par séance "
    "de plus, 2 au plus)."
)
_RESEARCH = re.compile(
    r"cherch|sociolog|anthropolog|geograph|histori|politi(?:ste|olog)|economist|philosoph|urbanist|ethnolog|demograph"
    r"|professeur|maitre(?:sse)? de conf|doctorant|universit|cnrs|ehess|labor|psycholog|statisticien|juriste"
)
_DEPTH = 200


@dataclass(slots=True)
class _Tally:
    """What is known of one answer while its lines are counted."""

    iri: str
    label: str
    kind: str
    status: str
    lines: dict[tuple[Any, ...], EvidenceLine] = field(default_factory=dict)
    activities: dict[str, float] = field(default_factory=dict)
    roles: dict[str, float] = field(default_factory=dict)
    themes: dict[str, None] = field(default_factory=dict)

    def add(self, key: tuple[Any, ...], line: EvidenceLine, themes: Iterable[str]) -> None:
        """Count a line once; the same words proving the same role count with their best points."""
        held = self.lines.get(key)
        if held is None or line.points > held.points:
            self.lines[key] = line
        self.themes.update(dict.fromkeys(themes))

    def answer(self) -> Answer:
        """Return the answer with its lines, the strongest first."""
        lines = sorted(self.lines.values(), key=lambda line: (-line.points, line.activity, line.start))
        roles: dict[str, float] = {}
        for line in lines:
            if line.role:
                roles[line.role] = roles.get(line.role, 0.0) + line.points
        return Answer(
            id=self.iri,
            label=self.label,
            kind=self.kind,
            status=self.status,
            score=round(sum(line.points for line in lines), 2),
            parts={role: round(points, 2) for role, points in roles.items()}
            | {"activités": float(len({line.activity_id for line in lines}))},
            roles=tuple(sorted(roles, key=lambda role: -roles[role])),
            themes=tuple(self.themes),
            evidence=tuple(lines[:_DEPTH]),
        )


def answer(opened: Opened, question: str, *, limit: int = 10) -> WhoResult:
    """Answer a question on who works on what, on what someone works, or on someone's partners."""
    from graph.ask import render

    reading = opened.reader.read(question)
    understood = _understood(reading)
    if reading.kind == "topics":
        tallies = _topics(opened, reading)
        sparql = render("topics_of_actor", **_bindings(reading, actors=True))
    elif reading.kind == "partners":
        tallies = _partners(opened, reading)
        sparql = render("partners_of_actor", actors=[one.iri for one in reading.actors])
    elif not (reading.themes or reading.territories or reading.words):
        return WhoResult(
            question=question, understood=understood, answers=(), sparql="", formula=FORMULA,
            message="La question ne nomme ni thème, ni territoire, ni acteur connus. Essayez par exemple : "
            "« Qui travaille sur la GUSP ? », « Sur quoi travaille l’ANRU ? ».",
        )  # fmt: skip
    else:
        tallies = _who(opened, reading)
        sparql = render("who", **_bindings(reading))
    answers = sorted((tally.answer() for tally in tallies), key=lambda one: (-one.score, one.label))
    return WhoResult(
        question=question,
        understood=understood,
        answers=tuple(answers[:limit]),
        sparql=sparql,
        formula=FORMULA,
        message=None if answers else _nobody(reading),
    )


def _bindings(reading: Reading, *, actors: bool = False) -> dict[str, Any]:
    since, until = _period(reading)
    if actors:
        return {"actors": [one.iri for one in reading.actors], "since": since, "until": until}
    return {
        "themes": [one.iri for one in reading.themes],
        "territories": [one.iri for one in reading.territories],
        "since": since,
        "until": until,
    }


def _period(reading: Reading) -> tuple[str | None, str | None]:
    if reading.period is None:
        return None, None
    first, last = reading.period
    return first.isoformat(), None if last.year == 9999 else last.isoformat()


# -- who -------------------------------------------------------------------------------------------------


def _who(opened: Opened, reading: Reading) -> list[_Tally]:
    rows = opened.ask("who", **_bindings(reading))
    if reading.words and not reading.themes:
        named = _activities_with(opened, reading.words)
        rows = [row for row in rows if row["activity"] in named]
    rows = [row for row in rows if _placed(row, reading, opened) and row["activity_type"] != "document"]
    rows = _on_all_themes(rows, reading)
    if reading.words and reading.themes:
        rows = _closest(rows, reading.words)
    rows = _asked(opened, rows, reading)
    tallies: dict[str, _Tally] = {}
    for row in rows:
        tally = tallies.setdefault(row["actor"], _tally(row))
        themes = [opened.label(iri) for iri in row["matched_themes"]]
        sessions = max(1, int(row["sessions"] or 1))
        points = (
            ROLE_WEIGHTS.get(row["role"], 1.0)
            * float(row["score"] or 1.0)
            * float(row["theme_score"] or 1.0)
            * (ACTOR_PLACE if row["territory_reason"] == "actor" else 1.0)
            * min(SESSIONS_MOST, 1 + SESSIONS_STEP * (sessions - 1))
        )
        key = (row["document"], row["quote_start"], row["role"])
        tally.add(key, _line(row, points), themes)
    return list(tallies.values())


def _placed(row: dict[str, Any], reading: Reading, opened: Opened) -> bool:
    """Keep a line only when the place asked is where the activity or the actor is, not merely inside the country."""
    if not reading.territories or row["territory_reason"] == "activity":
        return True
    for iri in row["matched_territories"]:
        entity = opened.entity(iri)
        if entity is not None and entity.category != "country":
            return not _held_elsewhere(row, reading, opened)
    return False


def _held_elsewhere(row: dict[str, Any], reading: Reading, opened: Opened) -> bool:
    """Say whether the activity has a place of its own, outside the place asked and what contains it."""
    asked = {one.iri for one in reading.territories}
    around = {
        iri for one in asked for iri in (*opened.vocabulary.within(one), *opened.vocabulary.containers(one))
    }
    own = opened.once("territories of activities", lambda: _territories(opened)).get(row["activity"], set())
    return bool(own) and not own & around


def _territories(opened: Opened) -> dict[str, set[str]]:
    rows = opened.store.query(
        "SELECT DISTINCT ?activity ?territory WHERE { ?activity dcterms:spatial ?territory }"
    )
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(str(row["activity"]), set()).add(str(row["territory"]))
    return found


def _on_all_themes(rows: list[dict[str, Any]], reading: Reading) -> list[dict[str, Any]]:
    """Keep, of a question with several themes, the actors known on all of them when there are some."""
    if len(reading.themes) < 2:
        return rows
    known: dict[str, set[str]] = {}
    for row in rows:
        known.setdefault(row["actor"], set()).update(row["themes"])
    whole = {actor for actor, themes in known.items() if len(themes) == len(reading.themes)}
    return [row for row in rows if row["actor"] in whole] if whole else rows


def _closest(rows: list[dict[str, Any]], words: Sequence[str]) -> list[dict[str, Any]]:
    """Keep the activities whose title has the other words of the question (`rencontre nationale`), if any has."""
    from ingest.mentions.words import norm
    from ingest.mentions.words import words as split
    from ingest.programme.lexicon import EVENT_NOUN

    wanted = {
        norm(word.folded) for text in words for word in split(text) if not EVENT_NOUN.search(word.folded)
    }
    if not wanted:
        return rows

    def holds(row: dict[str, Any]) -> bool:
        return wanted <= {word.norm for word in split(str(row["activity_title"] or ""))}

    kept = [row for row in rows if holds(row)]
    return kept or rows


def _activities_with(opened: Opened, words: Sequence[str]) -> set[str]:
    """Return the activities whose title, description or actors hold all the words."""
    from search.records import Filters

    kinds = frozenset(("event", "series", "resource"))
    found = opened.index.search(" ".join(words), filters=Filters(kinds=kinds), limit=_DEPTH, semantic=False)
    wanted = len(words)
    return {hit.row.iri for hit in found.hits if len({word.lower() for word in hit.matched}) >= wanted}


def _asked(opened: Opened, rows: list[dict[str, Any]], reading: Reading) -> list[dict[str, Any]]:
    """Keep the kinds of actor and the roles a question asks for."""
    if reading.categories:
        jobs = _jobs(opened, {row["actor"] for row in rows}) if "chercheur" in reading.categories else {}
        rows = [row for row in rows if _fits(row, reading.categories, jobs)]
    if reading.roles:
        kept = [row for row in rows if row["role"] in reading.roles]
        rows = kept or ([] if "funder" in reading.roles else rows)
    return rows


def _jobs(opened: Opened, actors: set[str]) -> dict[str, str]:
    return (
        {row["actor"]: str(row["job_title"] or "") for row in opened.ask("actor", actors=sorted(actors))}
        if actors
        else {}
    )


def _fits(row: dict[str, Any], categories: Sequence[str], jobs: dict[str, str]) -> bool:
    from ingest.identity import fold

    category = str(row["category"] or "")
    if "chercheur" in categories:
        return category == "recherche" or (
            category == "personne" and _RESEARCH.search(fold(jobs.get(row["actor"], ""))) is not None
        )
    return category in categories


def _tally(row: dict[str, Any]) -> _Tally:
    return _Tally(
        str(row["actor"]), str(row["label"]), str(row["category"] or row["kind"]), str(row["actor_status"])
    )


def _line(row: dict[str, Any], points: float, role: str | None = None) -> EvidenceLine:
    return EvidenceLine(
        activity=str(row["activity_title"] or ""),
        activity_id=str(row["activity"]),
        role=str(row["role"] if role is None else role),
        document=str(row["document"]),
        document_title=str(row["document_title"] or ""),
        page=int(row["page"]),
        quote=str(row["quote"]),
        start=int(row["quote_start"]),
        end=int(row["quote_end"]),
        date=row.get("start"),
        points=round(points, 3),
    )


# -- topics, partners ------------------------------------------------------------------------------------


def _topics(opened: Opened, reading: Reading) -> list[_Tally]:
    """Rank the themes of the activities of an actor."""
    tallies: dict[str, _Tally] = {}
    inside = {iri for one in reading.territories for iri in opened.vocabulary.within(one.iri)}
    places = _territories(opened) if inside else {}
    for row in opened.ask("topics_of_actor", **_bindings(reading, actors=True)):
        if row["theme"] is None or row["theme_status"] == "candidate":
            continue
        if inside and not places.get(row["activity"], set()) & inside:
            continue
        tally = tallies.setdefault(
            row["theme"], _Tally(str(row["theme"]), str(row["theme_label"]), "theme", "fact")
        )
        points = (
            ROLE_WEIGHTS.get(row["role"], 1.0) * float(row["score"] or 1.0) * float(row["theme_score"] or 1.0)
        )
        tally.add((row["document"], row["quote_start"], row["role"]), _line(row, points), ())
    return list(tallies.values())


def _partners(opened: Opened, reading: Reading) -> list[_Tally]:
    """Rank those who take part in the same activities, on the themes, places and dates asked."""
    rows = opened.ask("partners_of_actor", actors=[one.iri for one in reading.actors])
    own = {one.iri for one in reading.actors}
    rows = [row for row in rows if row["partner"] not in own and _in_period(row, reading)]
    rows = _about(opened, rows, reading)
    if reading.categories:
        jobs = _jobs(opened, {row["partner"] for row in rows}) if "chercheur" in reading.categories else {}
        rows = [row for row in rows if _fits(row | {"actor": row["partner"]}, reading.categories, jobs)]
    tallies: dict[str, _Tally] = {}
    for row in rows:
        status = "candidate" if row["partner"] in opened.found_actors else "fact"
        tally = tallies.setdefault(
            row["partner"], _Tally(str(row["partner"]), str(row["label"]), str(row["category"] or ""), status)
        )
        points = ROLE_WEIGHTS.get(row["partner_role"], 1.0) * float(row["score"] or 1.0)
        key = (row["document"], row["quote_start"], row["partner_role"])
        tally.add(key, _line(row, points, row["partner_role"]), ())
    return list(tallies.values())


def _in_period(row: dict[str, Any], reading: Reading) -> bool:
    if reading.period is None or row["start"] is None:
        return reading.period is None
    first, last = reading.period
    return first.isoformat() <= str(row["start"]) <= last.isoformat()


def _about(opened: Opened, rows: list[dict[str, Any]], reading: Reading) -> list[dict[str, Any]]:
    """Keep the activities on the themes and in the territories of the question."""
    if not (reading.themes or reading.territories) or not rows:
        return rows
    links = opened.ask("activity_links", activities=sorted({row["activity"] for row in rows}))
    held: dict[str, set[str]] = {}
    for link in links:
        held.setdefault(link["activity"], set()).add(link["entity"])
    themes = {iri for one in reading.themes for iri in opened.vocabulary.within(one.iri)}
    places = {iri for one in reading.territories for iri in opened.vocabulary.within(one.iri)}
    return [
        row
        for row in rows
        if (not themes or held.get(row["activity"], set()) & themes)
        and (not places or held.get(row["activity"], set()) & places)
    ]


# -- words -----------------------------------------------------------------------------------------------


def _understood(reading: Reading) -> Understood:
    return Understood(
        themes=tuple(one.pref_label for one in reading.themes),
        territories=tuple(one.pref_label for one in reading.territories),
        actors=tuple(one.pref_label for one in reading.actors),
        period=_edtf(reading),
        kind=reading.kind,
        categories=reading.categories,
    )


def _edtf(reading: Reading) -> str | None:
    if reading.period is None:
        return None
    first, last = reading.period
    return f"{first.isoformat()}/.." if last.year == 9999 else f"{first.isoformat()}/{last.isoformat()}"


def _nobody(reading: Reading) -> str:
    """Say plainly, in French, that nobody is known, and on what."""
    parts = []
    if reading.themes:
        parts.append("le thème " + " et ".join(f"« {one.pref_label} »" for one in reading.themes))
    elif reading.words and reading.kind == "who":
        parts.append("les mots " + " ".join(f"« {word} »" for word in reading.words))
    if reading.territories:
        parts.append("le territoire " + " et ".join(f"« {one.pref_label} »" for one in reading.territories))
    if reading.period:
        parts.append("la période demandée")
    about = f" pour {', '.join(parts)}" if parts else ""
    if reading.kind == "topics":
        names = " et ".join(f"« {one.pref_label} »" for one in reading.actors)
        return f"Les documents du centre ne disent pas sur quoi travaille {names}{about}."
    if reading.kind == "partners":
        names = " et ".join(f"« {one.pref_label} »" for one in reading.actors)
        return f"Les documents du centre ne montrent aucun partenaire de {names}{about}."
    hint = " Essayez sans le territoire." if reading.territories and (reading.themes or reading.words) else ""
    return f"Aucun acteur connu dans les documents du centre{about}.{hint}"
