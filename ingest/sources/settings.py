"""The list of sources that a centre follows (`sources.toml`), read and checked."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

from ingest.document import IngestError
from ingest.identity import slug
from ingest.pipelines import Pipeline
from ingest.sources.opening import is_address

KINDS = {
    "folder": "dossier de fichiers",
    "page": "page web",
    "sitemap": "plan de site",
    "feed": "flux RSS ou Atom",
    "calendar": "agenda iCalendar",
    "openagenda": "agenda OpenAgenda",
    "oai-pmh": "catalogue OAI-PMH",
    "bookmarks": "export de favoris",
}
_TEXTS = ("name", "kind", "pipeline", "publisher", "licence", "every", "set", "only")
_LISTS = ("address", "path", "themes")
_KEYS = (*_TEXTS, *_LISTS, "allow_private", "most")
_OF_KIND = {"set": ("oai-pmh",), "only": ("sitemap",), "most": ("sitemap",)}
_PIPELINES = {"oai-pmh": "report"}
"""Kinds whose documents are known to be of one form."""
_UNITS = {"min": 60, "minute": 60, "h": 3600, "heure": 3600, "j": 86400, "jour": 86400, "semaine": 604800}
_EVERY = re.compile(rf"(\d{{1,4}})\s*({'|'.join(sorted(_UNITS, key=len, reverse=True))})s?", re.IGNORECASE)
_MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """One source to follow."""

    name: str
    kind: str
    places: tuple[str, ...]
    """Addresses and absolute paths."""
    pipeline: str | None = None
    themes: tuple[str, ...] = ()
    publisher: str = ""
    licence: str = ""
    every: timedelta | None = None
    """The least time between two runs that name no source."""
    allow_private: bool = False
    set: str = ""
    """OAI-PMH: the set to harvest."""
    only: str = ""
    """Sitemap: the words that an address must contain."""
    most: int = _MOST
    """Sitemap: how many pages are read at most."""

    @property
    def key(self) -> str:
        """Return the name of its file of state."""
        return slug(self.name)


def read_settings(path: Path) -> tuple[SourceEntry, ...]:
    """Return the sources of a file; raise IngestError with what is wrong and what to write instead."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise IngestError(
            f"« {path} » n’existe pas. Écrivez-y vos sources (modèle : docs/sources.exemple.toml), ou donnez "
            "un autre fichier avec --sources."
        ) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise IngestError(f"« {path} » ne se lit pas ({error}). Corrigez ce fichier TOML.") from error
    for key in content:
        if key != "source":
            raise IngestError(
                f"« {path} » : « {key} » n’y a pas sa place. Chaque source commence par [[source]]."
            )
    listed = content.get("source", [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise IngestError(f"« {path} » : écrivez [[source]] (deux crochets) devant chaque source.")
    if not listed:
        raise IngestError(f"« {path} » ne contient aucune source. Ajoutez-en une sous [[source]].")
    entries = tuple(_entry(one, rank, path) for rank, one in enumerate(listed, start=1))
    for entry in entries:
        if sum(other.key == entry.key for other in entries) > 1:
            raise IngestError(f"« {path} » : deux sources s’appellent « {entry.name} ». Renommez-en une.")
    return entries


def _entry(given: dict[str, Any], rank: int, path: Path) -> SourceEntry:
    name = given.get("name")
    where = f"« {path.name} », source {f'« {name} »' if isinstance(name, str) and name else rank}"
    for key, value in given.items():
        _check(key, value, where)
    if not name:
        raise IngestError(f'{where} : il manque son nom. Ajoutez name = "…".')
    kind = given.get("kind")
    if kind not in KINDS:
        known = ", ".join(KINDS)
        what = f"la nature « {kind} » n’existe pas" if kind else "il manque sa nature (kind)"
        raise IngestError(f"{where} : {what}.{_near(str(kind), KINDS)} Choisissez parmi : {known}.")
    for key, kinds in _OF_KIND.items():
        if key in given and kind not in kinds:
            raise IngestError(
                f"{where} : « {key} » ne vaut que pour {', '.join(kinds)}. Retirez cette ligne."
            )
    pipeline = given.get("pipeline")
    if pipeline is not None and pipeline not in get_args(Pipeline):
        raise IngestError(
            f"{where} : le traitement « {pipeline} » n’existe pas. "
            f"Choisissez parmi : {', '.join(get_args(Pipeline))}."
        )
    return SourceEntry(
        name=name,
        kind=kind,
        places=_places(given, kind, where, path),
        pipeline=pipeline or _PIPELINES.get(kind),
        themes=_listed(given.get("themes")),
        publisher=given.get("publisher", ""),
        licence=given.get("licence", ""),
        every=_every(given["every"], where) if "every" in given else None,
        allow_private=given.get("allow_private", False),
        set=given.get("set", ""),
        only=given.get("only", ""),
        most=given.get("most", _MOST),
    )


def _check(key: str, value: Any, where: str) -> None:
    if key not in _KEYS:
        raise IngestError(
            f"{where} : « {key} » est inconnu.{_near(key, _KEYS)} Mots possibles : {', '.join(_KEYS)}."
        )
    if key in _TEXTS and not (isinstance(value, str) and value.strip()):
        raise IngestError(f'{where} : écrivez « {key} » entre guillemets, par exemple {key} = "…".')
    if key in _LISTS and not (_listed(value) and all(isinstance(one, str) for one in _listed(value))):
        raise IngestError(f'{where} : « {key} » attend un texte, ou une liste : {key} = ["…", "…"].')
    if key == "allow_private" and not isinstance(value, bool):
        raise IngestError(f"{where} : écrivez allow_private = true ou allow_private = false.")
    if key == "most" and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
        raise IngestError(f"{where} : « most » attend un nombre de pages, par exemple most = 200.")


def _places(given: dict[str, Any], kind: str, where: str, path: Path) -> tuple[str, ...]:
    addresses, paths = _listed(given.get("address")), _listed(given.get("path"))
    if bool(addresses) == bool(paths):
        raise IngestError(f"{where} : donnez une adresse (address) ou un chemin (path), l’un des deux.")
    if kind == "folder" and addresses:
        raise IngestError(f'{where} : un dossier se donne par son chemin. Écrivez path = "…".')
    if kind in ("page", "sitemap", "oai-pmh") and paths:
        raise IngestError(
            f'{where} : cette nature de source se lit sur le web. Écrivez address = "https://…".'
        )
    if kind not in ("page", "folder") and len(addresses + paths) > 1:
        raise IngestError(
            f"{where} : une seule adresse par source. Écrivez une source [[source]] pour chacune."
        )
    for address in addresses:
        if not is_address(address) or not urlsplit(address).hostname:
            raise IngestError(f"{where} : « {address} » n’est pas une adresse http ou https complète.")
        if urlsplit(address).username or urlsplit(address).password:
            raise IngestError(
                f"{where} : l’adresse contient un mot de passe, qui serait gardé en clair. Retirez-le et "
                "demandez une adresse publique."
            )
    return (*addresses, *(str((path.parent / Path(one).expanduser()).resolve()) for one in paths))


def _listed(value: Any) -> tuple[Any, ...]:
    return () if value is None else tuple(value) if isinstance(value, list) else (value,)


def _every(words: str, where: str) -> timedelta:
    match = _EVERY.fullmatch(words.strip())
    if match is None:
        raise IngestError(
            f'{where} : « every » n’est pas compris. Écrivez par exemple "6 heures", "1 jour" ou "2 semaines".'
        )
    return timedelta(seconds=int(match[1]) * _UNITS[match[2].lower()])


def _near(word: str, known: Any) -> str:
    near = get_close_matches(word, list(known), n=1)
    return f" Peut-être « {near[0]} » ?" if near else ""
