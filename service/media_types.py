"""Which of the media types on offer a client prefers (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence


def preferred(accept: str, offered: Sequence[str]) -> str:
    """Return the type on offer that an Accept header prefers, the first on offer among equals; empty: none.

    The most precise range that covers a type says what it is worth; without a header all are welcome.
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    if not ranges:
        return offered[0]
    worth = {one: _worth(one, ranges) for one in offered}
    best = max(offered, key=lambda one: worth[one])
    return best if worth[best] > 0 else ""


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                return name, min(1.0, max(0.0, float(value)))
            except ValueError:
                return name, 0.0
    return name, 1.0


def _worth(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    for covering in (media_type, f"{media_type.split('/')[0]}/*", "*/*"):
        found = [quality for name, quality in ranges if name == covering]
        if found:
            return max(found)
    return 0.0
