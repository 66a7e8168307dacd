"""The saved searches of a centre, as `searches.toml` in its folder names them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from centre.records import CentreError
from publications.mail import address

FILE: Final = "searches.toml"
Period = Literal["day", "week", "month"]
_PERIODS: Final = ("day", "week", "month")
_FILTERS: Final = ("types", "themes", "territories", "actors")
_KEYS: Final = {"name", "query", "every", "recipients", "unsubscribe", *_FILTERS}


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A search that the centre runs again and again."""

    name: str
    query: str
    types: tuple[str, ...]
    themes: tuple[str, ...]
    territories: tuple[str, ...]
    actors: tuple[str, ...]
    every: Period
    recipients: tuple[str, ...]
    """`lettre@exemple.org` or `Nom <lettre@exemple.org>`."""
    unsubscribe: str | None
    """Where a reader asks to receive no more: `mailto:` or `https:`."""


def read_searches(data: Path) -> tuple[SavedSearch, ...]:
    """Return the saved searches of a centre; CentreError says what is wrong in the file and what to write."""
    path = data / FILE
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CentreError(
            f"Il n’y a pas de « {path} » : écrivez-y une recherche ([[search]], name, query, every, recipients)."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CentreError(f"« {path} » ne se lit pas ({error}). Corrigez ce fichier TOML.") from error
    entries = content.get("search", [])
    if not isinstance(entries, list) or not entries:
        raise CentreError(f"« {path} » ne contient aucune recherche : ajoutez une partie [[search]].")
    found = tuple(_search(entry, content.get("unsubscribe"), path) for entry in entries)
    names = [search.name for search in found]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise CentreError(f"« {path} » nomme deux recherches « {twice} » : donnez un nom à chacune.")
    return found


def _search(entry: Any, unsubscribe: Any, path: Path) -> SavedSearch:
    name = entry.get("name") if isinstance(entry, dict) else None
    if not isinstance(name, str) or not name.strip():
        raise CentreError(f'« {path} » : une recherche n’a pas de nom. Écrivez name = "…".')

    def refuse(what: str, remedy: str) -> CentreError:
        return CentreError(f"« {path} », recherche « {name} » : {what}. {remedy}")

    if unknown := sorted(set(entry) - _KEYS):
        raise refuse(f"« {unknown[0]} » n’est pas connu", f"Possibles : {', '.join(sorted(_KEYS))}.")
    lists = {key: entry.get(key, []) for key in (*_FILTERS, "recipients")}
    for key, values in lists.items():
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise refuse(f"« {key} » n’est pas une liste de textes", f'Écrivez {key} = ["…"].')
    query, every = entry.get("query", ""), entry.get("every", "month")
    leave = entry.get("unsubscribe", unsubscribe)
    if not isinstance(query, str) or not (query.strip() or any(lists[key] for key in _FILTERS)):
        raise refuse("elle ne cherche rien", 'Écrivez query = "…", ou un filtre.')
    if every not in _PERIODS:
        raise refuse(f"« {every} » n’est pas une période", 'Écrivez every = "day", "week" ou "month".')
    if leave is not None and not (isinstance(leave, str) and leave.startswith(("mailto:", "https://"))):
        raise refuse(f"« {leave} » ne permet pas de se désabonner", "Écrivez une adresse mailto: ou https:.")
    for recipient in lists["recipients"]:
        address(recipient)
    return SavedSearch(
        name=name.strip(),
        query=query.strip(),
        every=every,
        recipients=tuple(dict.fromkeys(lists["recipients"])),
        unsubscribe=leave,
        **{key: tuple(lists[key]) for key in _FILTERS},
    )
