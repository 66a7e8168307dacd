"""Third step of the report pipeline: who wrote and who published a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.dates import find_dates
from ingest.dates.lexicon import fold_in_place
from ingest.document import Block, Document
from ingest.identity import actor_iri
from ingest.mentions import Linker
from ingest.records import Evidence, NewActor, Participation, Role
from ingest.report.cover import Title, opening
from ingest.report.quotes import evidence_of
from ingest.roles.names import Name, names_after

_FIELD = re.compile(
    r"^(?P<field>(?:auteur|autrice|redact|redige|redaction|ecrit|realisation|realise"
    r"|contribut|coordination)[\w·.()\- ]{0,30}?)\s*(?::|\bpar\b)\s*"
    r"|^(?P<publisher>(?:edit(?:ion|eur)|publication|organisme|emetteur|source)[\w·.() ]{0,12}?)\s*:\s*"
)
_BY = re.compile(
    r"\b(?:publie|mise? en ligne|mise? a jour|edite|diffuse|redige|ecrit|realise"
    r"|prepare)\w*\b[^.]{0,60}?\bpar\s+|^par\s+"
)
_WRITTEN = re.compile(r"redige|ecrit|realise|prepare|^par")
_FILLER = re.compile(r"\b(?:et|avec|en partenariat|par|le|la|les|l|pour|ainsi que|n)\b|[\W\d_]")
_VERB = re.compile(
    r"\b(?:a|ont|est|sont|reunit|organise|anime|propose|tient|se|couvre|ouvre|lance"
    r"|accueille|publie|mene|\w{2,}(?<!m)ent)\b"
)
_MONTHS = re.compile(
    r"\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre"
    r"|decembre|\d{4}|lundi|mardi|mercredi|jeudi|vendredi)\b"
)
_SAID_AT_ONCE = 30
"""Code points within which a long paragraph says who made the document."""
STATED, UNKNOWN = 0.95, 0.7
"""Scores of an author of the authority files, and of a new name."""

Credits = tuple[tuple[Participation, ...], tuple[NewActor, ...]]


def read_authors(document: Document, linker: Linker, title: Title) -> Credits:
    """Return the authors and the publishers: lines of the cover first, then what the file states."""
    credits = [*_on_cover(document, linker, title), *_stated(document, linker, title)]
    return merged(credits)


def merged(credits: Iterable[tuple[Participation, NewActor | None]]) -> Credits:
    """Keep the first role of each actor, and the new actors behind them."""
    kept: dict[str, Participation] = {}
    new: dict[str, NewActor] = {}
    for participation, actor in credits:
        if participation.actor not in kept:
            kept[participation.actor] = participation
            if actor is not None:
                new[actor.iri] = actor
    return tuple(kept.values()), tuple(new.values())


def _on_cover(
    document: Document, linker: Linker, title: Title
) -> Iterator[tuple[Participation, NewActor | None]]:
    presenting = True
    for block in opening(document):
        if block is title.block:
            continue
        folded = fold_in_place(block.text)
        field = _FIELD.match(folded)
        cue = field or _BY.search(folded[:160])
        if cue is not None and field is None and cue.start() > _SAID_AT_ONCE and len(folded) > 140:
            cue = None  # a sentence about another work
        if cue is not None:
            publisher = field["publisher"] is not None if field else not _WRITTEN.search(cue.group())
            role: Role = "publisher" if publisher else "author"
            known = [match for match in linker.matches(block.text) if match.entity.kind == "actor"]
            for name in names_after(block.text, cue.end(), known):
                yield credit(
                    document, block, name, role, cue.group().strip(" :"), evidence_of(document, block)
                )
        elif presenting:
            yield from _signature(document, linker, block)
        presenting = presenting and len(block.text) < 110 and not re.match(r"\d", block.text)


def _signature(
    document: Document, linker: Linker, block: Block
) -> Iterator[tuple[Participation, NewActor | None]]:
    """Read a line made of names and a date (`X et Y, juin 2019`)."""
    sentence = re.split(r"(?<=[^\d.]{3})\.(?:\s|$)", block.text, maxsplit=1)[0]
    if len(sentence) > 140:
        return
    known = [
        match for match in linker.matches(sentence) if match.entity.kind == "actor" and match.status == "fact"
    ]
    if not known or len(sentence[: known[0].start].strip(" *_|–—-")) > 30:
        return
    rest = fold_in_place(sentence)
    spans = [(match.start, match.end) for match in known] + [
        (one.start, one.end) for one in find_dates(sentence)
    ]
    for start, end in spans:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    rest = _MONTHS.sub(" ", rest)
    alone = len(_FILLER.sub("", rest)) <= 3
    described = (
        known[0].start <= 2 and re.match(r"\s*[,|–—]", sentence[known[0].end :]) and not _VERB.search(rest)
    )
    if alone or described:
        for match in known if alone else known[:1]:
            name = Name(match.start, match.end, match.label, match.entity.category, match)
            role: Role = "author" if match.entity.category == "personne" else "publisher"
            evidence = evidence_of(document, block, block.start, block.start + len(sentence))
            yield credit(document, block, name, role, "couverture", evidence)


def _stated(
    document: Document, linker: Linker, title: Title
) -> Iterator[tuple[Participation, NewActor | None]]:
    for author in (part for whole in document.metadata.authors for part in re.split(r"\s*[,;]\s+", whole)):
        known = [match for match in linker.matches(author) if match.entity.kind == "actor"]
        at = document.text.find(author)
        block = (
            next((one for one in document.blocks if one.start <= at < one.end), None)
            if at >= 0
            else title.block
        )
        if block is None:
            continue
        evidence = (
            evidence_of(document, block, at, at + len(author)) if at >= 0 else evidence_of(document, block)
        )
        for name in names_after(author, 0, known):
            role: Role = "author" if name.category == "personne" else "publisher"
            yield credit(document, block, name, role, "propriétés du fichier", evidence)


def credit(
    document: Document, block: Block, name: Name, role: Role, cue: str, evidence: Evidence
) -> tuple[Participation, NewActor | None]:
    """Return the participation of a name, with the new actor it makes when no authority file has it."""
    if name.known is not None:
        entity = name.known.entity
        status = name.known.status
        score = min(STATED, name.known.score)
        return _participation(
            entity.iri, entity.pref_label, role, cue, evidence, score, status == "fact"
        ), None
    iri = actor_iri(name.text)
    at = document.text.find(name.text, block.start, block.end)
    proof = evidence if at < 0 else evidence_of(document, block, at, at + len(name.text))
    body = name.affiliation[0] if name.affiliation else None
    affiliation = None if body is None else body.known.entity.iri if body.known else actor_iri(body.text)
    actor = NewActor(
        iri=iri, label=name.text, category=name.category, cue=cue, job_title=name.job_title,
        affiliation=affiliation, evidence=proof,
    )  # fmt: skip
    return _participation(iri, name.text, role, cue, evidence, UNKNOWN, False), actor


def _participation(
    iri: str, label: str, role: Role, cue: str, evidence: Evidence, score: float, known: bool
) -> Participation:
    return Participation(
        actor=iri,
        label=label,
        role=role,
        cue=cue,
        evidence=evidence,
        score=score,
        status="fact" if known else "candidate",
    )
