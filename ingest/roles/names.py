"""Names of people and organisations read after a cue, with what the text says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingest.dates.lexicon import fold_in_place
from ingest.identity import fold
from ingest.mentions import Match

FIRST_NAMES = Path(__file__).resolve().parents[2] / "ontology" / "first_names.txt"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_HEADS: tuple[tuple[str, str], ...] = (
    ("centre-social", r"centres? (?:social|sociaux|socioculturel)s?|maisons? de quartier|espaces? de vie sociale"),
    ("service-de-l-etat", r"prefectures?|sous-prefectures?|directions? (?:regionale|departementale|interdepartementale|generale)\w*|secretariat general|rectorat|academie|ministere|ddets\w*|dreets|dreal|ddt\w*|sgar|drac|dsden|parquet|delegation"),
    ("collectivite", r"villes?|communes?|mairie|municipalite|conseils? (?:departementaux|departemental|regional|municipal)|departement|region|collectivite"),
    ("epci", r"(?:communautes?|ca|cc) (?:d'agglomeration|de communes|urbaine|du|de)|metropole|agglomeration|intercommunalite"),
    ("recherche", r"universites?|laboratoires?|institut (?:d'etudes|universitaire)|ecole (?:des hautes|nationale|normale|superieure|d'architecture|polytechnique)|umr|cnrs|ehess|chaire|msh|faculte|sciences po"),
    ("bailleur-social", r"bailleurs?|office public|oph|esh|habitat|union sociale pour l'habitat|ush|hlm"),
    ("operateur-public", r"agence (?:nationale|regionale|departementale)|caisses?|caf|cpam|carsat|ars|france travail|pole emploi|banque des territoires|caisse des depots|etablissement public|fonds social europeen|chambre|anct|anru|ademe|anah|bpi\w*|cnfpt|insee"),
    ("media", r"journal|radio|media|magazine"),
    ("reseau", r"federations?|reseaux?|union|unions?|plateformes?|ligue|confederation|mouvement|club|inter-?reseau|alliance|coordination|centre de ressources|crpv|mutualite"),
    ("collectif", r"collectifs?|comite de|conseils? citoyens?|table de quartier|amicale"),
    ("entreprise", r"cabinets?|bureau d'etudes|societe|cooperative|scop|scic|studio|agence d'(?:urbanisme|architecture)|agence|groupe|sa|sarl"),
    ("association", r"associations?|compagnies?|fondations?|regies?|missions? locales?|ressourceries?|secours|foyer|maisons?|instituts?|observatoires?|centre|ecoles?|lycees?|colleges?|espaces?|musees?|theatres?|mediatheques?|bibliotheques?|ateliers?|fonds|mjc|ludotheques?|epiceries?|clubs?|cie|adie|cidff|udaf|fablab|tiers-lieux?"),
)  # fmt: skip
_HEAD = re.compile(
    "(?:" + "|".join(f"(?P<{kind.replace('-', '_')}>{words})" for kind, words in _HEADS) + r")\b"
)
_DETERMINER = re.compile(
    r"(?:l['’]|la |le |les |de la |de l['’]|du |des |de |d['’]|un |une |nos |notre |son |ses |leurs? |M\. |Mme |MM\. |Mmes |Dr |: ?)",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"\s*(?:,\s*(?:et|ainsi que|puis)\s+|,\s*|\s+(?:et|ainsi qu['’]|ainsi que|puis|ou)\s*(?:de |d['’]|avec )?|\s*/\s*|\s*;\s*)"
)
_STOP = re.compile(
    r"\s(?:dans|pour|sur|afin|qui|que|dont|lors|autour|à destination|au sein|en (?:présence|région|partenariat|lien|collaboration|vue)|où|avec|sont|est|a|ont|se|ayant|ouvert\w*|depuis|entre|intervenant|au titre|le \d|à (?:la|l['’]|le|partir|destination|lieu|paraître)|aux? (?:côtés|cours|sujet)|fondat\w+|directeur|directrice|animé\w*|organisé\w*|proposé\w*|comment|par|en \d{4}|contribuent|prépar\w+|et (?:lancement|l['’]appui|la (?:participation|collaboration)|le soutien|avec))\b"
    r"|\s(?=\d{1,2}\s*(?:h|janv|fév|mars|avr|mai|juin|juil|août|sept|oct|nov|déc))|[.!?](?:\s|$)|\s[–—]\s|\s-\s|[«»“\[(:;|]|\s*\n"
)
_PERSON = re.compile(
    rf"(?:{_CAPITAL}[\w'’]+(?:-{_CAPITAL}[\w'’]+)*)(?:\s(?:(?:de|de la|du|d['’]|le|la|el|ben|van|von)\s?)?(?:{_CAPITAL}['’]?[\w'’]*(?:-{_CAPITAL}?[\w'’]+)*)){{1,3}}"
)
_OCCUPATION = re.compile(
    r"^(?:,?\s*|\s*\()(?:(?:le|la|l'|un|une|ancien(?:ne)?|vice-?|co-?|et)\s*)*"
    r"(?:socio\w*|anthropolog\w+|geograph\w+|urbanist\w+|historien\w*|politist\w+|politolog\w+|econom\w+|philosoph\w+|psycho\w+|juriste\w*|architect\w+|demograph\w+|ethnolog\w+|statisticien\w*|journalist\w+"
    r"|direct(?:eur|rice)\w*|president\w*|fondat\w+|fondateur\w*|maire\w*|adjoint\w*|elue?|depute\w*|chef\w*|charge\w*|responsable\w*|coordin\w+|coordonn\w+|delegue\w*|animat\w+|formatr?\w+|consultant\w*|enseignant\w*|professeur\w*|maitre\w*|chercheur\w*|doctorant\w*|medecin\w*|infirmier\w*|avocat\w*|artiste\w*|auteur\w*|autrice\w*|realisat\w+|cheffe|conseiller\w*|conseillere\w*|secretaire\w*|prefet\w*|gardien\w*|mediat\w+|dieteticien\w*|educat\w+|ingenieur\w*|paysagiste\w*|facilitat\w+|expert\w*|membre\w*|referent\w*|principal\w*|commissaire|militant\w*|cooperat\w+|gerant\w*|administrat\w+|\w{3,}(?:iste|logue|graphe|icienn?e?)s?|comedien\w*|photograph\w+|bailleur|habitante?)\b"
)
_JOB_BEFORE = re.compile(
    r"^(?:(?:socio|psycho|anthropo|geo|demo|urban|histor|polit|econom|philosoph|jurist|architect|ethno|statistic|journalist|photograph|avocat|medecin|direct|president|fondat|maire|artiste|auteur|autrice|realisat|comedien|consultant|chercheu|conteu|paysagist|diet|ingenieur|animat|format|mediat|educat|dessinat|facilitat)\w*)"
    r"(?:\s(?:du|de|en|la|clinicienne?|social|urbaine?)(?=\s))*\s+"
)
"""A trade that stands before the name of a person (`l'historienne Mireia Puig`), in folded text."""
_FOR_SOMETHING = re.compile(
    r"(?:union|associations?|agence|fondation|collectif|federation|institut|mission|centre|maison|comite|reseau|conseil|fonds)\b[\w' ]{0,30} pour (?:l'|la |le |les )"
)
"""Bodies whose name says what they are for (`l'Union pour l'habitat`), in folded text."""
_GENERIC = re.compile(
    r"^(?:habitant|acteur|professionnel|partenaire|chef|elu|citoyen|equipe|association|collectivite|service|bailleur|chercheur|etudiant|jeune|famille|expert|porteur|membre|agent"
    r"|participant|formateur|institution|personne|enfant|parent|salarie|benevole|facilitat|allie|temoin|representant|plusieurs|certains|tous|toutes|divers|autres|conseils? citoyens?$|ensemble|les?$|reseau$|region$|ville$"
    r"|departement$|prefet|sous-prefet|delegue|moderation|inscription|visio|repas|pause|cafe)"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name read in a text: known (with its match) or new."""

    start: int
    end: int
    text: str
    category: str
    known: Match | None = None
    job_title: str = ""
    affiliation: tuple[Name, ...] = ()


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """Return the folded first names people are recognised by."""
    lines = FIRST_NAMES.read_text(encoding="utf-8").split("\n") if FIRST_NAMES.exists() else []
    return frozenset(
        fold(name.strip()) for line in lines if not line.startswith("#") for name in line.split() if name
    )


def names_after(text: str, at: int, known: Sequence[Match], *, listed: bool = False) -> Iterator[Name]:
    """Yield the names of the enumeration that begins at `at`, until the sentence turns to something else.

    In a field (`listed`) whatever is capitalised between commas is a name.
    """
    position = at
    starts = {_skip_article(text, match.start): match for match in known if match.entity.kind == "actor"}
    while position < len(text):
        position = _skip_determiners(text, position, starts)
        name = _name_at(text, position, starts) or (_listed(text, position) if listed else None)
        if name is None:
            return
        if listed and name.known is None and name.category != "personne":
            name = _listed(text, position) or name
        name, position = _with_apposition(text, name, known, starts)
        yield name
        if (joint := _JOIN.match(text, position)) is None or joint.end() == position:
            return
        position = joint.end()


def people_with_jobs(text: str, known: Sequence[Match]) -> Iterator[Name]:
    """Yield the people a text names with what they do (`Ada Martin, sociologue (laboratoire X)`), cue or not."""
    starts = {match.start: match for match in known if match.entity.kind == "actor"}
    for match in _PERSON.finditer(text):
        first = fold(match.group().split()[0])
        occupied = _OCCUPATION.match(fold_in_place(text[match.end() :]))
        named = first in first_names() or (
            occupied and text[match.end() :].startswith(",") and len(match.group().split()) == 2
        )
        if not named or _HEAD.match(fold_in_place(match.group())):
            continue
        name, _ = _with_apposition(
            text,
            Name(match.start(), match.end(), match.group(), "personne", starts.get(match.start())),
            known,
            starts,
        )
        if name.job_title:
            yield name


def _skip_article(text: str, start: int) -> int:
    article = re.match(r"(?:l['’]|la |le |les )", text[start:])
    return start + (article.end() if article else 0)


def _skip_determiners(text: str, position: int, starts: dict[int, Match]) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    while position not in starts and (match := _DETERMINER.match(text, position)):
        opening = match.group()
        article = opening[0].isupper() and opening.strip().lower() in ("la", "le", "les", "l'", "l’")
        follows = fold_in_place(text[match.end() : match.end() + 40])
        if article and match.end() < len(text) and match.end() not in starts and not _HEAD.match(follows):
            break
        position = match.end()
        while position < len(text) and text[position].isspace():
            position += 1
    return position


def _name_at(text: str, position: int, starts: dict[int, Match]) -> Name | None:
    stop = _STOP.search(text, position)
    if stop and stop.group().strip() == "pour" and _FOR_SOMETHING.match(fold_in_place(text[position:])):
        stop = _STOP.search(text, stop.end())
    limit = stop.start() if stop else len(text)
    if stop and stop.group().startswith("[") and re.match(r"\[\w{1,4}\]", text[stop.start() :]):
        stop = _STOP.search(text, stop.end())
        limit = stop.start() if stop else len(text)
    segment = text[position:limit]
    piece = _first_item(segment)
    if (worker := _JOB_BEFORE.match(fold_in_place(piece))) is not None and position not in starts:
        person = _PERSON.match(piece, worker.end())
        if person is not None:
            return Name(
                position + person.start(), position + person.end(), person.group(), "personne",
                starts.get(position + person.start()), piece[: person.start()].strip(),
            )  # fmt: skip
    match = starts.get(position)
    if match is not None and (
        match.end - position >= len(piece) - 1 or not _extends(text[match.end : position + len(piece)])
    ):
        return Name(position, match.end, text[position : match.end], match.entity.category, match)
    if not piece:
        return None
    folded = fold_in_place(piece)
    head = _HEAD.match(folded)
    if (person := _person(piece, head is not None)) is not None:
        return Name(position, position + len(person), person, "personne")
    if _GENERIC.match(folded) and not any(char.isupper() for char in piece[1:]):
        return None
    if head is not None:
        proper = any(char.isupper() for char in piece[1:]) or (piece[:1].isupper() and len(piece.split()) > 1)
        if proper and len(piece.split()) <= 12:
            return Name(
                position, position + len(piece), piece, (head.lastgroup or "association").replace("_", "-")
            )
        return None
    proper_piece = _proper_words(piece)
    bare = " " not in proper_piece and sum(char.isupper() for char in proper_piece) < 2
    if bare and not re.search(
        r"(?:l['’]|d['’]|la |le |les |du |des |de |: ?|, |et )$", text[:position], re.IGNORECASE
    ):
        return None
    if len(proper_piece) > 2:
        return Name(position, position + len(proper_piece), proper_piece, "association")
    return None


def _listed(text: str, position: int) -> Name | None:
    """Read a whole item of a field (`Alter public et Angers Loire Habitat` are two)."""
    match = re.match(
        r"[^,;()\n]+?(?=\s*(?:[,;()\n]|\.\s|\.?$|\s(?:et|ainsi que|avec)\s(?=[A-ZÀ-Þl])))", text[position:]
    )
    if match is None or not match.group()[:1].isupper() or len(match.group().split()) > 9:
        return None
    folded = fold_in_place(match.group())
    if re.match(r"(?:a|en) |confirmer|tous|public", folded):
        return None
    head = _HEAD.match(folded)
    category = (head.lastgroup or "association").replace("_", "-") if head else "association"
    return Name(position, position + match.end(), match.group(), category)


def _extends(rest: str) -> bool:
    """Say whether the words after a known name go on with the name (`DREETS` + ` Hauts-de-France`)."""
    return re.match(rf"\s*-?\s*(?:(?:de|du|des|de la|de l['’]|d['’])\s*)?{_CAPITAL}", rest) is not None


def _first_item(segment: str) -> str:
    """Cut an enumeration after its first name; `et` may stand inside a name (`Villes et Territoires`)."""
    for match in re.finditer(r",|\s(?:et|ainsi que|ou)\s|\s?/\s?", segment):
        left, right = segment[: match.start()].rstrip(), segment[match.end() :].lstrip()
        if match.group().strip() == "et" and _one_name(left, right):
            continue
        return left
    return segment.rstrip(" .,;")


def _one_name(left: str, right: str) -> bool:
    words = left.split()
    if len(words) == 2 and words[0].islower() and _HEAD.fullmatch(fold_in_place(words[0])):
        words = words[1:]
    if not right[:1].isupper():
        return (
            bool(words)
            and re.match(r"(?:des|de la|de l['’]|du)\s+\w", right) is not None
            and _HEAD.match(fold_in_place(left)) is not None
            and "direction" in fold_in_place(left)
        )
    return (
        len(words) == 1
        and words[0][:1].isupper()
        and not words[0].isupper()
        and fold(words[0]) not in first_names()
    )


def _person(piece: str, has_head: bool) -> str | None:
    match = _PERSON.match(piece)
    if match is None or has_head:
        return None
    name = match.group()
    first = fold(name.split()[0])
    if first in first_names() or fold(name.split()[0].split("-")[0]) in first_names():
        return name
    occupied = _OCCUPATION.match(fold_in_place(piece[match.end() :]))
    return name if occupied and len(name.split()) in (2, 3) else None


def _proper_words(piece: str) -> str:
    """Return the words of a piece up to its last capital, when they are mostly a proper name."""
    words = piece.split()
    if not words or not (words[0][:1].isupper() or words[0][:1].isdigit()):
        return ""
    last = max(
        index
        for index, word in enumerate(words)
        if word[:1].isupper() or word.isupper() or re.match(r"[dl]['’][A-ZÀ-Þ]", word) or word.isdigit()
    )
    kept = words[: last + 1]
    small = [
        word
        for word in kept
        if word[:1].islower()
        and not re.match(r"[dl]['’][A-ZÀ-Þ]", word)
        and word
        not in ("de", "du", "des", "la", "le", "les", "en", "et", "au", "aux", "à", "sur", "sous", "pour")
    ]
    if len(small) > 2 or len(kept) > 9:
        return ""
    return " ".join(kept).rstrip(",.;:")


def _with_apposition(
    text: str, name: Name, known: Sequence[Match], starts: dict[int, Match]
) -> tuple[Name, int]:
    """Read `, sociologue (laboratoire X)`, `(Ligue de l'enseignement)`, `, directeur du Y` after a person."""
    position = name.end
    if name.category != "personne":
        if (bracket := re.match(r"\s*[\[(][^\])]{1,60}[\])]", text[position:])) is not None:
            inside = starts.get(position + bracket.group().index(bracket.group().strip()[0]) + 1)
            if name.known is None and inside is not None:
                name = Name(name.start, name.end, name.text, inside.entity.category, inside)
            position += bracket.end()
        return name, position
    folded = fold_in_place(text)
    job = ""
    affiliations: list[Name] = []
    rest = folded[position:]
    if (occupied := _OCCUPATION.match(rest)) is not None:
        stop = re.search(
            r"[.;(\n»]|,\s+(?:et|ouvert|ainsi|avec)\b|,\s+(?=[A-ZÀ-Þ])|\s+(?:et|ainsi que)\s+(?=[A-ZÀ-Þ]|l'|la |le |d'[A-ZÀ-Þ]|de [A-ZÀ-Þ])|,\s+(?=d'[A-ZÀ-Þ])",
            text[position + occupied.end() :],
        )
        end = position + occupied.end() + (stop.start() if stop else len(text) - position - occupied.end())
        end = min(end, position + 160)
        job = text[position:end].strip(" ,(")
        affiliations.extend(_affiliations(text, position + occupied.end(), end, starts))
        position = end
    if (bracket := re.match(r"\s*[(\[]([^)\]]{2,80})[)\]]", text[position:])) is not None:
        inner = position + bracket.start(1)
        affiliations.extend(_affiliations(text, inner, position + bracket.end(1), starts))
        position += bracket.end()
    return Name(name.start, name.end, name.text, "personne", name.known, job, tuple(affiliations)), position


def _affiliations(text: str, start: int, end: int, starts: dict[int, Match]) -> Iterator[Name]:
    inside = [match for at, match in sorted(starts.items()) if start <= at < end]
    if inside:
        for match in inside:
            yield Name(match.start, match.end, text[match.start : match.end], match.entity.category, match)
        return
    segment = text[start:end]
    opening = re.search(
        rf"(?:\b(?:du|de la|de l['’]|des|à la|à l['’]|au|chez|de|d['’])\s*)?((?:{_CAPITAL}|(?:laboratoire|université|association|collectif|centre|fédération|ligue|institut)\b)[^,;()]*)",
        segment,
    )
    if opening is not None:
        piece = _first_item(opening.group(1)).strip(" .")
        if 1 < len(piece) <= 70 and not _GENERIC.match(fold_in_place(piece)):
            head = _HEAD.match(fold_in_place(piece))
            at = start + opening.start(1)
            yield Name(
                at,
                at + len(piece),
                piece,
                (head.lastgroup or "association").replace("_", "-") if head else "association",
            )
