"""Entities recognised in a text by their labels; what is unsure is decided by the context or left as a candidate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ingest.dates.lexicon import fold_in_place
from ingest.document import Document
from ingest.identity import fold
from ingest.mentions.context import PRIORITY, cue_in, in_brackets, rank, spelt_out
from ingest.mentions.labels import ARTICLE as LABEL_ARTICLE
from ingest.mentions.labels import Label, Node, compile_labels, towns_of
from ingest.mentions.namesakes import namesakes_of, settled, size_of
from ingest.mentions.surroundings import (
    ends_a_name,
    is_completed,
    is_everyday,
    is_excluded,
    is_in_a_longer_name,
    is_in_an_address,
)
from ingest.mentions.words import CUT, FUNCTION_WORDS, Word, words
from ingest.records import Evidence, Link, Status
from ontology.vocabulary import Entity, Vocabulary

_WITHIN = re.compile(r"[\s'’\-–·/«»“”\"*&,]*")
_NEAR = 160
"""Code points on each side that count as the context of a mention."""
_LOCATIVE = re.compile(
    r"(?:\ba|\ben|\bville de|\bcommunes? de|\bquartiers? (?:prioritaires? )?(?:de|du|des|d')?|\bvilles? d'|\bd'|\bde|\bdu"
    r"|\bpres de|\bmairie de|\bagglomeration de|📍|\bvers|\bentre|\bet)\s*(?:la |les? |l')?$"
)
_ARTICLE = re.compile(r"\b(?:l'|(?:la|le|les|du|au|aux|des)\s)$")
_QUARTER = re.compile(r"\b(?:quartiers?|qpv|residents?|secteur|cite|grand ensemble|renovation|habitants)\b")
_SCORES = {"label": 0.98, "acronym": 0.97, "inflected": 0.94}
SUPPORTED, UNSUPPORTED = 0.9, 0.5
"""Scores of an ambiguous label with, and without, support from its context."""
_GROUPS = {"actor": "name", "territory": "name", "theme": "name", "audience": "audience", "action": "action"}
"""Kinds whose labels compete for the same words: a public (`coordonnateurs GUSP`) does not hide its theme."""

Method = Literal["label", "acronym", "inflected"]
_Spans = dict[tuple[int, int], list[tuple["Label", "Method"]]]


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
        self._towns = towns_of(vocabulary)
        self._namesakes = namesakes_of(vocabulary)
        self._places = frozenset(fold(one.pref_label) for one in vocabulary.of_kind("territory"))
        # A block is read for its links, then for what is said of its actors.
        self._matched = lru_cache(maxsize=1 << 13)(self._match)

    def matches(self, text: str, *, strict: bool = True) -> list[Match]:
        """Return the mentions in a text in order, the longest where they overlap; `strict` asks for capitals."""
        return list(self._matched(text, strict))

    def _match(self, text: str, strict: bool) -> tuple[Match, ...]:
        folded = fold_in_place(text)
        groups: dict[str, _Spans] = {}
        self._collect(text, list(words(text)), strict, groups)
        if CUT.search(text):
            self._collect(text, list(words(text, mend=True)), strict, groups)
        chosen: list[Match] = []
        for spans in groups.values():
            for start, end in _longest(spans):
                chosen.extend(self._decide(text, folded, start, end, spans[start, end], strict))
        return tuple(sorted(chosen, key=lambda match: (match.start, PRIORITY[match.entity.kind])))

    def _collect(self, text: str, found: list[Word], strict: bool, groups: dict[str, _Spans]) -> None:
        """Add the labels that the words of a text spell, by their places."""
        following = self._root.following
        for index, word in enumerate(found):
            if word.norm not in following:
                continue
            for last, label in self._walk(text, found, index):
                start = self._opening(text, found, index, label)
                if start is None:
                    continue
                end = found[last].end
                method = self._accepts(text[start:end], found[index : last + 1], label, strict)
                if method is not None:
                    spans = groups.setdefault(_GROUPS[label.entity.kind], {})
                    options = spans.setdefault((start, end), [])
                    if all(label is not held for held, _ in options):
                        options.append((label, method))

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
            if (
                label.ambiguous
                and label.entity.category == "commune"
                and text[found[index - 1].start].islower()
            ):
                return None  # `la Marne` is the département, `La Marne` may be the village
            contracted = {"le": ("le", "du", "au"), "les": ("les", "des", "aux")}.get(wanted, (wanted,))
            if written in contracted:
                return found[index - 1].start if written == wanted else found[index].start
        return None

    @staticmethod
    def _accepts(written: str, spelt: list[Word], label: Label, strict: bool) -> Method | None:
        """Return how a label is matched by the words written, or None when its capitals are missing."""
        if "," in written and "," not in label.text:
            return None
        if label.ambiguous and label.text.rstrip("s").endswith("é") and written.rstrip("s").endswith("e"):
            return None  # `il cite` is no `cité`
        letters = [char for char in written if char.isalpha()]
        if label.acronym:
            named = len(letters) >= 4 and written[:1].isupper() and label.proper
            if strict and not named and sum(char.isupper() for char in letters) < max(2, len(letters) - 2):
                return None
            return "acronym" if " ".join(word.folded for word in spelt) == label.folded else None
        if strict and label.proper:
            name = LABEL_ARTICLE.sub("", written) if label.article else written
            bare = LABEL_ARTICLE.sub("", label.text) if label.article else label.text
            opens = next((char for char in bare if char.isalpha()), "")
            if opens.isupper() and name[:1].islower():
                return None
        folded = " ".join(word.folded for word in spelt)
        if folded == label.folded or (label.article and label.folded.endswith(f" {folded}")):
            return "label"
        return None if label.proper and " " not in label.folded else "inflected"

    def _decide(
        self, text: str, folded: str, start: int, end: int, options: list[tuple[Label, Method]], strict: bool
    ) -> Iterator[Match]:
        """Choose among the entities that share the words of one place."""
        block_start = folded.rfind("\n", 0, start) + 1
        block_end = folded.find("\n", end)
        block_end = len(folded) if block_end < 0 else block_end
        whole = folded[max(block_start, start - _NEAR) : min(block_end, end + _NEAR)]
        at = start - max(block_start, start - _NEAR)
        around = whole[:at] + " … " + whole[at + end - start :]
        before, after = folded[max(block_start, start - 60) : start], folded[end : min(block_end, end + 60)]
        if is_excluded(before) or is_in_an_address(text, start, end):
            return
        rated = []
        for label, method in options:
            if not (label.acronym and in_brackets(label.entity, before, after)) and any(
                cue_in(cue, whole) for cue in label.entity.excluded_context
            ):
                continue
            if strict and self._is_in_a_name(label, text, before, start, end):
                continue
            support = self._support(label, around, before, start == block_start and end == block_end)
            rated.append((label, method, support))
        if not rated:
            return
        rated = _one_each(rated)
        rated.sort(
            key=lambda one: (one[2] < 2, rank(one[0], before), -one[2], -size_of(one[0].entity, self._towns))
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
        support = sum(2 for cue in entity.context_cues if cue_in(cue, around))
        if entity.kind == "territory":
            if entity.category == "qpv" and label.ambiguous:
                support += 2 * (_QUARTER.search(before[-30:]) is not None)
                support += sum(2 for parent in entity.broader if self._named(parent, around))
                support -= entity.vintage == "2015" and support > 0
            elif label.ambiguous or entity.category == "commune":
                support += _LOCATIVE.search(before) is not None or alone
        elif label.ambiguous and label.acronym and spelt_out(entity, around):
            support += 3
        return support

    def _is_in_a_name(self, label: Label, text: str, before: str, start: int, end: int) -> bool:
        """Say whether the words belong to a longer name, or are everyday words rather than a name."""
        if label.entity.kind == "theme":
            single = not label.acronym and " " not in label.folded
            return single and ends_a_name(text, start, end, self._places)
        if label.entity.kind != "territory":
            return False
        if label.entity.category == "commune" and not label.article and _ARTICLE.search(before):
            return True  # towns take no article: `la Mayenne`, `l'Indre` are départements
        if label.article and text[start:end].isupper() and is_completed(text, end):
            return True  # `LA RÉUNION DU RÉSEAU`
        if (label.article or " " not in label.folded) and is_in_a_longer_name(
            text, before, start, end, self._places
        ):
            return True
        return label.everyday and is_everyday(text, before, start, end)

    def _named(self, iri: str, around: str) -> bool:
        entity = self.vocabulary.get(iri)
        return entity is not None and cue_in(entity.pref_label, around)

    def link(self, document: Document) -> tuple[Link, ...]:
        """Return every mention of a document, in order, each with its page and place."""
        links = []
        for block in document.blocks:
            for match in self.matches(block.text):
                links.append(link_of(match, document, block.start, block.page))
        return tuple(settled(links, document, self._namesakes, self.vocabulary, self._towns))


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


def _longest(spans: _Spans) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= other_start or start >= other_end for other_start, other_end in kept):
            kept.append((start, end))
    return kept


def _one_each(rated: list[tuple[Label, Method, int]]) -> list[tuple[Label, Method, int]]:
    """Keep one label of each entity: two forms of one name are no rivals."""
    best: dict[str, tuple[Label, Method, int]] = {}
    for one in sorted(rated, key=lambda one: (one[0].ambiguous, one[1] == "inflected", -one[2])):
        best.setdefault(one[0].entity.iri, one)
    return list(best.values())
