"""The quality board: what is wrong or incomplete in what the centre publishes, each line with the way to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from centre.workshop import workshop_of
from explorer.components import badge, link, prose, titled
from explorer.layout import title
from explorer.links import entity_href, href, kind_of, short_id
from explorer.session import centre, count, language, say

SHOWN = 8
"""Lines of a group shown at once; the others are folded."""
_FRESH = 600
"""Seconds after which a check is made again, whatever was published since."""

PLAIN = {
    "doubtful": "Cet acteur, ou un rôle",
    "no_theme": "Cette activité n’a pas de thème",
    "no_territory": "Cette activité n’a pas de territoire",
    "no_date": "Cette ressource n’a pas de date",
    "to_be_set": "La date de cette activité reste à fixer",
    "outside": "La date de cette activité sort de la période",
    "same": "Peut-être une seule et même fiche",
    "differ": "Les documents ne disent pas la même chose",
}
"""How the messages of the check begin that have a heading of their own here."""

Finding = Mapping[str, Any]


def page() -> None:
    """Show the groups of findings, the gravest first."""
    title("quality.title", "quality.lead")
    report = _checked(centre().version() or "", id(centre()))
    violations, warnings = report["violations"], report["warnings"]
    problems = centre().decisions().problems
    failed = workshop_of(centre()).failures()
    if not (violations or warnings or problems or failed):
        st.html(f'<p role="status">{escape(say("quality.none"))}</p>')
        return
    st.html(
        f'<p role="status">{escape(say("quality.wrong" if violations or problems else "quality.sound"))}</p>'
    )
    for findings, css, state in ((violations, "warn", "violation"), (warnings, "", "warning")):
        for name, group in grouped(findings).items():
            mark = badge(say(f"quality.{state}"), css)
            heading, fix = _told(name, str(group[0]["fix"]))
            st.html(_group(heading, mark, [_line(one) for one in group], fix))
    if failed:
        lines = [f"<li>{prose(_reason(one))}</li>" for one in failed]
        st.html(_group(say("quality.failure"), "", lines, say("quality.failure_fix")))
    if problems:
        lines = [f"<li>{prose(one)}</li>" for one in problems]
        st.html(_group(say("quality.register"), "", lines, ""))


@st.cache_resource(show_spinner=False, ttl=_FRESH, max_entries=4)
def _checked(version: str, asked: int) -> dict[str, Any]:
    return centre().check()


def grouped(findings: list[Finding]) -> dict[str, list[Finding]]:
    """Return findings by what is the matter, the most numerous first; scores and places do not make groups."""
    groups: dict[str, list[Finding]] = {}
    for one in findings:
        groups.setdefault(_matter(str(one["message"])), []).append(one)
    return dict(sorted(groups.items(), key=lambda group: -len(group[1])))


def _matter(message: str) -> str:
    """Return the first sentence of a message, without what it says in parentheses."""
    return f"{message.split(' (', 1)[0].split('. ', 1)[0].rstrip('.')}."


def _told(matter: str, fix: str) -> tuple[str, str]:
    """Return the heading of a group and how to mend it, in the words of the staff where there are some."""
    for code, beginning in PLAIN.items():
        if matter.startswith(beginning):
            return say(f"quality.{code}"), say(f"quality.{code}_fix")
    return matter, fix


def _group(name: str, mark: str, lines: list[str], fix: str) -> str:
    head = f'<h2>{prose(name)} {mark} <span class="count">{escape(count("finding", len(lines)))}</span></h2>'
    how = ""
    if fix:
        how = f'<p class="facts">{prose(fix)}</p>'
    body = f'<ul class="plain board">{"".join(lines[:SHOWN])}</ul>'
    if len(lines) > SHOWN:
        rest = escape(say("quality.more", count=len(lines) - SHOWN))
        body += f'<details><summary>{rest}</summary><ul class="plain board">{"".join(lines[SHOWN:])}</ul></details>'
    return f'<section class="quality">{head}{how}{body}</section>'


def _line(finding: Finding) -> str:
    """Return a finding with the link that leads to where it is mended."""
    focus = str(finding["focus"])
    kind = kind_of(focus)
    more = str(finding["message"]).split(". ", 1)
    detail = (
        f'<br><span class="facts">{prose(more[1].rstrip("."))}</span>' if len(more) > 1 and more[1] else ""
    )
    if kind == "match":
        address, key = (
            href("atelier", language(), {"partie": "relecture", "sorte": "events"}),
            "quality.review",
        )
    elif kind == "actor":
        asked = {"partie": "fiche", "id": short_id(focus)}
        address, key = href("atelier", language(), asked), "quality.fix"
    else:
        address, key = entity_href(focus, language()), "quality.see"
    name = titled(str(finding["label"]))
    hidden = f'<span class="unseen"> : {name}</span>'
    return f"<li><span>{name}{detail}</span> {link(address, escape(say(key)) + hidden, 'fix')}</li>"


def _reason(failure: Mapping[str, Any]) -> str:
    return str(failure.get("reason") or failure.get("source") or "")
