"""The named questions: a file of `graph/queries/` is filled with values and put to a store.

A question file is plain SPARQL that runs as it stands, and says in comments how it is asked:

- `VALUES ?theme { UNDEF } # themes: iri` takes the values of the parameter `themes`, as `iri` or `text`;
  without a value the line stays, and means "any";
- the lines from `#if themes` to `#end` are kept only when `themes` has a value;
- `# lists: alt_labels` names the columns that hold several values, which become Python lists;
- `# one row for each: event` keeps one row for each value of these columns: the one with the highest `rank`
  (a column that is then dropped), the first where ranks are equal or there are none;
- the part from `{ #first` to `} #then`, a SELECT, is asked alone and its rows stand in its place: the same answer,
  since a SELECT inside another knows nothing of what is around it, without the engine joining what is around it
  with the whole graph.

Values enter as RDF terms written by the store, never as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from rdflib import Literal, URIRef

from graph.store import GraphError, Row, Store, term_text

QUERIES = Path(__file__).parent / "queries"

_VALUES = re.compile(r"^(\s*)VALUES \?(\w+) \{ UNDEF \} # (\w+): (iri|text)$")
_LISTS = "# lists:"
_ONE_ROW = "# one row for each:"
_SEPARATOR = "\n"
_STAGE = re.compile(r"\{ #first\n(.*?)\n *\} #then\n", re.DOTALL)
_STAGED = 50_000
"""Rows of a part asked alone that are put in its place; where there are more, the whole is asked at once."""

Binding = str | Iterable[str] | None
Answer = dict[str, Any]


def questions() -> dict[str, str]:
    """Return the name of each question, with the question in plain words."""
    return {
        path.stem: _text(path.stem).split("\n", 1)[0].lstrip("# ") for path in sorted(QUERIES.glob("*.rq"))
    }


def parameters(name: str) -> frozenset[str]:
    """Return the names of the values that a question takes."""
    return frozenset(match[3] for line in _text(name).splitlines() if (match := _VALUES.match(line)))


def render(name: str, **bindings: Binding) -> str:
    """Return a question as self-contained SPARQL, its values filled in; a value is a string or several."""
    values = {key: found for key, value in bindings.items() if (found := _strings(value))}
    unknown = sorted(set(bindings) - parameters(name))
    if unknown:
        known = ", ".join(sorted(parameters(name))) or "aucun"
        raise GraphError(
            f"La question « {name} » ne prend pas « {', '.join(unknown)} » (possibles : {known})."
        )
    lines: list[str] = []
    kept = True
    for line in _text(name).splitlines():
        if line.lstrip().startswith("#if "):
            kept = line.split()[1] in values
        elif line.strip() == "#end":
            kept = True
        elif kept:
            lines.append(_filled(line, values))
    return "\n".join(lines) + "\n"


def ask(store: Store, name: str, **bindings: Binding) -> list[Answer]:
    """Put a named question to a store and return its rows, in the order the question gives."""
    rows = store.query(_staged(store, render(name, **bindings)))
    text = _text(name)
    lists = _columns(text, _LISTS)
    key = _columns(text, _ONE_ROW)
    return [_answer(row, lists) for row in (_one_row_each(rows, key) if key else rows)]


def _staged(store: Store, sparql: str) -> str:
    """Return a question with its first part answered, where it names one."""
    found = _STAGE.search(sparql)
    if found is None:
        return sparql
    opening = sparql[: sparql.index("SELECT")]
    values = store.values(opening + found[1], most=_STAGED)
    return sparql if values is None else f"{sparql[: found.start()]}{values}\n{sparql[found.end() :]}"


def _filled(line: str, values: Mapping[str, list[str]]) -> str:
    match = _VALUES.match(line)
    if not match or match[3] not in values:
        return line
    indent, variable, name, kind = match.groups()
    terms = (term_text(URIRef(value) if kind == "iri" else Literal(value)) for value in values[name])
    return f"{indent}VALUES ?{variable} {{ {' '.join(terms)} }}"


def _strings(value: Binding) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


def _one_row_each(rows: list[Row], key: list[str]) -> list[Row]:
    best: dict[tuple[object, ...], Row] = {}
    for row in rows:
        place = tuple(row[column] for column in key)
        if place not in best or str(row.get("rank") or "") > str(best[place].get("rank") or ""):
            best[place] = row
    chosen = {id(row) for row in best.values()}
    return [row for row in rows if id(row) in chosen]


def _answer(row: Row, lists: list[str]) -> Answer:
    answer: Answer = {column: value for column, value in row.items() if column != "rank"}
    for column in lists:
        answer[column] = [part for part in str(answer[column] or "").split(_SEPARATOR) if part]
    return answer


def _columns(text: str, mark: str) -> list[str]:
    return next((line.removeprefix(mark).split() for line in text.splitlines() if line.startswith(mark)), [])


@cache
def _text(name: str) -> str:
    path = QUERIES / f"{name}.rq"
    if not re.fullmatch(r"\w+", name) or not path.is_file():
        raise GraphError(f"Aucune question ne s’appelle « {name} ». Possibles : {', '.join(_names())}.")
    return path.read_text(encoding="utf-8")


def _names() -> list[str]:
    return sorted(path.stem for path in QUERIES.glob("*.rq"))
