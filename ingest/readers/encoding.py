"""Decode the bytes of text files: UTF-8, UTF-16 with or without its mark, and the old 8-bit encodings."""

from __future__ import annotations

import codecs

from ingest.document import IngestError

_EIGHT_BIT = ["cp1252", "iso8859_15", "mac_roman", "cp850"]
_EXPECTED = "éèêëàâçùûüîïôœÉÈÀÇŒ’‘“”«»…–—°·€"


def decode(content: bytes, locator: str) -> str:
    """Return the text of `content`; raise IngestError if it is binary."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _decode(content, encoding, locator)
    wide = _wide_encoding(content)
    if wide:
        return _decode(content, wide, locator)
    if is_binary(content):
        raise _binary(locator)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(_eight_bit_encoding(content), errors="replace")


def is_binary(content: bytes) -> bool:
    """Tell whether 8-bit content holds what no text holds: zero bytes or many control characters."""
    if _wide_encoding(content):
        return False
    head = content[:65536]
    controls = sum(byte < 32 and byte not in (9, 10, 11, 12, 13, 27) for byte in head)
    return b"\0" in head or controls > 0.02 * len(head)


def _wide_encoding(content: bytes) -> str | None:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = content[:4096]
    if len(head) < 4:
        return None
    even, odd = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / len(head[1::2])
    encoding = "utf-16-le" if odd > 0.6 and even < 0.1 else "utf-16-be" if even > 0.6 and odd < 0.1 else None
    if encoding is None:
        return None
    text = head[: len(head) // 2 * 2].decode(encoding, errors="replace")
    return encoding if sum(char.isprintable() or char.isspace() for char in text) >= 0.9 * len(text) else None


def _decode(content: bytes, encoding: str, locator: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise _binary(locator) from None


def _eight_bit_encoding(content: bytes) -> str:
    """Return the encoding that gives the most of the signs French is written with; cp1252 when they tie."""
    from charset_normalizer import from_bytes

    plausible = [match.encoding for match in from_bytes(content[:65536], cp_isolation=_EIGHT_BIT)]
    ranked = sorted(_EIGHT_BIT, key=lambda name: (-_french(content, name), name not in plausible))
    best = ranked[0]
    return "cp1252" if _french(content, "cp1252") >= _french(content, best) else best


def _french(content: bytes, encoding: str) -> int:
    text = content[:65536].decode(encoding, errors="replace")
    return sum(1 if char in _EXPECTED else -1 if not char.isascii() else 0 for char in text)


def _binary(locator: str) -> IngestError:
    return IngestError(
        f"{locator} : ce fichier porte un nom de texte mais son contenu est binaire. "
        "Redonnez le document d’origine, ou enregistrez-le en texte, en PDF ou en DOCX."
    )
