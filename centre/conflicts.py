"""What the documents that speak of one event do not agree on, as French sentences."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from centre.dates_fr import date_text
from centre.names import name_of

if TYPE_CHECKING:
    from centre.opened import Opened

_SOURCES = {
    "programme": "le programme",
    "newsletter": "la lettre d’information",
    "website": "la page web",
    "news": "l’actualité",
    "note": "la note",
    "report": "le rapport",
    "dossier": "le dossier",
    "press-review": "la revue de presse",
}
_MINUTES = re.compile(r"comptes?[ -]rendus?|proc[eè]s[ -]verb|relev[ée] de|\b(?:cr|pv)\b", re.IGNORECASE)

Said = dict[str, Any]


def conflicts(opened: Opened, said: list[Said]) -> tuple[str, ...]:
    """Return a sentence for each thing on which statements cannot all be right.

    A place or a date that is only less precise, and an announcement of what was then held, are no conflict.
    """
    if len({one["document"] for one in said}) < 2:
        return ()
    names = _names(said)
    lines = [
        _line("Date", said, names, lambda one: one["edtf"], _date, _dates_agree),
        _line("Horaire", said, names, lambda one: one["start_time"], _hour, _hours_agree),
        _line(
            "Lieu",
            said,
            names,
            lambda one: one["place"],
            _place,
            lambda one, other: _same_place(opened, one, other),
        ),
        _line(
            "Modalité",
            said,
            names,
            lambda one: one["mode"],
            _mode,
            lambda one, other: one["mode"] == other["mode"],
        ),
        _line("État", said, names, lambda one: one["modality"], _state, _states_agree),
    ]
    return tuple(line for line in lines if line)


def _line(
    name: str,
    said: list[Said],
    names: dict[str, str],
    value: Callable[[Said], Any],
    words: Callable[[Said], str],
    agree: Callable[[Said, Said], bool],
) -> str:
    """Return `Lieu : Paris selon le programme, Lyon selon le compte rendu.`, nothing when all agree."""
    telling = [one for one in reversed(said) if value(one)]
    apart = any(not agree(one, other) for at, one in enumerate(telling) for other in telling[at + 1 :])
    if not apart:
        return ""
    told: dict[str, list[str]] = {}
    for one in telling:
        told.setdefault(words(one), []).append(names[one["document"]])
    parts = [f"{shown} selon {_listed(dict.fromkeys(sources))}" for shown, sources in told.items()]
    return f"{name} : {', '.join(parts)}."


def _names(said: list[Said]) -> dict[str, str]:
    """Return how each document is called: `le programme`, with its title where two have one name."""
    names = {one["document"]: _source(one) for one in said}
    titles = {one["document"]: f"« {one['document_title']} »" for one in said}
    every = list(names.values())
    return {
        document: name if every.count(name) == 1 and name else titles[document]
        for document, name in names.items()
    }


def _source(one: Said) -> str:
    if one["format"] == "text/calendar":
        return "l’agenda"
    if _MINUTES.match(one["document_title"]):
        return "le compte rendu"
    return _SOURCES.get(one["resource_kind"] or "", "")


def _listed(names: dict[str, None]) -> str:
    every = list(names)
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} et {every[-1]}"


def _date(one: Said) -> str:
    return date_text(one["edtf"], one["date_note"], one["date_quote"])


def _hour(one: Said) -> str:
    hour, _, minutes = str(one["start_time"]).partition(":")
    return f"{hour.lstrip('0') or '0'} h {minutes[:2]}".removesuffix(" 00")


def _place(one: Said) -> str:
    return str(one["place"])


def _mode(one: Said) -> str:
    return name_of("mode", one["mode"])


def _state(one: Said) -> str:
    return name_of("status", one["modality"])


def _dates_agree(one: Said, other: Said) -> bool:
    from graph.days import YEAR, nearness, stretches

    near = nearness(stretches(one["edtf"]), stretches(other["edtf"]))
    return near is None or near >= YEAR * 0.9


def _hours_agree(one: Said, other: Said) -> bool:
    return _hour(one) == _hour(other)


def _states_agree(one: Said, other: Said) -> bool:
    return bool((one["modality"] == "cancelled") == (other["modality"] == "cancelled"))


def _same_place(opened: Opened, one: Said, other: Said) -> bool:
    from graph.titles import tokens

    words = [{token.norm for token in tokens(told["place"])} for told in (one, other)]
    if words[0] & words[1]:
        return True
    first, second = set(one["territories"]), set(other["territories"])
    within = opened.vocabulary.containers
    around = [{wider for iri in found for wider in within(iri)} | found for found in (first, second)]
    return bool(first & around[1] or second & around[0])
