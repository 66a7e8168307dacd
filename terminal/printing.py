"""Where things are printed: answers on stdout, the rest on stderr."""

from __future__ import annotations

import json
import sys
from typing import Any, Final, NoReturn

import typer

WRONG: Final = 2
"""Exit code of a request that cannot be served."""


def plain(record: Any) -> dict[str, Any]:
    """Return a record as what JSON can write."""
    from dataclasses import asdict

    return asdict(record)


def write(answer: dict[str, Any]) -> None:
    """Print one JSON document."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")


def write_record(record: Any) -> None:
    """Print a record as one JSON document."""
    write(plain(record))


def tell(as_json: bool, answer: dict[str, Any], text: str) -> None:
    """Print an answer as JSON or as text."""
    if as_json:
        write(answer)
    else:
        print(text)


def say(text: str) -> None:
    """Print a line on stderr."""
    print(text, file=sys.stderr)


def refuse(text: str) -> NoReturn:
    """Say why a request cannot be served, and end."""
    say(text)
    raise typer.Exit(WRONG)
