"""What comes out of the network, piece by piece: no body grows past its limit, compressed or not."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from ingest.document import IngestError

_PIECE = 65536
_AUTO = 47
"""Window of zlib that reads both gzip and zlib headers."""


def capped(pieces: Iterable[bytes], limit: int, locator: str, *, encoding: str = "") -> bytes:
    """Return a body; raise IngestError as soon as it passes `limit` bytes, before or after decompression."""
    content = bytearray()
    for piece in _decoded(_counted(pieces, limit, locator), encoding, locator):
        content += piece
        if len(content) > limit:
            raise too_large(locator, limit)
    return bytes(content)


def inflated(content: bytes, limit: int, locator: str) -> bytes:
    """Return the content of a gzip file, at most `limit` bytes of it."""
    return capped([content], limit, locator, encoding="gzip")


def reject_entities(content: bytes, locator: str) -> None:
    """Raise IngestError when XML declares entities: nothing that is read here needs them, bombs do."""
    if b"<!ENTITY" in content.replace(b"\0", b"").upper():
        raise IngestError(
            f"{locator} : ce fichier XML déclare des entités, ce qui sert à piéger les lecteurs ; il n’est "
            "pas ouvert. Demandez au site un fichier sans « <!ENTITY »."
        )


def too_large(locator: str, limit: int) -> IngestError:
    """Return the error of a body that passes its limit."""
    return IngestError(
        f"{locator} : trop volumineux (la limite est de {limit / 1048576:.0f} Mio, une fois décompressé). "
        "Donnez une adresse plus précise, ou téléchargez ce qui est utile et donnez le fichier."
    )


def _counted(pieces: Iterable[bytes], limit: int, locator: str) -> Iterator[bytes]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > limit:
            raise too_large(locator, limit)
        yield piece


def _decoded(pieces: Iterable[bytes], encoding: str, locator: str) -> Iterator[bytes]:
    if encoding in ("", "identity"):
        yield from pieces
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise IngestError(
            f"{locator} : réponse compressée d’une façon inconnue ({encoding}). Téléchargez le document dans "
            "un navigateur et donnez le fichier."
        )
    reader = zlib.decompressobj(_AUTO)
    try:
        for piece in pieces:
            rest = piece
            while rest:
                if reader.eof:  # a gzip file may have several members
                    if not rest.strip(b"\0"):
                        break
                    reader = zlib.decompressobj(_AUTO)
                yield reader.decompress(rest, _PIECE)
                rest = reader.unused_data if reader.eof else reader.unconsumed_tail
        yield reader.flush(_PIECE)
    except zlib.error as error:
        raise IngestError(
            f"{locator} : réponse compressée abîmée. Réessayez, ou téléchargez le document et donnez le fichier."
        ) from error
    if not reader.eof:
        raise IngestError(f"{locator} : réponse coupée avant sa fin. Réessayez plus tard.")
