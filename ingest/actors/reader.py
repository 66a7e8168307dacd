"""The sentences of a block: who is named, with which role, tied to whom, author of which work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.actors.acquainted import Acquainted
from ingest.actors.acting import OPENS_AN_ITEM, Acting, acting, present, publishing, signing
from ingest.actors.institutions import Institutions, institutions_of
from ingest.actors.meetings import tells_a_meeting
from ingest.actors.prose import apart, names_in
from ingest.actors.rows import person_in_row
from ingest.actors.shelf import Shelf
from ingest.actors.sifting import SPEAKS, is_elsewhere, of_a_work, speaks
from ingest.actors.speaking import attending, led, speaking
from ingest.actors.ties import commissioners, groups_of, is_subject, ties_in
from ingest.actors.works import Work, replaced_in, told_before, work_of, works_in
from ingest.dates.lexicon import fold_in_place
from ingest.document import Block
from ingest.identity import actor_iri
from ingest.mentions import Linker, Match
from ingest.mentions.regional import meant_in
from ingest.records import (
    Citation,
    Evidence,
    Extraction,
    NewActor,
    Participation,
    Predicate,
    Relation,
    Resource,
    Role,
)
from ingest.roles import participations_in
from ingest.roles.cues import VERB, cues
from ingest.roles.lexicon import HEAD
from ingest.roles.name import Name
from ingest.roles.participations import CELLS_APART
from ingest.sentences import sentences

_SURE, _NEW, _REPLACES = 0.9, 0.75, 0.85
"""Scores of a tie between two known actors, of one with an actor that no authority file knows, and of works."""
_LOOSE_CUES = ("avec", "par", "chez")
"""What leads to an actor on a programme's line and to anything in a sentence."""

_LISTED = "liste"
"""The cue of a role that the words above a list give."""
_THIS = re.compile(
    r"\b(?:ce|cet|cette|le present|la presente) (?:rapport|etude|guide|note|enquete|document|livret|brochure|publication|synthese)\b"
)
"""Words by which a document speaks of itself, in folded text."""


class Reader:
    """Collects new actors and ties, sentence by sentence."""

    def __init__(
        self, extraction: Extraction, linker: Linker, region: str | None, spelt: Mapping[str, str]
    ) -> None:
        document = extraction.document
        self._document, self._linker, self._region = document, linker, region
        self._itself = next(iter(extraction.resources), None)
        self._institutions: Institutions = institutions_of(linker)
        self._spelt = _explained(spelt)
        self._met = Acquainted()
        for actor in extraction.new_actors:
            if actor.category == "personne":
                self._met.meet(Name(0, 0, actor.label, actor.category))
        self._minutes = tells_a_meeting(document, self._itself)
        self.new: dict[str, NewActor] = {}
        self.relations: list[Relation] = []
        self.sure: set[tuple[int, str]] = set()
        self.shelf = Shelf(document, extraction.resources)

    def roles(self, block: Block) -> Iterator[Participation]:
        """Yield the roles that cues give in a block of running text."""
        folded = fold_in_place(block.text)
        cued = any(cue.words not in ("avec", "chez") for cue in cues(folded))
        if not (cued or VERB.search(folded) or SPEAKS.search(folded)):
            return
        found = participations_in(self._document, block.start, block.end, self._linker, page=block.page)
        jobs = {actor.job_title for actor in found.new_actors if actor.job_title}
        given = [
            of_a_work(one)
            for one in found.participations
            if one.cue and not is_elsewhere(one) and self._is_led(one, found.new_actors)
            and (one.cue not in jobs or (one.role != "participant" and speaks(one)))
        ]  # fmt: skip
        actors = {one.actor for one in given}
        tied = {one.affiliation for one in found.new_actors if one.iri in actors}
        for actor in found.new_actors:
            if actor.iri in actors or actor.iri in tied:
                self.new.setdefault(actor.iri, actor)
        for one in given:
            meant = meant_in(one.actor, one.label, one.score > _SURE, self._region, self._linker.vocabulary)
            if meant is not None:
                yield replace(one, actor=meant[0], label=meant[1])

    def listed(self, block: Block, role: Role) -> Iterator[Participation]:
        """Yield the roles of those whom an item of a list names, under the words that give their role."""
        found = participations_in(
            self._document, block.start, block.end, self._linker, role=role, page=block.page
        )
        for actor in found.new_actors:
            self.new.setdefault(actor.iri, actor)
        offices = {actor.job_title for actor in found.new_actors if actor.job_title}
        for one in found.participations:
            if one.role == "participant" and one.cue in (*offices, "(…)"):
                continue
            meant = meant_in(one.actor, one.label, one.score > _SURE, self._region, self._linker.vocabulary)
            if meant is not None:
                yield replace(one, actor=meant[0], label=meant[1], cue=one.cue or _LISTED)

    def _is_led(self, one: Participation, new: Sequence[NewActor]) -> bool:
        """Say whether a cue leads to an actor: a loose one (`avec`) does so to what is plainly one."""
        if one.cue not in _LOOSE_CUES:
            return True
        actor = next((held for held in new if held.iri == one.actor), None)
        if one.cue == "par":
            return actor is not None and actor.category == "personne"
        if one.cue != "avec":
            return False
        if actor is None:
            return one.status == "fact"
        if actor.category == "personne":
            return OPENS_AN_ITEM.match(fold_in_place(one.evidence.quote)) is not None
        return actor.category != "association" or HEAD.match(fold_in_place(actor.label)) is not None

    def titled(self, block: Block, known: Sequence[Match]) -> Iterator[Participation]:
        """Yield the publisher that a title names."""
        names = names_in(block.text, known, self._institutions, self._spelt)
        for name in names:
            self._met.meet(name)
        for one in publishing(block.text, names):
            yield self._role(one, block, 0, self._evidence(block, 0, len(block.text)))

    def read(
        self,
        block: Block,
        known: Sequence[Match],
        notions: Sequence[tuple[int, int]],
        *,
        acts: bool,
        signed: bool,
        cover: bool,
    ) -> Iterator[Participation]:
        """Read the actors that a block names, what ties them, and yield the roles its sentences give.

        `notions` are where the block names themes, which a name may end with.
        """
        if block.kind == "row" and (there := person_in_row(self._document, block, list(known))) is not None:
            yield from self._row(*there, block)
            return
        former: Name | None = None
        itself = self._itself
        told_of: Citation | Resource | None = None
        for low, high in sentences(block.text):
            text = block.text[low:high].replace(CELLS_APART, " \n ")
            inside = [
                replace(one, start=one.start - low, end=one.end - low)
                for one in known
                if low <= one.start and one.end <= high
            ]
            folded = fold_in_place(text.replace("’", "'"))
            ends = [(first - low, last - low) for first, last in notions]
            names = names_in(text, inside, self._institutions, self._spelt, ends)
            names = apart([*names, *self._met.again(text)])
            for name in names:
                self._met.meet(name)
            evidence = self._evidence(block, low, high)
            for name in names:
                self._keep(name, block, low)
            for tie in ties_in(text, names, former):
                self._tell(tie.subject, tie.object, tie.predicate, tie.cue, tie.detail, tie.sure, evidence)
            works = works_in(text, names)
            for work in works:
                self.shelf.put(work, block, low, high)
            replaced = [*replaced_in(text, works)]
            turned = len(replaced) == len(works) == 1 and told_before(text, works[0])
            if turned:  # `édité par X, il remplace Y`: X is not of Y
                self.shelf.turn(block, low, high, told_of if isinstance(told_of, Citation) else None)
            if (cover or works) and not (turned and told_of is None):
                for name, cue in commissioners(text, names):
                    self._order(name, cue, evidence, self.shelf.at(block, low, high) if works else None)
            for work, cue in replaced:
                self._replace(
                    told_of if told_of is not None else itself if _THIS.search(cue) else None,
                    work,
                    cue,
                    evidence,
                )
            for group in groups_of(folded, names):
                if len(group) > 1 and any(one.known is None or one.known.status == "fact" for one in group):
                    self.sure.update((block.start + low + one.start, _iri(one)) for one in group)
            deeds = [*acting(text, names, former)] if acts and block.kind != "row" else []
            deeds += [*speaking(folded, names), *attending(folded, names)] if self._minutes and acts else []
            own = work_of(text, [one.name for one in deeds if one.role == "author"]) if not works else None
            if own is not None:
                self.shelf.put(own, block, low, high)
            deeds += [*present(text, names)] if acts else []
            deeds += [*signing(text, names, cover=cover)] if signed and block.kind == "paragraph" else []
            for one in deeds:
                yield self._role(one, block, low, evidence)
            for one in led(folded, names) if acts and block.kind != "row" else ():
                role = of_a_work(self._role(one, block, low, evidence))
                if not is_elsewhere(role):
                    yield role
            former = next((one for one in names if is_subject(text, one)), former)
            told_of = self.shelf.at(block, low, high) or (itself if _THIS.search(folded) else None)

    def _row(self, person: Name, there: bool, block: Block) -> Iterator[Participation]:
        """Keep the person of a row with their organisation, and yield that they were there."""
        self._keep(person, block, 0)
        self._met.meet(person)
        evidence = self._evidence(block, 0, len(block.text))
        for body in person.affiliation:
            self._tell(person, body, "worksFor", "tableau", person.job_title, True, evidence)
        if there:
            yield self._role(Acting(person, "participant", "présents"), block, 0, evidence)

    def _role(self, one: Acting, block: Block, low: int, evidence: Evidence) -> Participation:
        """Return the role of someone who acts; a doubtful name that acts is sure."""
        name = one.name
        self._keep(name, block, low)
        known = name.known is not None or self._filed(name)
        self.sure.add((block.start + low + name.start, _iri(name)))
        return Participation(
            actor=_iri(name),
            label=_label(name),
            role=one.role,
            cue=one.cue,
            evidence=evidence,
            score=_SURE if known else _NEW,
            status="fact" if known else "candidate",
        )

    def _replace(self, new: Citation | Resource | None, work: Work, cue: str, evidence: Evidence) -> None:
        """Tell that the work of the sentence before, or the document, replaces another."""
        if new is None:
            return
        self.shelf.tied |= {new.iri, self.shelf.iri(work)}
        self.relations.append(
            Relation(
                subject=new.iri, subject_label=new.label if isinstance(new, Citation) else new.title,
                predicate="replaces", object=self.shelf.iri(work), object_label=work.label, cue=cue,
                evidence=evidence, score=_REPLACES, status="fact",
            )
        )  # fmt: skip

    def _order(self, name: Name, cue: str, evidence: Evidence, work: Citation | None) -> None:
        """Tell who ordered the document, or the work that the sentence names."""
        subject = (
            (work.iri, work.label) if work is not None
            else None if self._itself is None else (self._itself.iri, self._itself.title)
        )  # fmt: skip
        if subject is None or any(
            tie.predicate == "commissionedBy" and tie.subject == subject[0] for tie in self.relations
        ):
            return
        self.shelf.tied.add(subject[0])
        known = name.known is not None or self._filed(name)
        self.relations.append(
            Relation(
                subject=subject[0], subject_label=subject[1], predicate="commissionedBy",
                object=_iri(name), object_label=_label(name), cue=cue, evidence=evidence,
                score=_SURE if known else _NEW, status="fact" if known else "candidate",
            )
        )  # fmt: skip

    def _tell(
        self,
        subject: Name,
        value: Name,
        predicate: Predicate,
        cue: str,
        detail: str,
        sure: bool,
        evidence: Evidence,
    ) -> None:
        known = all(
            (one.known is not None and one.known.status == "fact") or self._filed(one)
            for one in (subject, value)
        )
        doubt = any(one.known is not None and one.known.status != "fact" for one in (subject, value))
        self.relations.append(
            Relation(
                subject=_iri(subject),
                subject_label=_label(subject),
                predicate=predicate,
                object=_iri(value),
                object_label=_label(value),
                detail=detail,
                cue=cue,
                evidence=evidence,
                score=(_SURE if known else _NEW) - (0.0 if sure and not doubt else 0.15),
                status="fact" if known and sure else "candidate",
            )
        )

    def _filed(self, name: Name) -> bool:
        """Say whether a name is that of an institution that has an authority record."""
        place = self._institutions.named(name.text)
        return place is not None and place.known is not None

    def _keep(self, name: Name, block: Block, low: int) -> None:
        for organisation in name.affiliation:
            self._keep(organisation, block, low)
        if name.known is not None:
            return
        body = name.affiliation[0] if name.affiliation else None
        start, end = low + name.start, low + name.end
        self.new.setdefault(
            actor_iri(name.text),
            NewActor(
                iri=actor_iri(name.text),
                label=name.text,
                category=name.category,
                cue=name.job_title or name.text.split()[0].lower(),
                job_title=name.job_title,
                affiliation=None if body is None else _iri(body),
                evidence=self._evidence(block, start, end),
            ),
        )

    def _evidence(self, block: Block, low: int, high: int) -> Evidence:
        start, end = block.start + low, block.start + high
        return Evidence(
            document=self._document.iri, page=block.page, start=start, end=end,
            quote=self._document.text[start:end],
        )  # fmt: skip


def _explained(spelt: Mapping[str, str]) -> re.Pattern[str] | None:
    """Return a pattern of the acronyms that stand for an organisation, and of the words they stand for."""
    names = [
        name
        for short, long in spelt.items()
        if HEAD.match(fold_in_place(re.sub(r"^(?:l['’]|la |le |les )", "", long)))
        for name in (short, long)
    ]
    if not names:
        return None
    longest = sorted(dict.fromkeys(names), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])")


def _iri(name: Name) -> str:
    return name.known.entity.iri if name.known is not None else actor_iri(name.text)


def _label(name: Name) -> str:
    return name.known.entity.pref_label if name.known is not None else name.text
