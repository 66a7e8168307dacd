"""Readers of the official open-data files of territories, as INSEE, the DGCL and the ANCT publish them.

Each file is known by its columns, whatever its name: the code officiel géographique (`v_region`, `v_departement`,
`v_commune`, CSV), the composition of the EPCI (INSEE or DGCL, XLSX or CSV), the list of the QPV of 2024
(`listeqp2024`, CSV), the correspondence of their perimeters with those of 2015 (CSV), outlines (GeoJSON).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontology.authority import OntologyError
from ontology.tables import Cells, read_tables

Geometry = Mapping[str, Any]
"""A GeoJSON geometry (RFC 7946), WGS84."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a file states of one territory; what it does not state is None or empty."""

    id: str
    """`region-24`, `departement-37`, `epci-243700754`, `commune-37261`, `qpv-QN03709M`."""
    label: str = ""
    alt_labels: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    population: int | None = None
    vintage: str | None = None
    replaces: tuple[str, ...] = ()
    outline: Geometry | None = None
    """The outline drawn in the file."""


def read_official(path: Path) -> tuple[Place, ...]:
    """Return what an official file states; OntologyError says which column is missing where it is none of them."""
    suffix = path.suffix.lower()
    if suffix in (".geojson", ".json"):
        return tuple(_outlines(path))
    if suffix not in (".csv", ".txt", ".xlsx"):
        raise OntologyError(
            f"« {path} » : format « {suffix or 'inconnu'} » non lu. Donnez le fichier CSV, XLSX ou GeoJSON publié."
        )
    found: list[Place] = []
    refused: list[str] = []
    for columns, rows in read_tables(path):
        layout = next((one for one in LAYOUTS if one.required <= columns), None)
        if layout is None:
            refused.append(_missing(columns))
            continue
        found.extend(_read(path, layout, rows))
    if not found:
        raise OntologyError(
            f"« {path} » : {refused[0] if refused else 'le fichier est vide'}. "
            "Donnez le fichier tel qu’il est publié (code officiel géographique, EPCI, liste des QPV)."
        )
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One kind of file: its name in French, the columns it must have, and how a row reads."""

    name: str
    required: frozenset[str]
    places: Callable[[Cells], Iterator[Place]]


def _read(path: Path, layout: Layout, rows: Iterator[Cells]) -> Iterator[Place]:
    for number, row in enumerate(rows, start=2):
        try:
            yield from layout.places(row)
        except ValueError as error:
            raise OntologyError(
                f"« {path} » ({layout.name}), ligne {number} : {error}. Corrigez cette ligne."
            ) from error


def _missing(columns: frozenset[str]) -> str:
    """Say what the nearest layout lacks."""
    nearest = max(LAYOUTS, key=lambda one: (len(one.required & columns), -len(one.required)))
    lacking = ", ".join(sorted(nearest.required - columns))
    if not nearest.required & columns:
        return "aucune colonne connue"
    return f"il ressemble à « {nearest.name} » mais il y manque : {lacking}"


def _region(row: Cells) -> Iterator[Place]:
    yield Place(id=f"region-{_code(row['reg'], 2)}", label=row["libelle"], containers=("pays-FR",))


def _departement(row: Cells) -> Iterator[Place]:
    yield Place(
        id=f"departement-{_code(row['dep'], 2)}",
        label=row["libelle"],
        containers=(f"region-{_code(row['reg'], 2)}",),
    )


def _commune(row: Cells) -> Iterator[Place]:
    if row["typecom"] == "COM":  # the others are parts of one: delegated, associated, arrondissements
        code = _code(row["com"], 5)
        departement = row["dep"] or (code[:3] if code.startswith("97") else code[:2])
        yield Place(
            id=f"commune-{code}",
            label=row["libelle"],
            containers=(f"departement-{_code(departement, 2)}",),
        )


def _member(code: str, label: str, siren: str, name: str, people: str) -> Iterator[Place]:
    if not siren.isdigit():  # INSEE writes ZZZZZZZZZ for a commune without an EPCI
        return
    yield Place(id=f"epci-{siren}", label=name, alt_labels=_epci_names(name), vintage=None)
    yield Place(
        id=f"commune-{_code(code, 5)}",
        label=label,
        containers=(f"epci-{siren}",),
        population=_number(people),
    )


def _insee_member(row: Cells) -> Iterator[Place]:
    yield from _member(row["codgeo"], row["libgeo"], row["epci"], row["libepci"], "")


def _dgcl_member(row: Cells) -> Iterator[Place]:
    people = next(
        (value for name, value in row.items() if name.startswith("pmun") and "epci" not in name), ""
    )
    label = row.get("nom_membre", "") or row.get("nom_commune", "")
    yield from _member(row["insee"], label, row["siren"], row["raison_sociale"], people)


_JOINING = re.compile(r"(?<=[^\W_] )(De La|De L(?=['’])|De|Du|Des|Et|D(?=['’]))(?=[ '’])")
"""Words that join the parts of a name: the files of neighbourhoods give every word a capital."""


def written(label: str) -> str:
    """Return the name of a neighbourhood with its joining words in small letters: `Clos du Roy`."""
    return _JOINING.sub(lambda word: word[0].lower(), label)


def _qpv(row: Cells) -> Iterator[Place]:
    communes = tuple(
        f"commune-{_code(code.strip(), 5)}" for code in row["insee_com"].split(";") if code.strip()
    )
    if not row["code_qp"]:
        return
    if not row["lib_qp"] or not communes:
        raise ValueError(f"le quartier « {row['code_qp']} » n’a pas de nom ou pas de commune")
    yield Place(
        id=f"qpv-{row['code_qp']}",
        label=written(row["lib_qp"]),
        containers=communes,
        vintage="2024" if row["code_qp"].startswith("QN") else "2015",
    )


def _succession(row: Cells) -> Iterator[Place]:
    if not row["qp2024"]:
        return
    olds = [(row.get(f"qp2015_{rank}", ""), row.get(f"label_qp2015_{rank}", "")) for rank in range(1, 10)]
    held = [(code, label) for code, label in olds if code.startswith("QP")]
    yield Place(id=f"qpv-{row['qp2024']}", vintage="2024", replaces=tuple(f"qpv-{code}" for code, _ in held))
    for code, label in held:
        yield Place(id=f"qpv-{code}", label=written(label), vintage="2015")


LAYOUTS = (
    Layout(
        name="communes du code officiel géographique",
        required=frozenset({"typecom", "com", "dep", "libelle"}),
        places=_commune,
    ),
    Layout(
        name="départements du code officiel géographique",
        required=frozenset({"dep", "reg", "cheflieu", "libelle"}),
        places=_departement,
    ),
    Layout(
        name="régions du code officiel géographique",
        required=frozenset({"reg", "cheflieu", "libelle"}),
        places=_region,
    ),
    Layout(
        name="composition des EPCI (INSEE)",
        required=frozenset({"codgeo", "libgeo", "epci", "libepci"}),
        places=_insee_member,
    ),
    Layout(
        name="composition des EPCI (DGCL)",
        required=frozenset({"siren", "raison_sociale", "insee"}),
        places=_dgcl_member,
    ),
    Layout(
        name="liste des quartiers prioritaires",
        required=frozenset({"code_qp", "lib_qp", "insee_com"}),
        places=_qpv,
    ),
    Layout(
        name="correspondance des quartiers prioritaires de 2024 et de 2015",
        required=frozenset({"qp2024", "qp2015_1"}),
        places=_succession,
    ),
)
"""The kinds of tables read; the first whose columns are all there is the one."""

_NATURES = {
    "CA": "Communauté d'agglomération",
    "CC": "Communauté de communes",
    "CU": "Communauté urbaine",
}


def _epci_names(name: str) -> tuple[str, ...]:
    """Return the other names of an EPCI: its nature in full, and without it."""
    short, _, rest = name.partition(" ")
    nature = _NATURES.get(short)
    if not nature or not rest:
        return ()
    bare = rest[:1].upper() + rest[1:]
    for article in ("du ", "de la ", "de l'", "des ", "de ", "d'"):
        if rest.startswith(article):
            bare = rest[len(article) :]
            break
    return tuple(dict.fromkeys((f"{nature} {rest}", bare[:1].upper() + bare[1:])))


def _outlines(path: Path) -> Iterator[Place]:
    try:
        features = json.loads(path.read_text(encoding="utf-8-sig"))["features"]
    except (ValueError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise OntologyError(
            f"« {path} » n’est pas un GeoJSON lisible (une liste « features » est attendue). Téléchargez-le à nouveau."
        ) from error
    for number, feature in enumerate(features, start=1):
        properties, geometry = feature.get("properties") or {}, feature.get("geometry") or {}
        place = _named(properties)
        if place is None or geometry.get("type") not in ("Polygon", "MultiPolygon"):
            raise OntologyError(
                f"« {path} », objet {number} : il manque un contour, ou son code "
                "(code_qp ; ou code et nom d’une commune, d’un département, d’une région)."
            )
        identifier, label, containers = place
        yield Place(
            id=identifier,
            label=label,
            containers=containers,
            vintage=_vintage(identifier),
            outline={"type": geometry["type"], "coordinates": geometry["coordinates"]},
        )


def _named(properties: Mapping[str, Any]) -> tuple[str, str, tuple[str, ...]] | None:
    """Return the identifier, name and containers that the properties of an outline state."""
    held = {key.lower(): value for key, value in properties.items()}
    if code := held.get("code_qp"):
        stated = held.get("insee_com") or ""
        codes = stated if isinstance(stated, list) else str(stated).replace(",", ";").split(";")
        communes = tuple(f"commune-{_code(str(code).strip(), 5)}" for code in codes if str(code).strip())
        return f"qpv-{code}", written(str(held.get("lib_qp") or "")), communes
    code, label = str(held.get("code") or ""), str(held.get("nom") or "")
    if not code or not label:
        return None
    kind = "commune" if len(code) == 5 else "region" if _REGIONS.get(code) == label else "departement"
    return f"{kind}-{code}", label, ()


_REGIONS = {
    "11": "Île-de-France", "24": "Centre-Val de Loire", "27": "Bourgogne-Franche-Comté", "28": "Normandie",
    "32": "Hauts-de-France", "44": "Grand Est", "52": "Pays de la Loire", "53": "Bretagne",
    "75": "Nouvelle-Aquitaine", "76": "Occitanie", "84": "Auvergne-Rhône-Alpes",
    "93": "Provence-Alpes-Côte d'Azur", "94": "Corse", "01": "Guadeloupe", "02": "Martinique",
    "03": "Guyane", "04": "La Réunion", "06": "Mayotte",
}  # fmt: skip
"""Codes of the regions (INSEE): départements use them too, so that the name tells which is meant."""


def _vintage(identifier: str) -> str | None:
    if not identifier.startswith("qpv-"):
        return None
    return "2024" if identifier.startswith("qpv-QN") else "2015"


def _code(value: str, width: int) -> str:
    """Return a code with the zeros that spreadsheets take away; ValueError when it is none."""
    code = value.strip().upper().removesuffix(".0").zfill(width)
    if not code.isalnum() or len(code) > 5:
        raise ValueError(f"code « {value} » incorrect")
    return code


def _number(value: str) -> int | None:
    digits = value.replace(" ", "").replace("\u202f", "").replace("\u00a0", "").removesuffix(".0")
    return int(digits) if digits.isdigit() else None
