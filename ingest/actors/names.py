"""How names of actors are compared: without legal form, article, case, accents, or order of a person's names."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.dates.lexicon import fold_in_place
from ingest.identity import fold
from ingest.mentions.words import key
from ingest.roles.lexicon import first_names

_FORM = (
    r"(?:associations?|asso|societe(?: cooperative| anonyme| publique locale)?|entreprise|cabinet|bureau d'etudes?"
    r"|bailleurs?(?: social(?:e|aux)?)?|groupement d'interet public"
    r"|office public de l'habitat|scic|scop|sas|sarl|eurl|sasu|sem|spl|oph|opac|esh|gip|gie"
    r"|sa d'hlm|sa hlm|sa|s\.a\.)"
)
_LEGAL_BEFORE = re.compile(rf"(?:{_FORM}\s+)+(?=\S)")
_LEGAL_AFTER = re.compile(
    r"(?:,?\s+(?:scic|scop|sas|sarl|eurl|sasu|sem|spl|oph|opac|esh|gip|gie|sa d'hlm|sa hlm|sa|asso"
    r"|association(?: loi (?:de )?1901)?|office public de l'habitat))+$"
)
_ARTICLE = re.compile(r"(?:l['’]\s?|la |le |les )", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
HONORIFIC = re.compile(r"(?:M\.|MM\.|Mme|Mmes|Mlle|Monsieur|Madame|Dr|Pr|Me|Docteur|Professeure?)\s+")
_PARTICLES = frozenset(["de", "du", "des", "la", "le", "el", "ben", "van", "von", "d", "l"])
_SKIPPED = frozenset(
    [
        "de",
        "du",
        "des",
        "d",
        "l",
        "la",
        "le",
        "les",
        "et",
        "en",
        "a",
        "au",
        "aux",
        "pour",
        "par",
        "sur",
        "dans",
    ]
)


def bare(label: str) -> str:
    """Return an organisation's name without article, brackets, nor a legal form beside a proper name."""
    text = _BRACKETS.sub("", label).strip(" ,;.«»\"“”'")
    text = text[match.end() :] if (match := _ARTICLE.match(text)) else text
    folded = fold_in_place(text)
    if (form := _LEGAL_BEFORE.match(folded)) is not None:
        rest = text[form.end() :].strip(' «»"“”')
        if rest[:1].isupper() or rest[:1].isdigit() or re.match(r"(?:l['’]|la |le |les )", rest):
            text = rest
            text = text[match.end() :] if (match := re.match(r"(?:l['’]|la |le |les )", text)) else text
    folded = fold_in_place(text)
    if (form := _LEGAL_AFTER.search(folded)) is not None and form.start() > 1:
        text = text[: form.start()]
    return text.strip(' ,;.«»"“”')


@lru_cache(maxsize=8192)
def name_key(label: str) -> tuple[str, ...]:
    """Return the words by which two names of one organisation are the same name."""
    text = bare(label)
    found = key(text)
    return found if found else (fold(text),)


def initials(label: str) -> str:
    """Return the initials of the full words of a name, folded (`Agence locale de l'énergie` gives `ale`)."""
    words = re.findall(r"\w+", fold(bare(label)))
    return "".join(word[0] for word in words if word not in _SKIPPED)


def is_acronym_of(acronym: str, label: str) -> bool:
    """Say whether letters are the initials of a name, a few words more or less."""
    letters = "".join(char for char in fold(acronym) if char.isalnum())
    first = initials(label)
    if not 2 <= len(letters) <= 10 or not first:
        return False
    if letters == first or (len(first) >= 3 and letters[:-1] == first):  # one letter for a word left unsaid
        return True
    spread = "".join(word[0] for word in re.findall(r"\w+", fold(bare(label))))
    return _within(letters, spread) and len(letters) >= min(3, len(first)) and letters[0] == spread[0]


def _within(letters: str, spread: str) -> bool:
    """Say whether letters stand in a text in their order."""
    rest = iter(spread)
    return all(letter in rest for letter in letters)


def looks_like_acronym(text: str) -> bool:
    """Say whether a text is written as an acronym (`ALEC`, `Addap13`, `PEP 45`)."""
    letters = [char for char in text if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return (
        " " not in text.strip() and 2 <= len(letters) <= 12 and capitals >= 2 and capitals * 2 >= len(letters)
    )


def person_name(label: str) -> str:
    """Return a person's name with the first name first and no title nor capitals (`DUPONT Marie`: `Marie Dupont`)."""
    text = HONORIFIC.sub("", label).strip(" ,.")
    words = text.split()
    if len(words) > 1 and fold(words[0]) not in first_names():
        first = [
            word for word in words if fold(word) in first_names() or fold(word.split("-")[0]) in first_names()
        ]
        if first and words[-1] in first and words[0].isupper():
            words = [*first, *(word for word in words if word not in first)]
    shown = [word.title() if word.isupper() and len(word) > 2 and "." not in word else word for word in words]
    return " ".join(shown)


def person_parts(label: str) -> tuple[str, str]:
    """Return the folded first name (empty after a title alone) and surname of a person."""
    words = [word for word in re.findall(r"[\w'-]+", fold(person_name(label))) if word not in _PARTICLES]
    if not words:
        return "", ""
    if len(words) == 1:
        return "", words[0]
    return words[0], " ".join(words[1:])
