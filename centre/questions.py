"""A question or a query in plain French read against the vocabulary: themes, places, actors, period, and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.mentions import Linker, Match
    from ontology.vocabulary import Entity, Vocabulary

_TOPICS = re.compile(
    r"\bsur quoi\b|\bde quoi\b|\bque (?:fait|font)\b|\bqu'est-ce que (?:fait|font)\b|\bqu(?:e|i) est\b"
    r"|\bquels? (?:sont les )?(?:themes?|sujets?|domaines?|thematiques?)\b|\bdomaines? d'(?:action|intervention)\b"
    r"|\bthemes? (?:de|du|d')\b|\bque sait-on\b"
)
_PARTNERS = re.compile(
    r"\bpartenaires?\b|\bpartenariats?\b|\bavec qui\b|\bqui (?:travaille|collabore|coopere|agit)\w* avec\b"
    r"|\btravaillent? avec\b|\ballies\b|\bcollabor\w+ avec\b"
)
_CATEGORIES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("chercheur",), r"(?:enseignantes?-)?chercheu(?:r|se)s?\w*|universitaires?|scientifiques?|sociologues?|laboratoires?|recherche"),
    (("association", "centre-social", "collectif", "reseau"), r"associations?"),
    (("centre-social",), r"centres? sociaux|centre social"),
    (("bailleur-social",), r"bailleurs?(?: socia(?:l|ux))?|organismes? hlm"),
    (("service-de-l-etat",), r"services? (?:de l'|d')etat|administrations?|prefectures?"),
    (("operateur-public",), r"operateurs?|agences?"),
    (("collectivite", "epci"), r"collectivites?(?: \w+)?|communes?|villes?|metropoles?|agglomerations?|intercommunalites?|epci"),
    (("reseau",), r"reseaux?|federations?|centres? de ressources"),
    (("personne",), r"personnes?|gens|intervenant\w*|expert\w*|professionnel\w*|contacts?"),
    (("media",), r"medias?|journa(?:l|ux)"),
    (("entreprise",), r"entreprises?|bureaux? d'etudes?|cabinets?"),
    (("recherche",), r"universites?|ecoles?"),
)  # fmt: skip
_ASKED = re.compile(
    r"(?:\bquel(?:le)?s?|\bquelqu'une? (?:parmi les|des)|\bliste des|^\W*(?:les|des))\s+(?:sont\s+(?:les\s+)?)?"
    r"(?P<what>[\w' -]{3,40})"
)
_ROLES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("funder", "support"), r"financ\w+|soutien\w*|soutenir|subventionn\w+|paie"),
    (("organiser", "coOrganiser"), r"organis\w+|pilot\w+|port(?:e|ent)\b"),
    (("facilitator", "organiser", "coOrganiser"), r"anim(?:e|ent|ait|ateurs?|er)\b|co-?anim\w+|encadr\w+"),
    (("speaker", "facilitator"), r"intervien\w+|interviendr\w+|parl(?:e|ent)\b|temoign\w+"),
    (("host",), r"accueill\w+|heberg\w+"),
    (("author",), r"(?:a|ont) (?:ecrit|redige|publie)|auteurs?"),
)  # fmt: skip
_QUESTION_WORDS = frozenset(
    """qui que quoi quel quelle quels quelles quelqu un une des du de la le les l d s qu est ce sont a ont au aux en dans
    sur pour par avec et ou chez pres autour travaille travaillent travailler travail connait connaissent connaitre
    occupe occupent fait font faire agit agissent intervient interviennent intervenir anime animent organise organisent
    pilote porte portent finance financent soutient soutiennent accueille accueillent participe participent partenaires
    partenaire theme themes sujet sujets domaine domaines acteur acteurs actrice actrices personne personnes il elle ils
    elles y t je cherche voudrais savoir puis peut on trouver existe existent donne donnez moi liste contact contacts
    quand comment combien depuis entre se sont-ils concernant propos question matiere charge charges specialiste
    specialistes competent competents competence competences lien rapport ressource ressources actuellement région
    region departement ville commune quartier quartiers territoire territoires annee annees mois ne pas plus tous toutes
    tout mene menent developpe developpent propose proposent engage engages agir ici la-bas thematique thematiques""".split()  # noqa: SIM905
)
_LOCATIVE = re.compile(
    r"(?:\ba|\ben|\bdans(?: la| le| les)?|\bpres de|\bautour de|\bsur(?: la| le)?|\bcote de|\bvers|\bpour)\s*(?:la |le |les |l')?$"
)


_SORTS = (
    ("event", r"agenda|calendrier|evenements?|activites?"),
    ("resource", r"documents?|ressources?|publications?"),
)
"""Words that ask for a sort of things, folded, where a text opens: they say nothing of what the things are about."""
_OPENING = r"^\W*(?:(?:quels?|quelles?|les|des|tous|toutes|prochains?|prochaines?|liste|de|sont|voir)\W+)*"
_HINTS = (
    ("event", r"rencontres?|webinaires?|visioconferences?|seminaires?|colloques?|journees?|reunions?|ateliers?|visites?|formations?"),
    ("resource", r"rapports?|notes?|guides?|dossiers?|newsletters?|comptes?[- ]rendus?|circulaires?|decrets?|lois?|fiches?"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read in a question."""

    text: str
    kind: str
    """`who`, `topics` or `partners`."""
    themes: tuple[Entity, ...]
    territories: tuple[Entity, ...]
    actors: tuple[Entity, ...]
    formats: tuple[Entity, ...]
    """Kinds of action named (`AG`, `webinaire`), for search."""
    period: tuple[date, date] | None
    categories: tuple[str, ...]
    """Kinds of actor asked for; `chercheur` stands for researchers and their bodies."""
    roles: tuple[str, ...]
    words: tuple[str, ...]
    """The words left over that mean something, as written."""
    settled: str = ""
    """The text with each acronym or inflected name of one thing alone replaced by the name that it is shown under,
    and without the words that ask for a sort of things (`agenda`, `événements`) and their period."""
    sorts: tuple[str, ...] = ()
    """Kinds of rows asked for by such a word."""
    hints: tuple[str, ...] = ()
    """Kinds of rows that a word of the text is about (`webinaire`, `rapport`)."""


class Reader:
    """Reads questions; built once a snapshot, with the actors that only documents know."""

    def __init__(self, vocabulary: Vocabulary, found: Iterable[Entity] = ()) -> None:
        from ontology.vocabulary import Vocabulary as Records

        extra = {entity.iri: entity for entity in found if vocabulary.get(entity.iri) is None}
        self._vocabulary = vocabulary if not extra else Records(vocabulary.entities | extra)
        self._linker = _linker(self._vocabulary) if extra else _shared_linker(vocabulary)

    def read(self, text: str) -> Reading:
        """Read a question or a query, with or without accents, capitals and question mark."""
        from ingest.dates.lexicon import fold_in_place

        folded = fold_in_place(text)
        matches = self._linker.matches(text, strict=False)
        kept = [one for one in matches if self._plausible(one, text, folded)]
        kept = [self._as_place(one, folded) for one in kept]
        asked, asked_span = _categories(folded)
        kept = [one for one in kept if not (one.entity.kind == "theme" and _inside(one, asked_span))]
        themes = _entities(kept, "theme")
        territories = _entities(kept, "territory")
        actors = _entities(kept, "actor")
        bare = _blank(folded, [(match.start, match.end) for match in kept])
        period, bare = _period(text, folded, kept, bare)
        sorts, plain = _sorts(text, bare, folded, kept)
        kind = (
            "partners"
            if _PARTNERS.search(bare) and actors
            else "topics"
            if actors and _TOPICS.search(bare)
            else "who"
        )
        if kind == "who" and actors and not themes and not territories:
            kind = "topics"
        return Reading(
            text=text,
            kind=kind,
            themes=self._narrowest(themes),
            territories=territories,
            actors=actors,
            formats=_entities(matches, "action"),
            period=period,
            categories=asked,
            roles=next((roles for roles, words in _ROLES if re.search(rf"\b(?:{words})", bare)), ()),
            words=_words(text, bare, asked),
            settled=_settled(plain, kept),
            sorts=sorts,
            hints=()
            if sorts
            else tuple(kind for kind, words in _HINTS if re.search(rf"\b(?:{words})\b", bare)),
        )

    def _plausible(self, match: Match, text: str, folded: str) -> bool:
        """Drop what everyday words would make of small places and audiences when they are not capitalised."""
        entity = match.entity
        written = text[match.start : match.end]
        if entity.kind in ("audience", "action"):
            return False
        if match.status == "candidate" and entity.kind != "theme":
            return written.strip() == text.strip()
        if (
            entity.kind == "territory"
            and written[:1].islower()
            and entity.category in ("commune", "qpv", "epci")
        ):
            placed = _LOCATIVE.search(folded[: match.start]) is not None
            return placed or match.score > 0.9 or written.strip() == text.strip()
        return True

    def _as_place(self, match: Match, folded: str) -> Match:
        """Read `à Tours Métropole`, `en région X` as places although organisations have these names."""
        from dataclasses import replace

        entity = match.entity
        if entity.kind != "actor" or entity.category not in ("epci", "collectivite") or not entity.active_in:
            return match
        if _LOCATIVE.search(folded[: match.start]) is None or folded[: match.start].rstrip().endswith(
            (" pour", " sur")
        ):
            return match
        place = self._vocabulary.get(entity.active_in[0])
        return match if place is None else replace(match, entity=place)

    def _narrowest(self, themes: tuple[Entity, ...]) -> tuple[Entity, ...]:
        """Drop a theme that contains another one of the question."""
        return tuple(
            one
            for one in themes
            if not any(other is not one and other.iri in self._vocabulary.within(one.iri) for other in themes)
        )


def _entities(matches: Iterable[Match], kind: str) -> tuple[Entity, ...]:
    found = {match.entity.iri: match.entity for match in matches if match.entity.kind == kind}
    return tuple(found.values())


def _sorts(text: str, bare: str, folded: str, matches: Iterable[Match]) -> tuple[tuple[str, ...], str]:
    """Return the kinds of rows that a text asks for, and the text without the words that do and its period."""
    found = [(kind, match) for kind, words in _SORTS if (match := re.search(rf"{_OPENING}({words})\b", bare))]
    if not found:
        return (), text
    named = {at for match in matches for at in range(match.start, match.end)}
    gone = {at for _, match in found for at in range(*match.span(1))}
    gone |= {at for at, char in enumerate(bare) if char == " " != folded[at] and at not in named}
    plain = "".join(" " if at in gone else char for at, char in enumerate(text))
    return tuple(kind for kind, _ in found), plain


def _settled(text: str, matches: Iterable[Match]) -> str:
    """Return a text with its acronyms and inflected names written as the preferred labels.

    Other names stay: a name may say more than the label (`jardins partagés`).
    """
    named: dict[tuple[int, int], set[str]] = {}
    for match in matches:
        if match.status == "fact" and _is_same_name(match):
            named.setdefault((match.start, match.end), set()).add(match.entity.pref_label)
    parts, last = [], 0
    for (start, end), labels in sorted(named.items()):
        if len(labels) == 1 and start >= last:
            parts += [text[last:start], *labels]
            last = end
    return "".join([*parts, text[last:]])


def _is_same_name(match: Match) -> bool:
    """Say whether a name is the label inflected, its acronym, or what the label is an acronym of."""
    from search.analysis import analyse

    label, shown = match.label, match.entity.pref_label
    if not any(char.islower() for char in label) or not any(char.islower() for char in shown):
        return True
    return [token.term for token in analyse(label)] == [token.term for token in analyse(shown)]


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _period(text: str, folded: str, matches: list[Match], bare: str) -> tuple[tuple[date, date] | None, str]:
    """Read the period of a question and blank its words."""
    from ingest.dates import find_dates, read_period

    if (since := re.search(r"\bdepuis (?:janvier |le debut de )?((?:19|20)\d\d)\b", bare)) is not None:
        return (date(int(since.group(1)), 1, 1), date(9999, 12, 31)), _blank(bare, [since.span()])
    words = _blank(text, [(match.start, match.end) for match in matches])
    read = read_period(words)
    mentions = [one for one in find_dates(words, read) if one.first and one.last]
    blanked = _blank(bare, [(one.start, one.end) for one in mentions])
    blanked = re.sub(
        r"\b(?:en|pour|annee|courant)?\s*(?:19|20)\d\d\b", lambda found: " " * len(found.group()), blanked
    )
    if mentions:
        firsts = [one.first for one in mentions if one.first]
        lasts = [one.last for one in mentions if one.last]
        return (min(firsts), max(lasts)), blanked
    return ((read.start, read.end) if read else None), blanked


def _categories(folded: str) -> tuple[tuple[str, ...], tuple[int, int]]:
    """Return the kinds of actor a question asks for, and where its words stand."""
    for match in _ASKED.finditer(folded):
        for categories, words in _CATEGORIES:
            if (named := re.match(rf"(?:{words})\b", match["what"])) is not None:
                return categories, (match.start("what"), match.start("what") + named.end())
    return (), (0, 0)


def _inside(match: Match, span: tuple[int, int]) -> bool:
    return span[0] <= match.start and match.end <= span[1]


def _words(text: str, bare: str, asked: tuple[str, ...]) -> tuple[str, ...]:
    """Return the meaningful words that nothing has read."""
    kept = []
    for match in re.finditer(r"[^\W_]+(?:-[^\W_]+)*", bare):
        word = match.group()
        if word in _QUESTION_WORDS or len(word) < 3 or word.isdigit():
            continue
        if asked and any(re.fullmatch(words, word) or word in words for _, words in _CATEGORIES):
            continue
        kept.append(text[match.start() : match.end()])
    return tuple(kept)


def _linker(vocabulary: Vocabulary) -> Linker:
    from ingest.mentions import Linker as Finder

    return Finder(vocabulary)


def _shared_linker(vocabulary: Vocabulary) -> Linker:
    from centre import authority

    return authority.linker() if vocabulary is authority.vocabulary() else _linker(vocabulary)
