"""What the staff declares of dossiers and platforms: `collections.toml` of the product, then that of the centre."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from centre.authority import folders
from centre.records import CentreError

FILE = "collections.toml"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DOSSIER = {"id": str, "title": str, "description": str, "resources": list, "themes": list}
_PLATFORM = {"theme": str, "title": str}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredDossier:
    """A living collection: what it gathers."""

    id: str
    title: str
    description: str = ""
    resources: tuple[str, ...] = ()
    """Titles of the collections that were ingested."""
    themes: tuple[str, ...] = ()
    """Last parts of the addresses of themes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredPlatform:
    """A page made of a theme."""

    theme: str
    """Last part of the address of the theme."""
    title: str = ""
    """Empty: that of the theme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """All that is declared, in the order of the files; what a centre declares takes the place of the product's."""

    dossiers: dict[str, DeclaredDossier] = field(default_factory=dict)
    """By id."""
    platforms: dict[str, DeclaredPlatform] = field(default_factory=dict)
    """By theme."""


def declared(data: Path | None = None) -> Declared:
    """Return what is declared for a centre; CentreError names the file and the entry that cannot be read."""
    dossiers: dict[str, DeclaredDossier] = {}
    platforms: dict[str, DeclaredPlatform] = {}
    for path in (folder / FILE for folder in folders(data)):
        if not path.is_file():
            continue
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise CentreError(
                f"« {path} » ne se lit pas ({error}). Corrigez ce fichier, puis rechargez."
            ) from error
        for one in content.get("dossier", ()):
            kept = _checked(path, "dossier", one, _DOSSIER, ("id", "title"))
            if not _ID.fullmatch(kept["id"]):
                raise CentreError(
                    f"« {path} » : l’id « {kept['id']} » ne convient pas : minuscules, chiffres et traits d’union."
                )
            dossiers[kept["id"]] = DeclaredDossier(**kept)
        for one in content.get("platform", ()):
            kept = _checked(path, "platform", one, _PLATFORM, ("theme",))
            platforms[kept["theme"]] = DeclaredPlatform(**kept)
    return Declared(dossiers=dossiers, platforms=platforms)


def _checked(
    path: Path, table: str, given: dict[str, Any], names: Mapping[str, type], needed: tuple[str, ...]
) -> dict[str, Any]:
    wrong = [name for name, value in given.items() if not isinstance(value, names.get(name, ()))]
    wrong += [name for name in needed if not given.get(name)]
    if wrong:
        raise CentreError(
            f"« {path} » : dans un [[{table}]], « {wrong[0]} » manque, est de trop ou n’a pas la bonne forme. "
            f"Possibles : {', '.join(names)}."
        )
    return {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
