"""Those whom a document has named in full, named again in short: `Mme Roth`, `F. Roth`, `la Métropole`, `la mission locale`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.actors.names import person_name, person_parts
from ingest.dates.lexicon import fold_in_place
from ingest.identity import fold
from ingest.roles.lexicon import CAPITAL
from ingest.roles.name import Name

_AGAIN = re.compile(
    rf"(?<![\w-])(?:(?P<title>M\.|Mme|Mlle|Dre?|Pre?|[Dd]octeure?|[Mm]onsieur|[Mm]adame)\s|(?P<initial>{CAPITAL})\.(?:-?{CAPITAL}\.)?\s?)"
    rf"(?P<surname>{CAPITAL}[\w’'-]+(?:\s{CAPITAL}[\w’'-]+)?)"
)
_SHORT = re.compile(
    r"(?<![\w-])(?:[Ll]a |[Ll]['’]|[Ll]e |[Dd]u |[Aa]u )(?P<head>Région|Département|Ville|Métropole|Eurométropole|Agglomération|Agglo|Communauté urbaine"
    r"|[Pp]réfecture|[Ss]ous-préfecture|[Mm]ission locale|[Rr]ectorat|[Mm]airie)(?![\w-])"
    r"(?!\s+(?:de|du|des|d['’]|en|et territoires)\s?\S|\s[A-ZÀ-Þ])"
)
_ALIKE = {
    "agglo": ("agglomeration",),
    "mairie": ("ville",),
    "departement": ("conseil departemental", "departement"),
}
"""Names that one is filed under when it is called by another, folded."""
_METROPOLIS = re.compile(r"(?:euro)?metropole\b|.*\bmetropole$")
_AGGLOMERATION = re.compile(r"(?:communaute d.)?agglomeration\b|.*\bagglo(?:meration)?$")


class Acquainted:
    """Whom a document has named so far, by the short names that stand for one of them only."""

    def __init__(self) -> None:
        self._people: dict[str, dict[str, Name]] = {}
        self._bodies: dict[str, Name] = {}
        self._full: dict[str, Name] = {}
        self._named: re.Pattern[str] | None = None

    def meet(self, name: Name) -> None:
        """Keep a person named in full, or an organisation."""
        if name.category != "personne":
            self._bodies.setdefault(_label(name), name)
            return
        first, last = person_parts(name.text)
        if first and last:
            self._people.setdefault(last, {}).setdefault(fold(person_name(name.text)), name)
            if name.text not in self._full:
                self._full[name.text] = name
                self._named = None

    def again(self, text: str) -> Iterator[Name]:
        """Yield those whom a text names in short, under their full names."""
        if self._full and self._named is None:
            longest = sorted(self._full, key=len, reverse=True)
            self._named = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])")
        for match in self._named.finditer(text) if self._named is not None else ():
            one = self._full[match.group()]
            yield Name(match.start(), match.end(), one.text, "personne", one.known)
        for match in _AGAIN.finditer(text):
            someone, end = self._person(match)
            if someone is not None:
                yield Name(match.start(), end, someone.text, "personne", someone.known)
        for match in _SHORT.finditer(text):
            body = self._body(fold(match["head"]))
            if body is not None:
                yield Name(match.start("head"), match.end("head"), body.text, body.category, body.known)

    def _person(self, match: re.Match[str]) -> tuple[Name | None, int]:
        """Return the one person of a surname, or of its first word, and where the surname ends."""
        whole = match["surname"]
        for surname in dict.fromkeys((whole, whole.split()[0])):
            held = self._people.get(fold(surname), {})
            initial = match["initial"]
            fitting = [one for one in held.values() if not initial or one.text.lstrip()[:1] == initial]
            if not fitting and initial == "M":  # `M. Roth`
                fitting = list(held.values())
            if len(fitting) == 1:
                return fitting[0], match.start("surname") + len(surname)
        return None, 0

    def _body(self, head: str) -> Name | None:
        """Return the one organisation that the document has named by a head and something more."""
        heads = _ALIKE.get(head, (head,))
        found = [one for label, one in self._bodies.items() if _is_of(fold(label), heads)]
        return found[0] if len(found) == 1 else None


def _is_of(label: str, heads: tuple[str, ...]) -> bool:
    label = fold_in_place(label).replace("’", "'")
    if heads == ("metropole",):
        return _METROPOLIS.match(label) is not None and label != "metropole"
    if heads == ("agglomeration",):
        return _AGGLOMERATION.match(label) is not None and " " in label
    return any(label.startswith(f"{head} ") for head in heads)


def _label(name: Name) -> str:
    return name.known.entity.pref_label if name.known is not None else name.text
