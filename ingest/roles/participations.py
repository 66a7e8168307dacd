"""Who takes part, and as what: the cues of a stretch of text applied to the names around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.dates.lexicon import fold_in_place
from ingest.document import Document
from ingest.identity import actor_iri
from ingest.mentions import Linker, Match
from ingest.records import Evidence, NewActor, Participation, Role
from ingest.roles.cues import (
    OF_PEOPLE,
    VERB,
    VERBS,
    Cue,
    cues,
    in_an_invitation,
    is_excluded,
    names_people_only,
    opens_a_meeting,
)
from ingest.roles.lexicon import HEAD
from ingest.roles.name import Name, whole_name
from ingest.roles.names import names_after, people_with_jobs
from ingest.sentences import sentence_at

CUED, NAMED, NEW = 0.95, 0.8, 0.75
"""Scores of a role given by a cue, of a known actor named without one, and of a new actor."""
DOUBTFUL = 0.9
"""An ambiguous label that no cue leads to is not taken for an actor of the activity."""
_WEAK: Role = "participant"
_NAMES_OF_FUNDS = ("cofinancement", "cofinancements")
CELLS_APART = " · "
"""What stands between the cells of a row: a name never goes on from one cell to the next."""
_INTERVENES = re.compile(r"\binterv[ei]")
_LOOSE = ("avec", "par", "chez")
"""What leads to an actor, and to anything else."""
_OPENING = re.compile(
    r"\s*(?:À|Au|Aux|En|Dans|Pour|Chez|Avec|Sur|Sous|Depuis|Selon)\s[^,.;:!?\n]{1,60},\s+(?=\S)"
)
"""A place or company told at the head of a sentence, before its subject (`À Tours, la régie…`)."""
_SMALL = ("de", "du", "des", "la", "le", "les", "et", "en", "d", "l", "à", "aux", "au", "&")


@dataclass(frozen=True, slots=True)
class Found:
    """What a stretch of text says of actors."""

    participations: tuple[Participation, ...]
    new_actors: tuple[NewActor, ...]


def participations_in(
    document: Document, start: int, end: int, linker: Linker, *, role: Role | None = None, page: int = 1
) -> Found:
    """Read the actors of `document.text[start:end]` (one block) and their roles.

    A cue (`animé par`, `avec`...) gives its role to the names it leads to; an actor of the authority files
    named without a cue is a `participant`, or `role` when one is given (a field such as `Partenaires :`).
    """
    text = document.text[start:end].replace(CELLS_APART, " \n ")
    folded = fold_in_place(text)
    matches = linker.matches(text)
    known = [match for match in matches if match.entity.kind == "actor"]
    notions = [(match.start, match.end, match.entity.kind) for match in matches if _is_notion(match, text)]
    reader = _Reader(document, start, page, text, folded, notions, [match.start for match in known])
    if role is not None and role != "host":
        for name in names_after(text, _after_colon(text), known, listed=True):
            reader.add(name, role, "")
    for cue in _strongest(list(cues(folded))):
        for name in names_after(text, cue.end, known):
            if names_people_only(cue) and name.known is None and name.category != "personne":
                break
            if cue.words.endswith(_NAMES_OF_FUNDS) and name.known is None:
                break  # the name of a fund rather than of who pays
            reader.add(name, cue.role, cue.words)
    for role_, verb_start, subject_start in _subjects(text, folded):
        words = _verb(folded, verb_start)
        for rank, name in enumerate(_acting(text, verb_start, subject_start, known)):
            opens = opens_a_meeting(words, name.category)
            if name.category != "personne" and (_INTERVENES.search(words) or OF_PEOPLE.fullmatch(words)):
                continue  # `Le Labo intervient dans les écoles`: nobody speaks
            reader.add(name, "speaker" if opens else in_an_invitation(role_, words, rank), words)
    for name in people_with_jobs(text, known):
        if not reader.is_cued(name) and not is_excluded(folded, name.start):
            reader.add(name, role or "speaker", name.job_title)
    for match in known:
        if reader.holds(match):
            continue
        if match.score > DOUBTFUL and not is_excluded(folded, match.start):
            reader.add(
                Name(match.start, match.end, text[match.start : match.end], match.entity.category, match),
                role or _WEAK,
                "",
            )
    return reader.found()


_ACTS = re.compile(r"(?<!dans )(?:\b[Ll]e |\b[Ll]a |\b[Ll]['’]|\b[Ll]es |\b[Dd]u )$")


def _is_notion(match: Match, text: str) -> bool:
    """Say whether a mention is no actor: a theme, a public, a town, a département without its article."""
    entity = match.entity
    if entity.kind == "territory" and entity.category == "departement":
        return _ACTS.search(text[: match.start]) is None
    if entity.kind == "territory" and entity.category == "region":
        return not text[match.start : match.end].startswith(("Région", "Collectivité"))
    return entity.kind in ("theme", "audience") or (
        entity.kind == "territory" and entity.category in ("commune", "qpv", "country")
    )


def _after_colon(text: str) -> int:
    colon = text.find(":")
    return colon + 1 if 0 <= colon < 40 else 0


def _subjects(text: str, folded: str) -> Iterator[tuple[Role, int, int]]:
    """Yield the verbs whose subject may be an actor, with where the subject begins: at the head of the clause."""
    for match in VERB.finditer(folded):
        assert match.lastgroup is not None
        if text[match.end() - 1] == "é" and not match.group().startswith(("a ", "ont ")):
            continue  # a participle, not a verb
        if re.search(r"(?:\bn['’]|\bne )[^.;:,]{0,30}$", folded[: match.start()]):  # told as not done
            continue
        start = max(
            folded.rfind(stop, 0, match.start()) + len(stop)
            for stop in (". ", "! ", "? ", ": ", "; ", "\n", "\0")
        )
        if 3 < match.start() - start < 140:
            yield VERBS[int(match.lastgroup[1:])][0], match.start(), start


def _acting(text: str, verb: int, start: int, known: Sequence[Match]) -> list[Name]:
    """Return the names before a verb: at the head of its clause, else after a comma and right before the verb."""
    before = [one for one in known if one.end <= verb]
    opening = _OPENING.match(text, start, verb)
    if opening is not None and all(not start <= one.start < start + 2 for one in before):
        start = opening.end()
    commas = [match.end() for match in re.finditer(r",\s+", text[start:verb])]
    for at in (start, *(start + comma for comma in commas)):
        names = [name for name in names_after(text[:verb], at, before) if _may_act(name)]
        if names and (at == start or not text[names[-1].end : verb].strip(" ,’'lyqui")):
            return names
    return []


def _verb(folded: str, start: int) -> str:
    found = VERB.match(folded, start)
    return found.group() if found else ""


def _may_act(name: Name) -> bool:
    """Say whether the subject of a verb is someone: `les crédits du BOP` are nobody."""
    if name.known is not None or name.category == "personne" or HEAD.match(fold_in_place(name.text)):
        return True
    words = [word for word in name.text.split() if word.lower() not in _SMALL]
    return all(word[:1].isupper() or word[:1].isdigit() for word in words)


def _strongest(found: list[Cue]) -> list[Cue]:
    """Drop a plain `avec` that another cue overlaps or follows at once."""
    kept = []
    for index, cue in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if cue.words == "avec" and following is not None and following.start - cue.end <= 4:
            continue
        kept.append(cue)
    return kept


class _Reader:
    """Collects the participations of one stretch of text; a role given by a cue wins over a mere mention."""

    def __init__(
        self,
        document: Document,
        start: int,
        page: int,
        text: str,
        folded: str,
        notions: Sequence[tuple[int, int, str]],
        known: list[int],
    ) -> None:
        self._document, self._start, self._page, self._text, self._folded = (
            document,
            start,
            page,
            text,
            folded,
        )
        self._notions = notions
        self._known = known
        self._longer: list[tuple[int, int]] = []
        self._roles: dict[str, Participation] = {}
        self._new: dict[str, NewActor] = {}

    def add(self, name: Name, role: Role, cue: str) -> None:
        """Record a name with its role, and the organisations a person is tied to."""
        if self._is_notion(name):
            return
        name = whole_name(self._text, name, [(low, high) for low, high, _ in self._notions])
        if cue == "avec" and name.category == "personne":
            role = "speaker"
        iri = self._identify(name, cue)
        held = self._roles.get(iri)
        if held is not None and (held.role != _WEAK or role == _WEAK):
            return
        self._roles[iri] = self._participation(name, iri, role, cue)
        for body in self._bodies(name):  # theirs, and not for that one who takes part
            self._identify(body, cue)

    def is_cued(self, name: Name) -> bool:
        """Say whether a person has a role that words give: their office gives none besides."""
        iri = name.known.entity.iri if name.known is not None else actor_iri(name.text)
        held = self._roles.get(iri)
        return held is not None and held.cue != ""

    def holds(self, match: Match) -> bool:
        """Say whether a known name is only part of a longer name already read (`CAF` in `CAF du Cher`)."""
        return any(low <= match.start and match.end <= high for low, high in self._longer)

    def _is_notion(self, name: Name) -> bool:
        """Say whether a new name is wholly a public or a town, or words that qualify the name after them."""
        if name.known is not None or not any(
            low <= name.start and name.end <= high for low, high, _ in self._notions
        ):
            return False
        themes = any(
            low <= name.start and name.end <= high and kind == "theme" for low, high, kind in self._notions
        )
        return not themes or any(0 < start - name.end <= 2 for start in self._known)

    def _bodies(self, name: Name) -> list[Name]:
        """Return the organisations a person is tied to: a town or a theme named with an office is none."""
        return [one for one in name.affiliation if not self._is_notion(one)]

    def _identify(self, name: Name, cue: str) -> str:
        if name.known is not None:
            return name.known.entity.iri
        iri = actor_iri(name.text)
        self._longer.append((name.start, name.end))
        if iri not in self._new:
            affiliation = next(iter(self._bodies(name)), None)
            self._new[iri] = NewActor(
                iri=iri,
                label=name.text,
                alt_labels=(),
                category=name.category,
                cue=cue or "champ",
                job_title=name.job_title,
                affiliation=None
                if affiliation is None
                else (affiliation.known.entity.iri if affiliation.known else actor_iri(affiliation.text)),
                evidence=self._evidence(name.start, name.end),
            )
        return iri

    def _participation(self, name: Name, iri: str, role: Role, cue: str) -> Participation:
        low, high = sentence_at(self._text, name.start, name.end)
        known = name.known
        score = CUED if known and cue else NAMED if known else NEW
        alone = (
            known is not None and self._known.count(known.start) == 1
        )  # a cue decides where nothing rivals
        led = known is not None and (known.status == "fact" or (alone and cue not in ("", *_LOOSE)))
        return Participation(
            actor=iri,
            label=known.entity.pref_label if known else name.text,
            role=role,
            cue=cue,
            evidence=self._evidence(low, high),
            score=score if known is None else min(score, max(known.score, NAMED) if led else known.score),
            status="fact" if led else "candidate",
        )

    def _evidence(self, low: int, high: int) -> Evidence:
        start, end = self._start + low, self._start + high
        return Evidence(
            document=self._document.iri,
            page=self._page,
            start=start,
            end=end,
            quote=self._document.text[start:end],
        )

    def found(self) -> Found:
        """Return what was collected, in the order of the text."""
        ordered = sorted(self._roles.values(), key=lambda one: one.evidence.start)
        return Found(tuple(ordered), tuple(self._new.values()))


def merge(*groups: Sequence[Participation]) -> tuple[Participation, ...]:
    """Join participations of one activity: one an actor, a role given by a cue first."""
    kept: dict[str, Participation] = {}
    for one in (item for group in groups for item in group):
        held = kept.get(one.actor)
        if held is None or (held.role == _WEAK and one.role != _WEAK):
            kept[one.actor] = one
    return tuple(kept.values())
