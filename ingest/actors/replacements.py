"""Which text or resource replaces which, as a document says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.dates.lexicon import fold_in_place
from ingest.records import Citation, Evidence, Extraction, Relation
from ingest.sentences import sentence_at

_ACTIVE = re.compile(
    r"(?:\b(?:remplace|abroge|annule(?: et remplace)?|se substitue|actualise|met a jour)(?:nt|ra|ront)?\b|\ben remplacement\b|\b(?:mise a jour|nouvelle edition|nouvelle version|refonte|actualisation)\b)"
    r"(?:\s+(?:de la|de l'|de l’|du|des|de|d'|a la|a l'|au|aux|la|le|les|l'|l’))*\s*$"
)
_PASSIVE = re.compile(
    r"^[^.;:]{0,60}?\b(?:est|a ete|sont|ont ete)?\s*(?:remplace|abroge)e?s? par\s+(?:la |le |les |l'|l’)?$"
)
_SCORE = 0.85


def replacements(extraction: Extraction) -> Iterator[Relation]:
    """Yield what the texts a document cites, or the document itself, replace."""
    for resource in extraction.resources:
        cited = sorted(resource.citations, key=lambda one: one.evidence.start)
        for index, one in enumerate(cited):
            text = extraction.document.text
            low, high = sentence_at(text, one.evidence.start, one.evidence.end)
            before = fold_in_place(text[low : one.evidence.start])
            former = cited[index - 1] if index and cited[index - 1].evidence.start >= low else None
            if former is not None:
                gap = fold_in_place(text[former.evidence.end : one.evidence.start])
                if _PASSIVE.search(gap):
                    yield _relation(one.iri, one.label, former, extraction, low, high, gap)
                    continue
                if _ACTIVE.search(gap) and len(gap) < 90:
                    yield _relation(former.iri, former.label, one, extraction, low, high, gap)
                    continue
            if (cue := _ACTIVE.search(before)) is not None and former is None and len(before) < 160:
                yield _relation(resource.iri, resource.title, one, extraction, low, high, cue.group())


def _relation(
    iri: str, label: str, replaced: Citation, extraction: Extraction, low: int, high: int, cue: str
) -> Relation:
    evidence = Evidence(
        document=extraction.document.iri, page=replaced.evidence.page, start=low, end=high,
        quote=extraction.document.text[low:high],
    )  # fmt: skip
    return Relation(
        subject=iri, subject_label=label, predicate="replaces", object=replaced.iri, object_label=replaced.label,
        cue=" ".join(cue.split()), evidence=evidence, score=_SCORE, status="fact",
    )  # fmt: skip
