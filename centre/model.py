"""The language model a centre may use: off unless its address is written, and only when a command asks for it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from centre.records import CentreError, ModelUse

if TYPE_CHECKING:
    from ingest.model.chat import Chat as Chat
    from ingest.model.chat import ModelSettings
    from ingest.model.checking import Tally
    from ingest.model.proposing import Proposer

SETTINGS = "centre.toml"
_KEYS: dict[str, type | tuple[type, ...]] = {
    "address": str,
    "name": str,
    "timeout": (int, float),
    "calls": int,
}
_URL, _NAME, _KEY = "MAILLAGE_LLM_URL", "MAILLAGE_LLM_MODEL", "MAILLAGE_LLM_KEY"
_CACHE = Path("cache") / "model.sqlite"


def open_chat(data: Path) -> Chat:
    """Return the way to the model of a centre; raise CentreError when none is configured."""
    from ingest.model.chat import Chat

    return Chat(model_settings(data), data / _CACHE)


def remembering(data: Path) -> Proposer | None:
    """Return what gives again the candidates that a model proposed for documents of a centre, None when none was asked."""
    if not (data / _CACHE).is_file():
        return None
    from ingest.model.chat import Memory
    from ingest.model.proposing import Proposer

    return Proposer(Memory(data / _CACHE))


def model_settings(data: Path, environment: Mapping[str, str] = os.environ) -> ModelSettings:
    """Return where the model is, the environment winning over `centre.toml`; the key is only read from the former."""
    from ingest.model.chat import ModelSettings

    path = data / SETTINGS
    written = _written(path)
    address = environment.get(_URL) or written.get("address", "")
    name = environment.get(_NAME) or written.get("name", "")
    if not address or not name:
        raise CentreError(
            f"Aucun modèle de langage n’est configuré. Écrivez « [model] », « address » et « name » dans "
            f"« {path} », ou donnez {_URL} et {_NAME} ; Maillage marche très bien sans."
        )
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query:
        raise CentreError(
            f"« {parts.hostname or address} » : l’adresse du modèle doit être http ou https, sans mot de passe "
            f"(par exemple http://localhost:11434/v1). La clé se donne par {_KEY}."
        )
    return ModelSettings(
        address=address,
        name=name,
        key=environment.get(_KEY, ""),
        timeout=float(written.get("timeout", 30)),
        calls=written.get("calls", 100),
    )


def announcement(settings: ModelSettings, what: str) -> str:
    """Return what is said before anything leaves the machine."""
    return (
        f"Modèle de langage « {settings.name} » : {what} envoyés à {settings.host}, {settings.calls} appels au plus. "
        "Ce qu’il propose reste à confirmer."
    )


def use_of(chat: Chat, tally: Tally | None = None) -> ModelUse:
    """Return what a run asked of the model and what was kept of it."""
    return ModelUse(
        model=chat.settings.name,
        host=chat.settings.host,
        calls=chat.calls,
        cached=chat.cached,
        failed=chat.failed,
        kept=tally.kept if tally else 0,
        dropped=dict(sorted(tally.dropped.items())) if tally else {},
        trouble=chat.trouble,
    )


def _written(path: Path) -> dict[str, Any]:
    """Return the table `[model]` of the settings of a centre, checked."""
    if not path.is_file():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("model", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CentreError(f"« {path} » ne se lit pas ({error}). Corrigez ce fichier TOML.") from error
    if not isinstance(table, dict):
        raise CentreError(f"« {path} » : écrivez [model] seul sur sa ligne, puis une clé par ligne.")
    for key, value in table.items():
        if key not in _KEYS:
            raise CentreError(
                f"« {path} » : « {key} » est inconnu dans [model] (la clé d’accès ne s’écrit pas ici, mais dans "
                f"{_KEY}). Mots possibles : {', '.join(_KEYS)}."
            )
        if isinstance(value, bool) or not isinstance(value, _KEYS[key]) or value == "":
            raise CentreError(f"« {path} » : « {key} » n’a pas la bonne forme ({value!r}). Voyez le modèle.")
        if isinstance(value, int | float) and value <= 0:
            raise CentreError(f"« {path} » : « {key} » doit être plus grand que zéro.")
    return table
