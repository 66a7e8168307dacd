"""Institutions named by what they are and where (`la préfecture du Loiret`): one name, one place, one record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.dates.lexicon import fold_in_place
from ingest.identity import fold
from ingest.mentions import Linker
from ontology.vocabulary import Entity, Vocabulary


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of institution that every place of some kinds has."""

    words: str
    """Its names, folded."""
    label: str
    """The name it is filed under."""
    category: str
    places: tuple[str, ...]
    """The kinds of territory it may be that of, the likeliest first."""


_TOWN, _DEPARTEMENT, _REGION, _EPCI = ("commune",), ("departement",), ("region",), ("epci", "commune")
_ANY = ("departement", "commune", "epci", "region")
_KINDS = (
    _Kind(r"sous-prefecture", "Sous-préfecture", "service-de-l-etat", _TOWN),
    _Kind(r"prefecture de (?:la )?region", "Préfecture de région", "service-de-l-etat", _REGION),
    _Kind(r"prefecture(?: du departement)?", "Préfecture", "service-de-l-etat", ("departement", "region")),
    _Kind(r"rectorat(?: de l'academie)?|academie", "Rectorat de l’académie", "service-de-l-etat", ("region",)),
    _Kind(r"caf|caisse d'allocations familiales", "CAF", "operateur-public", _DEPARTEMENT),
    _Kind(r"cpam|caisse primaire d'assurance maladie", "CPAM", "operateur-public", _DEPARTEMENT),
    _Kind(r"conseil (?:departemental|general)", "Conseil départemental", "collectivite", _DEPARTEMENT),
    _Kind(r"conseil regional", "Région", "collectivite", _REGION),
    _Kind(r"departement", "Conseil départemental", "collectivite", _DEPARTEMENT),
    _Kind(r"region", "Région", "collectivite", _REGION),
    _Kind(r"mairie|municipalite|conseil municipal|ville", "Ville", "collectivite", _TOWN),
    _Kind(r"ccas|centre communal d'action sociale", "CCAS", "collectivite", _TOWN),
    _Kind(r"(?:communaute d')?agglomeration|agglo", "Agglomération", "epci", _EPCI),
    _Kind(r"communaute urbaine", "Communauté urbaine", "epci", _EPCI),
    _Kind(r"communaute de communes", "Communauté de communes", "epci", _EPCI),
    _Kind(r"metropole", "Métropole", "epci", _EPCI),
    _Kind(r"eurometropole", "Eurométropole", "epci", _EPCI),
    _Kind(r"ddetspp|direction departementale de l'emploi, du travail, des solidarites et de la protection des populations", "DDETSPP", "service-de-l-etat", _DEPARTEMENT),
    _Kind(r"ddets|direction departementale de l'emploi, du travail et des solidarites", "DDETS", "service-de-l-etat", _DEPARTEMENT),
    _Kind(r"ddtm", "DDTM", "service-de-l-etat", _DEPARTEMENT),
    _Kind(r"ddt|direction departementale des territoires", "DDT", "service-de-l-etat", _DEPARTEMENT),
    _Kind(r"ddcs|direction departementale de la cohesion sociale", "DDCS", "service-de-l-etat", _DEPARTEMENT),
    _Kind(r"dsden|(?:direction des services departementaux|inspection academique)(?: de l'education nationale)?", "DSDEN", "service-de-l-etat", _DEPARTEMENT),
    _Kind(r"dreets|direction regionale de l'economie, de l'emploi, du travail et des solidarites", "DREETS", "service-de-l-etat", _REGION),
    _Kind(r"drac|direction regionale des affaires culturelles", "DRAC", "service-de-l-etat", _REGION),
    _Kind(r"dreal", "DREAL", "service-de-l-etat", _REGION),
    _Kind(r"ars|agence regionale de sante", "ARS", "service-de-l-etat", _REGION),
    _Kind(r"udaf|union departementale des associations familiales", "UDAF", "association", _DEPARTEMENT),
    _Kind(r"cidff|centre d'information (?:sur les|des) droits des femmes et des familles", "CIDFF", "association", _ANY),
    _Kind(r"mdph|maison departementale des personnes handicapees", "MDPH", "operateur-public", _DEPARTEMENT),
    _Kind(r"mission locale", "Mission locale", "association", _ANY),
    _Kind(r"cci|chambre de commerce et d'industrie", "CCI", "operateur-public", _ANY),
    _Kind(r"cma|chambre de(?:s)? metiers et de l'artisanat", "CMA", "operateur-public", _ANY),
    _Kind(r"france travail", "France Travail", "operateur-public", _ANY),
    _Kind(r"universite", "Université", "recherche", _TOWN),
    _Kind(r"tribunal judiciaire", "Tribunal judiciaire", "service-de-l-etat", _TOWN),
    _Kind(r"parquet", "Parquet", "service-de-l-etat", _TOWN),
)  # fmt: skip
_HEAD = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<k{index}>{kind.words})" for index, kind in enumerate(_KINDS)) + r")\b"
)
_OF = r"(?:\s+(?:de la region|de l'academie|du departement|de la ville|de la commune))?\s+(?:(?:de la|de l'|du|des|de)\s+|de l'|d')?"
_PLACE = (
    r"(?:(?:La |Le |Les |L')?[A-ZÀ-Þ][\w]*(?:[-'’][\w]+)*"
    r"(?:[ -](?:(?:de|du|des|la|le|les|lès|sur|sous|en|et|d['’]|l['’]|à)[ -]?)*[A-ZÀ-Þ][\w]*(?:[-'’][\w]+)*)*)"
)
_NAMED = re.compile(rf"(?P<of>{_OF})(?P<place>{_PLACE})")
_LOOSE = ("Université", "Métropole", "Ville", "Agglomération", "Communauté urbaine", "Communauté de communes")
_JOINED = re.compile(r"[ -](?=\S)")


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution at a place of a text."""

    start: int
    end: int
    label: str
    """The name it is filed under: `Ville de Vierzon`."""
    category: str
    territory: Entity | None
    known: Entity | None
    """Its authority record, when there is one."""


class Institutions:
    """Reads institutions and files them under the places and the authority records of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._places: dict[str, list[Entity]] = {}
        self._acting: dict[str, list[Entity]] = {}
        for entity in vocabulary:
            if entity.kind == "territory" and entity.category != "qpv":
                for label in (entity.pref_label, *entity.alt_labels):
                    self._places.setdefault(fold(label), []).append(entity)
            elif entity.kind == "actor":
                for territory in entity.active_in:
                    self._acting.setdefault(territory, []).append(entity)

    def read(self, text: str) -> list[Institution]:
        """Return the institutions that a text names with their places, in order."""
        found: list[Institution] = []
        straight = text.replace("’", "'")
        folded = fold_in_place(straight)
        for head in _HEAD.finditer(folded):
            before = folded[head.start() - 1 : head.start()]
            if before.isalnum() or before in ("-", "_") or (found and head.start() < found[-1].end):
                continue
            assert head.lastgroup is not None
            kind = _KINDS[int(head.lastgroup[1:])]
            if kind.words in ("region", "departement") and not straight[head.start()].isupper():
                continue  # in small letters a place
            named = _NAMED.match(straight, head.end())
            if named is None or (
                head.group() == fold(kind.label)
                and kind.label.isupper()
                and not straight[head.start()].isupper()
            ):
                continue
            if (one := self._institution(kind, straight, head.start(), named)) is not None:
                found.append(one)
        return found

    def is_place(self, name: str) -> bool:
        """Say whether a name is that of a territory, a neighbourhood left aside."""
        return fold(name) in self._places

    def named(self, label: str) -> Institution | None:
        """Return the institution that a whole name stands for (`mairie de Vierzon`), None when it is none."""
        text = re.sub(r"^(?:l['’]|la |le |les )", "", label.strip())
        one = next(iter(self.read(text)), None)
        return one if one is not None and one.start == 0 and one.end >= len(text) else None

    def _institution(self, kind: _Kind, text: str, start: int, named: re.Match[str]) -> Institution | None:
        whole, at = named["place"], named.start("place")
        article = re.search(r"(la |le |les |l')$", named["of"])
        for end in (len(whole), *(one.start() for one in reversed(list(_JOINED.finditer(whole))))):
            written = whole[:end]
            if kind.label in _LOOSE and end < len(whole) and not re.match(r"\s*d", named["of"]):
                continue  # `Métropole Rouen Normandie`: a name that its first place does not tell
            for opening in (article[1] if article else "", ""):
                options = self._places.get(fold(opening + written).strip(), [])
                territory = next(
                    (one for want in kind.places for one in options if one.category == want), None
                )
                if territory is not None:
                    label = " ".join(f"{kind.label}{named['of']}{written}".split())
                    return self._filed(kind, start, at + end, label, territory)
        if kind.words in ("region", "departement"):
            return None
        if kind.label in _LOOSE and not re.match(r"\s*d", named["of"]):
            return None  # `Métropole Savoie`: a name, not a town
        place = re.split(r"\s(?:et|en|à)\s", whole, maxsplit=1)[0]
        label = " ".join(f"{kind.label}{named['of']}{place}".split())
        return Institution(start, at + len(place), label, kind.category, None, None)

    def _filed(self, kind: _Kind, start: int, end: int, label: str, territory: Entity) -> Institution:
        if kind.category == "epci" and territory.category == "commune":
            parents = (self._vocabulary.get(iri) for iri in territory.broader)
            territory = next(
                (one for one in parents if one is not None and one.category == "epci"), territory
            )
        names = re.compile(rf"(?:{kind.words}|{re.escape(fold(kind.label))})\b")
        known = next(
            (
                one for one in self._acting.get(territory.iri, [])
                if (kind.category == one.category == "epci")
                or any(names.match(fold(name)) for name in (one.pref_label, *one.alt_labels))
            ),
            None,
        )  # fmt: skip
        if known is not None:
            label = known.pref_label
        elif kind.category == territory.category == "epci":
            label = territory.pref_label
        return Institution(start, end, label, kind.category, territory, known)


@lru_cache(maxsize=2)
def institutions_of(linker: Linker) -> Institutions:
    """Return the reader of institutions of a linker's vocabulary, built once."""
    return Institutions(linker.vocabulary)
