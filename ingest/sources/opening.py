"""The door of ingestion: from paths and addresses to the bytes of each input, or why there are none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ingest.document import IngestError, Source
from ingest.readers.media_type import KNOWN_SUFFIXES, REFUSED_SUFFIXES, media_type_of, sniff
from ingest.readers.stated import stated_date

LIMIT = 64 * 1024 * 1024
_HEAD = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input that cannot be opened, and why, in words for the user."""

    locator: str
    reason: str


def is_address(locator: str) -> bool:
    """Tell a web address from a path."""
    return locator.lower().startswith(("http://", "https://"))


def locate(inputs: Iterable[str]) -> Iterator[str | Failure]:
    """Yield the files and addresses that `inputs` name, folders opened in sorted order, each once."""
    seen: set[str] = set()
    for given in inputs:
        for found in _located(given):
            if isinstance(found, Failure):
                yield found
                continue
            identity = found if is_address(found) else str(_path(found).resolve())
            if identity not in seen:
                seen.add(identity)
                yield found


def fetch(locator: str, *, timeout: float = 20, limit: int = LIMIT, private: bool = True) -> Source:
    """Return the bytes of a file or of a web address; `timeout` in seconds, `limit` in bytes.

    Without `private`, an address of this machine or of its network is refused.
    """
    if is_address(locator):
        return _fetch_address(locator, timeout, limit, private)
    return _fetch_file(locator, limit)


def checked(locator: str, size: int, limit: int = LIMIT) -> None:
    """Raise IngestError when a file has more bytes than are read."""
    if size > limit:
        raise _too_large(locator, size, limit)


def _path(locator: str) -> Path:
    if locator.lower().startswith("file://"):
        return Path(unquote(urlsplit(locator).path))
    return Path(locator).expanduser()


def _located(given: str) -> Iterator[str | Failure]:
    if is_address(given):
        yield given
        return
    path = _path(given)
    try:
        if path.is_dir():
            yield from _inside(path.absolute(), frozenset(), top=True)
        elif path.exists():
            yield given
        else:
            yield Failure(locator=given, reason=str(_missing(given)))
    except PermissionError:
        yield Failure(locator=given, reason=str(_forbidden(given)))
    except (OSError, ValueError) as error:
        yield Failure(locator=given, reason=str(_unopened(given, error)))


def _inside(folder: Path, above: frozenset[Path], *, top: bool) -> Iterator[str | Failure]:
    real = folder.resolve()
    if real in above:  # a link that leads back up
        return
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except PermissionError:
        yield Failure(
            locator=str(folder),
            reason=f"{folder} : dossier sans droit de lecture. Demandez l’accès ou retirez ce dossier.",
        )
        return
    except OSError as error:
        yield Failure(locator=str(folder), reason=str(_unopened(str(folder), error)))
        return
    for entry in entries:
        if entry.name.startswith((".", "~$", "__pycache__")) or (top and entry.name.lower() == "readme.md"):
            continue
        if entry.is_dir():
            yield from _inside(entry, above | {real}, top=False)
        elif entry.is_file():
            yield from _candidate(entry)


def _candidate(path: Path) -> Iterator[str | Failure]:
    """Yield a file of a folder if its name or its opening is that of a document."""
    suffix = path.suffix.lower()
    if suffix in KNOWN_SUFFIXES or suffix in REFUSED_SUFFIXES:
        yield str(path)
        return
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        reason = _forbidden(str(path)) if isinstance(error, PermissionError) else _unopened(str(path), error)
        yield Failure(locator=str(path), reason=str(reason))
        return
    try:
        known = head.startswith(b"PK") is False and sniff(head) is not None
        known = known or (head.startswith(b"PK") and (b"mimetype" in head or b"[Content_Types].xml" in head))
    except IngestError:
        known = True
    if known:
        yield str(path)


def _fetch_file(locator: str, limit: int) -> Source:
    path = _path(locator)
    try:
        if path.is_dir():
            raise IngestError(
                f"{locator} : c’est un dossier. Donnez un fichier, ou le dossier à la commande d’ajout."
            )
        status = path.stat()
        checked(locator, status.st_size, limit)
        if not path.is_file():
            raise IngestError(
                f"{locator} : ce n’est pas un fichier ordinaire. Donnez un document enregistré."
            )
        content = path.read_bytes()
    except FileNotFoundError:
        raise _missing(locator) from None
    except PermissionError:
        raise _forbidden(locator) from None
    except (OSError, ValueError) as error:
        raise _unopened(locator, error) from error
    return source_of(locator, content, path.suffix.lower(), "", date.fromtimestamp(status.st_mtime))


def _fetch_address(locator: str, timeout: float, limit: int, private: bool) -> Source:
    from ingest.sources.guard import resolved
    from ingest.sources.web import Web, parsed

    url = parsed(locator, locator)
    # An address typed by hand may lead anywhere; where it redirects to is the choice of others.
    if private:
        try:
            resolved(url.host, url.port or 80, allow_private=False)
            private = False
        except IngestError:
            pass
    web = Web(allow_private=private, timeout=timeout, limit=limit, delay=0, tries=1)
    try:
        reply = web.get(locator)
    finally:
        web.close()
    return source_of(locator, reply.content, address_suffix(reply.address), reply.media_type, reply.modified)


def address_suffix(address: str) -> str:
    """Return the suffix that the path of an address ends with, if documents have it."""
    suffix = Path(unquote(urlsplit(address).path)).suffix.lower()
    return suffix if suffix in KNOWN_SUFFIXES else ""


def source_of(
    locator: str, content: bytes, suffix: str, declared: str = "", modified: date | str | None = None
) -> Source:
    """Return the bytes of an input as a source, its format recognised; raise IngestError if none is."""
    if not content.strip():
        raise IngestError(
            f"{locator} : ce fichier est vide (0 caractère). Vérifiez l’original et redonnez-le."
        )
    return Source(
        locator=locator,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type=media_type_of(content, locator, suffix, declared),
        content=content,
        modified=stated_date(modified),
    )


def _missing(locator: str) -> IngestError:
    return IngestError(f"{locator} : ce fichier ou dossier n’existe pas. Vérifiez le chemin.")


def _forbidden(locator: str) -> IngestError:
    return IngestError(f"{locator} : fichier sans droit de lecture. Demandez l’accès, ou copiez-le ailleurs.")


def _unopened(locator: str, error: Exception) -> IngestError:
    reason = getattr(error, "strerror", None) or type(error).__name__
    return IngestError(f"{locator} : ouverture impossible ({reason}). Vérifiez le chemin et le disque.")


def _too_large(locator: str, size: int, limit: int) -> IngestError:
    return IngestError(
        f"{locator} : fichier trop volumineux ({size / 1048576:.0f} Mio, la limite est de "
        f"{limit / 1048576:.0f} Mio). "
        "Découpez-le ou n’en gardez que les parties utiles."
    )
