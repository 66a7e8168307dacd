"""Actors named in running text without a cue of role: what they are called says that they are actors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.actors.institutions import Institutions
from ingest.actors.ties import groups_of
from ingest.dates.lexicon import fold_in_place
from ingest.identity import fold
from ingest.mentions import Match
from ingest.roles.lexicon import HEAD, OCCUPATION, category_of, first_names
from ingest.roles.name import LEVEL, Name
from ingest.roles.names import people_with_jobs, persons

_STRONG = re.compile(
    r"(?:associations?|fondation|regie(?: de quartiers?| de territoire)?|missions? locales?|compagnie|secours|mjc|udaf|cidff|ccas|pimms"
    r"|federation|ligue|confederation|mouvement|alliance|centre de ressources|crpv|mutualite|syndicat|union (?:departementale|regionale|nationale|locale)|inter-?reseaux?"
    r"|collectif|amicale|conseil citoyen|comite de quartier|table de quartier|centres? (?:social|socioculturel|socio-culturel)|maison de quartier"
    r"|cabinet|bureau d'etudes?|scop|scic|cooperative|agence d'urbanisme|agence (?:nationale|regionale|departementale|locale)|societe|entreprise|start-up"
    r"|centre hospitalier|chu|coordination|csc|sciences po|iut|cpts|crij|cress|fondation|union sociale|centre de gestion|centre communal|agence de l'eau|office public|oph|esh|bailleur(?: social)?|universite(?: populaire)?(?: et citoyenne)?|laboratoire|institut|ecole (?:nationale|superieure|normale|d'architecture|polytechnique)|observatoire"
    r"|prefecture|sous-prefecture|rectorat|ministere|dreets|ddets\w*|ddtm?|drac|dreal|dsden|ars|direction (?:regionale|departementale|interdepartementale|generale)"
    r"|conseil (?:departemental|regional|municipal)|mairie|caf|caisse|cpam|carsat|chambre de (?:commerce|metiers)|communaute (?:d'agglomeration|de communes|urbaine)"
    r"|club de prevention|epicerie (?:sociale|solidaire)|ressourcerie|cercle|union sportive|union|club|maison pour tous|fonds|reseau|banque alimentaire|restos|comite departemental|comite regional|foyer de jeunes travailleurs|maison de l'emploi|france services)\b"
)
_LINKING = frozenset(["de", "du", "des", "la", "le", "les", "d", "l", "&", "en", "lès", "sur", "sous"])
_SMALL = frozenset([*_LINKING, "et", "à", "aux", "au", "pour", "par", "contre", "dans"])
_QUALIFIER = re.compile(
    r"(?:region|departement|nation|intercommun|commun|municip|local|urbain|metropolit|academi|soci|cultur|sport|famili|popul|solid|franc|europe|judici"
    r"|agric|public|mutu|educ|insert|emploi|travail|format|jeun|femme|droit|citoyen|quartier|parent|habit|locatai|commerc|artisan|metier|logement|habitat"
    r"|enseign|preven|energi|environn|architect|urban|industr|alloc|retrait|sant|malad|ressourc|etudi|affair|economi|territoi|cohesion|reussi|vie|aide"
    r"|amis|maison|centre|acteurs|professionnel|entrepren|innov|recherch|developp|renouv|propri|rural|mediat|entrepris|europeen|catholiq|laiq|pupill|chance|francais|alimentair|interm|info|interieur|national|general|prefect)\w*"
)
_TOKEN = re.compile(
    r"(?P<quoted>[«“\"]\s?[^»”\"\n]{2,60}?\s?[»”\"])|(?P<elided>[dlDL]['’])(?=\w|[«“])|(?P<word>[\w&][\w·&+.’'-]*\w|\w)"
)
_VENUE = re.compile(
    r"(?:rue|avenue|av\.|boulevard|bd|place|allee|impasse|quai|square|parc|stade|gymnase|salle|auditorium|amphitheatre|ecole|college|lycee|espace|theatre|musee|mediatheque|bibliotheque"
    r"|hopital|gare|station|quartier|cite|residence|prix|fonds|fondation|rapport|loi|plan|maison|centre|universite|pole|institut|tour|batiment)"
    r"(?: [a-z]+)? (?:de la |du |de |d'|des )?$"
)
_OFFICE = re.compile(
    r"\b(?P<office>(?:vice-?|co-?|sous-)?(?:president|direct(?:eur|rice)|maire|prefet|ministre|secretaire|delegue|adjoint|responsable|chef|coordinat(?:eur|rice)|charge|sociologue|chercheu|geographe|urbaniste"
    r"|consultant|recteur|rectrice|procureur|deput|senat|conseill|professeur|maitre|commissaire|animat(?:eur|rice)|referent)\w*"
    r"(?:(?:(?!\bet\b)[^.;:,()\n«»]){0,70}?))[,:]?\s+(?:(?:M\.|Mme|Monsieur|Madame)\s+)?$"
)


_TAILED = re.compile(
    r"(?<![\w’'-])(?:(?:L['’]|La |Le |Les )?[A-ZÀ-Þ][\w’'-]*(?:\s(?:de |du |des |d['’]|& |la |le |les )?[A-ZÀ-Þ][\w’'-]*){0,4})"
    r"\s(?:Habitat|Métropole|Agglomération|Agglo|Logement|Immobilier|Solidaires?|Solidarités?|Formation|Conseil|Insertion|Urbanisme|Médiation)\b(?!-)"
)
_RUNS = re.compile(r"\s*,?\s+(?:qui\s+)?(?:dirige|préside|coordonne|représente|représentait|présidait)\s")
_LEFT_FOR = re.compile(r",\s+(?:partie?|venue?|issue?|arrivée?)\s+(?:à|au|de|du|chez)\s")
_FOR_A_BODY = re.compile(r"[Pp]our\s+(?:la |le |les |l['’])?$")
_TITLED = re.compile(
    r"(?:M\.|Mme|Dr|Docteure?)\s(?P<name>[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){0,2})(?=\s*(?:\(|,))"
)


def names_in(
    text: str, known: Sequence[Match], institutions: Institutions, spelt: re.Pattern[str] | None = None
) -> list[Name]:
    """Return the actors a text names, in order, none inside another.

    `known` are those of the authority files, `spelt` the acronyms the document explains, with their words.
    """
    found: list[Name] = []
    for one in institutions.read(text):
        if one.label.startswith("Ville ") and not text[one.start].isupper() and one.known is None:
            continue
        found.append(Name(one.start, one.end, text[one.start : one.end], one.category))
    found.extend(_headed(text))
    found.extend(
        Name(one.start(), one.end(), one.group(), category_of(fold_in_place(one.group())))
        for one in _TAILED.finditer(text)
    )
    found.extend(
        Name(one.start, one.end, text[one.start : one.end], one.entity.category, one) for one in known
    )
    for match in spelt.finditer(text) if spelt is not None else ():
        found.append(
            Name(match.start(), match.end(), match.group(), category_of(fold_in_place(match.group())))
        )
    bodies = _apart(found)
    bodies = _apart([*bodies, *_enumerated(text, bodies)])
    return _apart([*bodies, *people(text, known, bodies), *titled(text, bodies)])


def people(text: str, known: Sequence[Match], bodies: Sequence[Name]) -> Iterator[Name]:
    """Yield the people a text names with their office or their organisation, one of `bodies` where it can be."""
    starts = {match.start: match for match in known if match.entity.kind == "actor"}
    told = {name.start: name for name in people_with_jobs(text, known)}
    folded = fold_in_place(text)
    for match in persons(text):
        words = match.group().split()
        if not _is_person(words) or HEAD.match(fold_in_place(match.group())):
            continue
        start, end = match.span()
        if (name := told.get(start)) is not None:
            at = text.find(name.job_title, end)
            yield replace(name, affiliation=_bodies(text, name, bodies, at, at + len(name.job_title) + 80))
            continue
        before = folded[max(0, start - 110) : start]
        if _VENUE.search(before):
            continue
        person = Name(start, end, match.group(), "personne", starts.get(start))
        office = _OFFICE.search(before)
        at = start - len(before) + office.start("office") if office is not None else 0
        if office is not None and not _is_apposed(text, at, told.values()):
            job = text[at : at + len(office["office"])].strip(" ,")
            person = replace(person, job_title=job)
            yield replace(person, affiliation=_bodies(text, person, bodies, at, start))
            continue
        if (runs := _RUNS.match(text, end) or _LEFT_FOR.match(text, end)) is not None:
            clause = re.search(r"[.;:\n]|,\s", text[runs.end() :])
            limit = runs.end() + clause.start() if clause else len(text)
            inside = [one for one in bodies if runs.end() - 1 <= one.start < limit]
            if inside or runs.re is _RUNS:
                job = text[end : min(limit, (inside[0].end if inside else limit))].strip(" ,")
                yield replace(person, affiliation=tuple(inside[:1]), job_title=job)
                continue
        after = re.match(
            r"\s*(?:\(|[–—]\s)|\s+(?:du|de la|pour|pour la|pour le|au nom de)\s+|\s+(?:de|pour) l['’]",
            text[end:],
        )
        if after is not None:
            inside = [one for one in bodies if 0 <= one.start - end - after.end() <= 4]
            stated = _IN_BRACKETS.match(text, end) if not inside else None
            if stated is not None and not re.match(r"(?:Le|La|Les)\s\S+$", stated["body"]):
                at = stated.start("body")
                body = Name(
                    at, stated.end("body"), stated["body"], category_of(fold_in_place(stated["body"]))
                )
                yield replace(person, affiliation=(body,))
            if inside:
                rest = text[inside[0].end :]
                following = re.match(r"\s*,\s*([^,.;()\n]{3,80})", rest)
                held = following is not None and OCCUPATION.match(fold_in_place(rest)) is not None
                title = following.group(1).strip() if following and held else ""
                yield replace(person, affiliation=tuple(inside[:1]), job_title=title)


def _is_apposed(text: str, at: int, told: Iterable[Name]) -> bool:
    """Say whether the office at a place is that of the person named before it."""
    return any(one.end <= at <= one.end + len(one.job_title) + 3 for one in told if one.job_title)


_IN_BRACKETS = re.compile(r"\s*\((?P<body>[A-ZÀ-Þ][\w’'-]*(?:\s[\w’'-]+){1,4}|[A-ZÀ-Þ]{3,8}(?: \d\d)?)\)")


def titled(text: str, bodies: Sequence[Name]) -> Iterator[Name]:
    """Yield the people named by title and surname with their organisation in brackets (`M. Roth (CAF)`)."""
    for match in _TITLED.finditer(text):
        inside = [
            one for one in bodies if one.start == match.end() + 2 and text[match.end() :].startswith(" (")
        ]
        if inside:
            yield Name(match.start(), match.end(), match.group(), "personne", affiliation=tuple(inside[:1]))


def _bodies(text: str, person: Name, bodies: Sequence[Name], low: int, high: int) -> tuple[Name, ...]:
    """Return the organisation an office is held in: the first named in its words, or just before the person."""
    if low < 0:
        return tuple(one for one in person.affiliation if _is_body(one))
    for one in bodies:
        between = text[one.end : person.start]
        if one.end <= person.start and _FOR_A_BODY.search(text[: one.start]) and re.fullmatch(
            r",\s+(?:(?:son|sa) [^,;.]{3,40},?\s+)?(?:M\. |Mme )?", between
        ):  # fmt: skip
            return (one,)
    stop = re.search(r"[.;\n]", text[low:high])
    limit = low + stop.start() if stop else high
    job_end = low + len(person.job_title)
    for one in bodies:
        if low <= one.start < min(limit, job_end) or (
            one.start - job_end in (2, 3) and text[job_end : one.start].strip() == "("
        ):
            return (one,)
    return tuple(one for one in person.affiliation if _is_body(one))


def _is_body(one: Name) -> bool:
    """Say whether the words after an office are an organisation rather than the place of the office."""
    letters = [char for char in one.text if char.isalpha()]
    acronym = len(letters) > 2 and sum(char.isupper() for char in letters) * 2 > len(letters)
    return one.known is not None or acronym or HEAD.match(fold_in_place(one.text)) is not None


def _is_person(words: Sequence[str]) -> bool:
    first, last = fold(words[0]), fold(words[-1])
    return (
        first in first_names()
        or first.split("-")[0] in first_names()
        or (last in first_names() and words[0].isupper())
    )


_REQUIRES_MORE = re.compile(r"(?:reseau|club|fonds|union|coordination|comite|maison|centre)\s\w+")
"""A common head and one word: not enough to be a name (`réseau santé`, `coordination Pas`)."""


def _headed(text: str) -> Iterator[Name]:
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
        position = end
        name = text[head.start() : end].rstrip(" .,;:")
        if _REQUIRES_MORE.fullmatch(fold_in_place(name)):
            continue
        yield Name(head.start(), head.start() + len(name), name, category_of(fold_in_place(name)))


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
        if word[:1].isupper() or (end is not None and word[:1].isdigit()):
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
            break
        at = token.end()
    return end


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


def _apart(names: Sequence[Name]) -> list[Name]:
    """Keep the longest of the names that overlap, a known one first where they are equal."""
    kept: list[Name] = []
    for one in sorted(names, key=lambda name: (name.start - name.end, name.known is None)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda name: name.start)
