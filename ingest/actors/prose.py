"""Actors named in running text without a cue of role: what they are called says that they are actors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.actors.institutions import Institutions
from ingest.actors.people import people, titled
from ingest.actors.subjects import named_inside, subjects
from ingest.actors.ties import groups_of
from ingest.dates.lexicon import fold_in_place
from ingest.identity import fold
from ingest.mentions import Match
from ingest.roles.lexicon import PAIRED, category_of, first_names
from ingest.roles.name import LEVEL, Name, whole_name

_STRONG = re.compile(
    r"(?<![\w-])(?:associations?|fondation|regie(?: de quartiers?| de territoire)?|missions? locales?|compagnie|secours|mjc|udaf|cidff|ccas|pimms"
    r"|federation|ligue|confederation|mouvement|alliance|centre de ressources|crpv|mutualite|syndicat|union (?:departementale|regionale|nationale|locale)|inter-?reseaux?"
    r"|collectif|amicale|conseil citoyen|comite de quartier|table de quartier|centres? (?:social|socioculturel|socio-culturel)|maison de quartier"
    r"|cabinet|bureau d'etudes?|scop|scic|cooperative|agence d'urbanisme|agence (?:nationale|regionale|departementale|locale)|societe|entreprise|start-up"
    r"|centre hospitalier|chu|coordination|csc|sciences po|iut|cpts|crij|cress|fondation|union sociale|centre de gestion|centre communal|agence de l'eau|office public|oph|esh|bailleur(?: social)?|universite(?: populaire)?(?: et citoyenne)?|laboratoire|labex|chaire|institut|ecole (?:nationale|superieure|normale|d'architecture|polytechnique)|observatoire"
    r"|prefecture|sous-prefecture|rectorat|ministere|dreets|ddets\w*|ddtm?|drac|dreal|dsden|ars|direction (?:regionale|departementale|interdepartementale|generale)"
    r"|conseil (?:departemental|regional|municipal)|mairie|caf|caisse|cpam|carsat|chambre de (?:commerce|metiers)|communaute (?:d'agglomeration|de communes|urbaine)"
    r"|district|club de prevention|epicerie (?:sociale|solidaire)|ressourcerie|cercle|union sportive|union|club|maison pour tous|fonds|reseau|banque alimentaire|restos|comite departemental|comite regional|foyer de jeunes travailleurs|maison de l'emploi|france services)\b"
)
_LINKING = frozenset(["de", "du", "des", "la", "le", "les", "d", "l", "&", "en", "lès", "sur", "sous"])
_SMALL = frozenset([*_LINKING, "et", "à", "aux", "au", "pour", "par", "contre", "dans"])
_QUALIFIER = re.compile(
    r"(?:region|departement|nation|intercommun|commun|municip|local|urbain|metropolit|academi|soci|cultur|sport|famili|popul|solid|franc|europe|judici"
    r"|agric|public|mutu|educ|insert|emploi|travail|format|precar|jeun|femme|droit|citoyen|quartier|parent|habit|locatai|commerc|artisan|metier|logement|habitat"
    r"|enseign|preven|energi|environn|architect|urban|industr|alloc|retrait|sant|malad|ressourc|etudi|affair|economi|territoi|cohesion|reussi|vie|aide"
    r"|amis|maison|centre|acteurs|professionnel|entrepren|innov|recherch|developp|renouv|propri|rural|mediat|entrepris|europeen|catholiq|laiq|pupill|chance|francais|alimentair|interm|info|interieur|national|general|prefect)\w*"
)
_TOKEN = re.compile(
    r"(?P<quoted>[«“\"]\s?[^»”\"\n]{2,60}?\s?[»”\"])|(?P<elided>[dlDL]['’])(?=\w|[«“])|(?P<word>[\w&][\w·&+.’'-]*\w|[\w&])"
)
_TAILED = re.compile(
    r"(?<![\w’'-])(?!(?:À|Aux?|En|Dans|Pour|Chez|Avec|Par|Sur|Sous|Selon)\s)(?:(?:L['’]|La |Le |Les )?(?:[A-ZÀ-Þ]|[a-z]\d?[A-ZÀ-Þ])[\w’'-]*(?:\s(?:de |du |des |d['’]|& |la |le |les )?[A-ZÀ-Þ][\w’'-]*){0,4})"
    r"\s(?:Habitat|Métropole|Agglomération|Agglo|Logement|Immobilier|Solidaires?|Solidarités?|Formation|Conseil|Insertion|Urbanisme|Médiation)\b(?!-)"
)


def names_in(
    text: str,
    known: Sequence[Match],
    institutions: Institutions,
    spelt: re.Pattern[str] | None = None,
    notions: Sequence[tuple[int, int]] = (),
) -> list[Name]:
    """Return the actors a text names, in order, none inside another.

    `known` are those of the authority files, `spelt` the acronyms the document explains, with their words,
    `notions` where the text names themes.
    """
    found: list[Name] = []
    for one in institutions.read(text):
        if one.label.startswith("Ville ") and not text[one.start].isupper() and one.known is None:
            continue
        found.append(Name(one.start, one.end, text[one.start : one.end], one.category))
    found.extend(_headed(text, institutions))
    found.extend(_landlords(text, institutions))
    found.extend(
        Name(one.start(), one.end(), one.group(), category_of(fold_in_place(one.group())))
        for one in _TAILED.finditer(text)
    )
    found.extend(
        Name(one.start, one.end, text[one.start : one.end], one.entity.category, one) for one in known
    )
    found.extend(
        Name(one.start("name"), one.end("name"), one["name"], "reseau") for one in _JOINED_TO.finditer(text)
    )
    for match in spelt.finditer(text) if spelt is not None else ():
        found.append(
            Name(match.start(), match.end(), match.group(), category_of(fold_in_place(match.group())))
        )
    found.extend(
        one
        for one in (*subjects(text, institutions.is_place), *named_inside(text, institutions.is_place))
        if not any(held.start < one.end and one.start < held.end for held in known)
    )
    bodies = apart([whole_name(text, one, notions) for one in _once(text, found)])
    bodies = apart([*bodies, *_enumerated(text, bodies)])
    return apart([*bodies, *people(text, known, bodies), *titled(text, bodies)])


_JOINED_TO = re.compile(
    r"\b(?:[Aa]dhérente?s?|[Mm]embres?|[Aa]dhère(?:nt)?|[Aa]ffiliée?s?) (?:(?:du réseau |de la |du |de l['’]|de |d['’]|à la |à l['’]|au ))(?P<name>[A-ZÀ-Þ]{4,10})(?![\w-])"
)
"""An acronym that one is a member of."""


_REQUIRES_MORE = re.compile(r"(?:reseau|district|club|fonds|union|coordination|comite|maison|centre)\s\w+")
"""A common head and one word: not enough to be a name (`réseau santé`, `coordination Pas`)."""


_LANDLORD = re.compile(
    r"(?<![\w’'-])(?P<place>[A-ZÀ-Þ][a-zà-ÿ][\w’'-]*) (?:métropole |agglomération |agglo )?habitat\b(?![’'-]| [\w’'-]*(?:indign|soci|privé|ancien|particip|inclusi|jeune|durable))"
)
"""A landlord named after its place in small letters (`Tours habitat`)."""


_METROPOLIS = re.compile(
    r"(?<![\w’'-])(?P<place>[A-ZÀ-Þ][a-zà-ÿ][\w’'-]*) (?:métropole|agglomération|agglo)\b(?! habitat)"
)
"""An intercommunality named after its place in small letters (`Brest métropole`)."""


def _landlords(text: str, institutions: Institutions) -> Iterator[Name]:
    """Yield the landlords and the intercommunalities whose name is a place and a noun in small letters."""
    for one in _LANDLORD.finditer(text):
        if institutions.is_place(one["place"]):
            yield Name(one.start(), one.end(), one.group(), "bailleur-social")
    for one in _METROPOLIS.finditer(text):
        if institutions.is_place(one["place"]):
            yield Name(one.start(), one.end(), one.group(), "epci")


def _headed(text: str, institutions: Institutions) -> Iterator[Name]:
    """Yield the organisations whose first word says that they are ones (`l'association Les Petits Pas`)."""
    folded = fold_in_place(text)
    position = 0
    for head in _STRONG.finditer(folded):
        before = folded[head.start() - 1 : head.start()]
        if head.start() < position or before.isalnum() or before == "-":
            continue
        end = _proper_end(text, head.end())
        if end is None and text[head.start()].isupper() and _WITHIN.search(text[: head.start()]):
            end = _worded_end(text, head.end())
        if end is None:
            continue
        end = _going_on(text, head, end, institutions)
        position = end
        name = text[head.start() : end].rstrip(" .,;:")
        if _REQUIRES_MORE.fullmatch(fold_in_place(name)) and not (
            _is_named_network(name, institutions) and not _UNFINISHED.match(text, end)
        ):
            continue
        yield Name(head.start(), head.start() + len(name), name, category_of(fold_in_place(name)))


_NETWORK = re.compile(
    r"réseau (?!(?:Internet|Facebook|Instagram|LinkedIn|Twitter|WhatsApp|TikTok|Wi-?[Ff]i|Intranet)$)(?P<word>[A-ZÀ-Þ][a-zà-ÿ]{4,})"
)
"""A network named by one word, its head in small letters (`le réseau Horizons`); those that carry messages are none."""


_UNFINISHED = re.compile(r"\s(?:en|&|et)\s")


def _is_named_network(name: str, institutions: Institutions) -> bool:
    """Say whether `réseau` and one word are a name: the word is neither a subject nor a place."""
    match = _NETWORK.fullmatch(name)
    return (
        match is not None
        and not _QUALIFIER.match(fold(match["word"]))
        and not institutions.is_place(match["word"])
    )


_GOES_ON = re.compile(
    r" (?P<join>aux|à la|pour) (?P<word>[A-ZÀ-Þ][a-zà-ÿ][\w’'-]*)(?! (?:[Hh]abitat|[Mm]étropole|[Aa]gglomération)\b)"
)
_PAIR = re.compile(rf" (?:et|&) (?P<word>{PAIRED})")
_PROPER_WORD = re.compile(r"\s+[A-ZÀ-Þ][a-zà-ÿ][\w’'-]*")
_CIVIC = re.compile(r"(?:associations?|regie(?: de quartiers?)?|collectif|compagnie|amicale|fondation)")
_OF_A_SPORT = re.compile(
    r" de (?:football|rugby|handball|basket(?:-ball)?|volley(?:-ball)?|judo|natation|athlétisme|tennis|boxe|cyclisme|gymnastique)\b"
)


def _going_on(text: str, head: re.Match[str], end: int, institutions: Institutions) -> int:
    """Return where a name of one proper word ends when it goes on (`association Lire aux Éclats`), a place left aside."""
    if head.group() in ("district", "comite departemental", "comite regional", "ligue"):
        return sport.end() if (sport := _OF_A_SPORT.match(text, end)) is not None else end
    if not _CIVIC.fullmatch(head.group()) or not _PROPER_WORD.fullmatch(text, head.end(), end):
        return end
    if (pair := _PAIR.match(text, end)) is not None and not institutions.is_place(pair["word"]):
        return pair.end()
    more = _GOES_ON.match(text, end)
    if more is None:
        return end
    article = {"aux": "Les ", "à la": "La "}.get(more["join"], "")
    if any(institutions.is_place(name) for name in (more["word"], article + more["word"])):
        return end
    return more.end()


_WITHIN = re.compile(
    r"(?:\b(?:la|le|du|au|de la|par|avec|chez)|[LldD]['’]|\b(?:les|des|aux))\s*$", re.IGNORECASE
)
_COMPLEMENT = re.compile(
    r"\s+(?:(?:des|du|de la|de|et des|et de la|et du|à la|aux|pour le|pour la)\s+|(?:de l|d|pour l|à l|et de l)['’])(?:(?:deuxième|seconde|première)\s+)?[a-zà-ÿ-]{3,}"
)
_ADJECTIVE = re.compile(r"\s+(?P<word>[a-zà-ÿ-]{4,})")


def _worded_end(text: str, position: int) -> int | None:
    """Return where a name of common words ends, its head being a capital within a sentence (`le Secours populaire`)."""
    end = position
    while True:
        following = _COMPLEMENT.match(text, end)
        if following is None:
            adjective = _ADJECTIVE.match(text, end)
            if adjective is None or not _QUALIFIER.fullmatch(fold(adjective["word"])):
                break
            following = adjective
        end = following.end()
    return end if end > position else None


def _proper_end(text: str, position: int) -> int | None:
    """Return where the proper name after a head ends, None when there is none."""
    end: int | None = None
    at, small = position, 0
    articled = re.match(r"\s+(?:La|Le|Les|L['’])\s?", text[position:]) is not None
    while (token := _TOKEN.match(text, at + len(text[at:]) - len(text[at:].lstrip(" ")))) is not None:
        gap = text[at : token.start()]
        if gap.strip() or (not gap and at != position and text[at - 1 : at] not in "'’"):
            break
        word = token.group()
        if token["quoted"]:
            return token.end() if end is None else end
        if token["elided"]:
            at = token.end()
            continue
        dated = _YEAR.fullmatch(word) is not None and text[: token.start()].endswith((" en ", " de "))
        if word[:1].isupper() or (end is not None and word[:1].isdigit() and not dated):
            end, small = token.end(), 0
            if word.endswith("."):
                break
        elif end is None and word.lower() == "et" and _ANOTHER.match(text, token.end()):
            break
        elif end is None:
            small += 1
            folded = fold(word)
            if small > 7 or not (folded in _SMALL or word.lower() in _SMALL or _QUALIFIER.match(folded)):
                break
        elif word.lower() not in _LINKING:
            if LEVEL.fullmatch(fold(word)) or (
                _ENDING.fullmatch(word) and _CLOSES.match(text, token.end()) and articled
            ):
                end = token.end()
                if _PLACED.match(text, end):
                    at = end
                    continue
            break
        at = token.end()
    if end is not None and _PLURAL.search(fold_in_place(text[position:end])):
        end = _worded_end(text, end) or end
    return end


_PLACED = re.compile(r"\s[A-ZÀ-Þ][a-zà-ÿ]")
"""A proper word that goes on after an adjective (`Éducation populaire Bretagne`)."""
_PLURAL = re.compile(
    r"\b(?:centres|missions|maisons|regies|foyers|comites|conseils|unions|associations|acteurs|ecoles|offices|entreprises|agences|ateliers|bibliotheques|federations|reseaux)$"
)
"""Common words that a name does not end on, in folded text."""


_YEAR = re.compile(r"(?:19|20)\d\d")
_ANOTHER = re.compile(r"\s+(?:l['’]|d['’]|la |le |les |de la |du )\s?[A-ZÀ-Þ]")
_ENDING = re.compile(
    r"[a-zà-ÿ]+(?:é|ée|és|ées|u|ue|us|ues|i|ie|is|ies|eux|euse|euses|if|ive|ives|al|ale|ales|aux|aires?|ables?|iques?)"
)
_CLOSES = re.compile(r"\s*(?:[.,;:)»]|$|\s(?:et|avec|pour|qui|ainsi|en|à|a|ont|est)\b)")
"""An adjective that closes a name opened by an article (`La Main tendue`), and what comes after it."""


_ITEM = re.compile(
    r"\s*(?:,|,?\s+et|,?\s+ainsi que)\s+(?:l['’]|la |le |les )?(?P<name>[A-ZÀ-Þ][\w’'-]+(?:(?:\s(?:de |du |des |d['’]|la |le |les )?[A-ZÀ-Þ][\w’'-]*)+)|[A-ZÀ-Þ]{3,9}(?: \d\d)?)(?=\s*(?:[,;.:)]|$|\s(?:et|ainsi|ont|sont|se|pour|avec)\b))"
)


def _enumerated(text: str, bodies: Sequence[Name]) -> Iterator[Name]:
    """Yield the proper names that go on with an enumeration of two organisations or more."""
    folded = fold_in_place(text.replace("’", "'"))
    for group in groups_of(folded, bodies):
        end = group[-1].end
        while len(group) > 1 and (item := _ITEM.match(text, end)) is not None:
            first = fold(item["name"].split()[0])
            if first in first_names() or any(
                one.start < item.end("name") and item.start("name") < one.end for one in bodies
            ):
                break
            yield Name(
                item.start("name"), item.end("name"), item["name"], category_of(fold_in_place(item["name"]))
            )
            end = item.end("name")


def _once(text: str, names: Sequence[Name]) -> list[Name]:
    """Leave out the acronym in brackets after the name it stands for (`Institut de la ville (IREV)`)."""
    ends = {name.end: name for name in names if name.known is not None}
    return [
        one
        for one in names
        if one.known is None
        or text[one.start - 2 : one.start] != " ("
        or (long := ends.get(one.start - 2)) is None
        or long.known is None
        or long.known.entity.iri != one.known.entity.iri
    ]


def apart(names: Sequence[Name]) -> list[Name]:
    """Keep the longest of the names that overlap, a known one first where they are equal."""
    kept: list[Name] = []
    for one in sorted(names, key=lambda name: (name.start - name.end, name.known is None)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda name: name.start)
