"""Entities recognised in a text by their labels; what is unsure is decided by the context or left as a candidate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ingest.dates.lexicon import fold_in_place
from ingest.document import Document
from ingest.mentions.labels import Label, Node, compile_labels
from ingest.mentions.words import FUNCTION_WORDS, Word, words
from ingest.records import Evidence, Link, Status
from ontology.vocabulary import Entity, Vocabulary

_WITHIN = re.compile(r"[\s'’\-–·/«»“”\"*&,]*")
_NEAR = 160
"""Code points on each side that count as the context of a mention."""
_LOCATIVE = re.compile(
    r"(?:\ba|\ben|\bville de|\bcommunes? de|\bquartiers? (?:prioritaires? )?(?:de|du|des|d')?|\bvilles? d'|\bd'|\bde|\bdu"
    r"|\bpres de|\bmairie de|\bagglomeration de|📍|\bvers|\bentre|\bet)\s*(?:la |les? |l')?$"
)
_QUARTER = re.compile(r"\b(?:quartiers?|qpv|residents?|secteur|cite|grand ensemble|renovation|habitants)\b")
_SCORES = {"label": 0.98, "acronym": 0.97, "inflected": 0.94}
SUPPORTED, UNSUPPORTED = 0.9, 0.5
"""Scores of an ambiguous label with, and without, support from its context."""
_GROUPS = {"actor": "name", "territory": "name", "theme": "name", "audience": "audience", "action": "action"}
"""Kinds whose labels compete for the same words: a public (`coordonnateurs GUSP`) does not hide its theme."""
_PRIORITY = {"actor": 0, "territory": 1, "theme": 2, "audience": 3, "action": 4}

Method = Literal["label", "acronym", "inflected"]


@dataclass(frozen=True, slots=True)
class Match:
    """A label found at a place of a text."""

    start: int
    end: int
    entity: Entity
    label: str
    method: Method
    score: float
    status: Status


class Linker:
    """Finds the entities of a vocabulary in texts; built once, used for many documents."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._root = compile_labels(vocabulary)

    def matches(self, text: str, *, strict: bool = True) -> list[Match]:
        """Return the mentions in a text in order, the longest where they overlap; `strict` asks for capitals."""
        found = list(words(text))
        folded = fold_in_place(text)
        groups: dict[str, dict[tuple[int, int], list[tuple[Label, Method]]]] = {}
        for index, word in enumerate(found):
            if word.norm in self._root.following:
                for last, label in self._walk(text, found, index):
                    start = self._opening(text, found, index, label)
                    if start is None:
                        continue
                    method = self._accepts(text[start : found[last].end], label, strict)
                    if method is not None:
                        spans = groups.setdefault(_GROUPS[label.entity.kind], {})
                        spans.setdefault((start, found[last].end), []).append((label, method))
        chosen: list[Match] = []
        for spans in groups.values():
            for start, end in _longest(spans):
                chosen.extend(self._decide(text, folded, start, end, spans[start, end], strict))
        return sorted(chosen, key=lambda match: (match.start, _PRIORITY[match.entity.kind]))

    def _walk(self, text: str, found: list[Word], index: int) -> Iterator[tuple[int, Label]]:
        node: Node | None = self._root.following.get(found[index].norm)
        last = index
        while node is not None:
            for label in node.labels:
                yield last, label
            following = last + 1
            skipped = 0
            while (
                following < len(found)
                and found[following].folded in FUNCTION_WORDS
                and found[following].norm not in node.following
                and skipped < 3
            ):
                following += 1
                skipped += 1
            if following >= len(found):
                return
            gaps = (text[found[at].end : found[at + 1].start] for at in range(last, following))
            if not all(_WITHIN.fullmatch(gap) for gap in gaps):
                return
            node = node.following.get(found[following].norm)
            last = following

    def _opening(self, text: str, found: list[Word], index: int, label: Label) -> int | None:
        """Return where the mention begins: at the article for names that are an article and one word."""
        if not label.article:
            return found[index].start
        if index and found[index - 1].folded in ("l", "la", "le", "les", "du", "des", "au", "aux"):
            wanted = label.folded.split()[0]
            written = found[index - 1].folded
            contracted = {"le": ("le", "du", "au"), "les": ("les", "des", "aux")}.get(wanted, (wanted,))
            if written in contracted:
                return found[index - 1].start if written == wanted else found[index].start
        return None

    @staticmethod
    def _accepts(written: str, label: Label, strict: bool) -> Method | None:
        """Return how a label is matched by the words written, or None when its capitals are missing."""
        if "," in written and "," not in label.text:
            return None
        letters = [char for char in written if char.isalpha()]
        if label.acronym:
            named = len(letters) >= 4 and written[:1].isupper() and label.proper
            if strict and not named and sum(char.isupper() for char in letters) < max(2, len(letters) - 2):
                return None
            if " ".join(word.folded for word in words(written)) != label.folded:
                return None
            return "acronym"
        if strict and label.proper:
            name = re.sub(r"^(?:l['’]|la |le |les )", "", written) if label.article else written
            opens = next((char for char in label.text if char.isalpha()), "")
            if opens.isupper() and name[:1].islower():
                return None
        folded = " ".join(word.folded for word in words(written))
        if folded == label.folded:
            return "label"
        return None if label.proper and " " not in label.folded else "inflected"

    def _decide(
        self, text: str, folded: str, start: int, end: int, options: list[tuple[Label, Method]], strict: bool
    ) -> Iterator[Match]:
        """Choose among the entities that share the words of one place."""
        block_start = folded.rfind("\n", 0, start) + 1
        block_end = folded.find("\n", end)
        block_end = len(folded) if block_end < 0 else block_end
        around = (
            folded[max(block_start, start - _NEAR) : start]
            + " … "
            + folded[end : min(block_end, end + _NEAR)]
        )
        before = folded[max(block_start, start - 40) : start]
        rated = []
        for label, method in options:
            if any(_cue_in(cue, around) for cue in label.entity.excluded_context):
                continue
            support = self._support(label, around, before, start == block_start and end == block_end)
            rated.append((label, method, support))
        if not rated:
            return
        rated.sort(
            key=lambda one: (one[2] < 2, _rank(one[0], before), -one[2], -(one[0].entity.population or 0))
        )
        best, method, support = rated[0]
        rivals = [one for one in rated[1:] if one[0].entity.kind == best.entity.kind and one[2] == support]
        doubtful = (best.ambiguous and support == 0 and strict) or (
            bool(rivals) and best.ambiguous and any(one[0].ambiguous for one in rivals)
        )
        if doubtful:
            if best.entity.kind == "territory":
                return
            for label, how, _ in [rated[0], *rivals]:
                yield Match(start, end, label.entity, label.text, how, UNSUPPORTED, "candidate")
            return
        score = SUPPORTED if best.ambiguous else _SCORES[method]
        yield Match(start, end, best.entity, best.text, method, score, "fact")

    def _support(self, label: Label, around: str, before: str, alone: bool) -> int:
        """Count what the context says for an entity."""
        entity = label.entity
        support = sum(2 for cue in entity.context_cues if _cue_in(cue, around))
        if entity.kind == "territory":
            if entity.category == "qpv" and label.ambiguous:
                support += 2 * (_QUARTER.search(before[-30:]) is not None)
                support += sum(2 for parent in entity.broader if self._named(parent, around))
                support -= entity.vintage == "2015" and support > 0
            elif label.ambiguous:
                support += _LOCATIVE.search(before) is not None or alone
        elif label.ambiguous and label.acronym and _spelt_out(entity, around):
            support += 3
        return support

    def _named(self, iri: str, around: str) -> bool:
        entity = self.vocabulary.get(iri)
        return entity is not None and _cue_in(entity.pref_label, around)

    def link(self, document: Document) -> tuple[Link, ...]:
        """Return every mention of a document, in order, each with its page and place."""
        links = []
        for block in document.blocks:
            for match in self.matches(block.text):
                links.append(link_of(match, document, block.start, block.page))
        return tuple(links)


def link_of(match: Match, document: Document, offset: int, page: int) -> Link:
    """Return the link a match in a block makes, in offsets of the document."""
    start, end = offset + match.start, offset + match.end
    return Link(
        iri=match.entity.iri,
        kind=match.entity.kind,
        label=match.entity.pref_label,
        evidence=Evidence(
            document=document.iri, page=page, start=start, end=end, quote=document.text[start:end]
        ),
        method=match.method,
        score=match.score,
        status=match.status,
    )


def _longest(spans: dict[tuple[int, int], list[tuple[Label, Method]]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= other_start or start >= other_end for other_start, other_end in kept):
            kept.append((start, end))
    return kept


def _rank(label: Label, before: str) -> int:
    """Rank homonyms of several kinds: `en région X` is a place, elsewhere an organisation comes first.

    Among places, `en X` is the larger one, `à X` the town; a QPV is that of the list in force.
    """
    entity = label.entity
    rank = 10 * _PRIORITY[entity.kind]
    if entity.kind != "territory":
        return rank
    order = ("country", "region", "commune", "departement")
    if re.search(r"\b(?:en|dans la|dans le)\s*$", before):
        rank, order = -10, ("country", "region", "departement", "commune")
    town = re.search(r"\b(?:a|ville de|commune de)\s*$", before) is not None
    kind = "village" if entity.category == "commune" and label.ambiguous and not town else entity.category
    if town:
        order = ("commune", "region", "departement", "country")
    return rank + (order.index(kind) if kind in order else 5) + (entity.vintage == "2015")


def _cue_in(cue: str, around: str) -> bool:
    return re.search(rf"\b{re.escape(fold_in_place(cue))}", around) is not None


def _spelt_out(entity: Entity, around: str) -> bool:
    """Say whether a long label of the entity stands near its acronym."""
    return any(len(label) > 8 and _cue_in(label, around) for label in (entity.pref_label, *entity.alt_labels))
