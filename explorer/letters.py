"""The letter of a month or the press review of a theme: seen, edited line by line, previewed and taken away."""

from __future__ import annotations

import base64
from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from explorer.components import joined, link, message, prose
from explorer.dates import month_title
from explorer.layout import title
from explorer.session import centre, language, references, say, site
from explorer.texts import sort_key

if TYPE_CHECKING:
    from publications.records import Draft, Line, Section

KINDS = ("newsletter", "press-review")
FORMATS = ("html", "docx", "md", "eml")
_ICONS = {"html": "html", "docx": "description", "md": "notes", "eml": "mail"}


def page() -> None:
    """Show the draft of a letter, with what is needed to finish it."""
    title("letters.title", "letters.lead")
    made = _chosen()
    if made is None:
        st.html(message(say("letters.none"), say("letters.none_help")))
        return
    if made.message:
        st.html(message("", made.message))
    finished = _edited(made)
    with st.container(horizontal=True):
        for format in FORMATS:
            _download(finished, format)
    editing, seen = st.tabs([say("letters.edit"), say("letters.preview")])
    with editing:
        _editor(made)
    with seen:
        _preview(finished)


def _chosen() -> Draft | None:
    """Show what the letter is about; return its draft, None when no month has anything."""
    from publications import letter
    from publications.choosing import months_of

    kinds, months, themes, places = st.columns([1.3, 1, 1.5, 1.5])
    kind = _coded(kinds, "sorte", "letters.kind", {code: say(f"letters.{code}") for code in KINDS})
    known = sorted(set(months_of(centre().pieces())), reverse=True)
    if not known:
        return None
    month = _coded(months, "mois", "letters.month", {code: month_title(code, language()) for code in known})
    theme = _choice(themes, "letters.theme", "theme")
    territory = _choice(places, "letters.territory", "territory")
    make = letter.press_review if kind == "press-review" else letter.newsletter
    return make(centre(), month, theme=theme, territory=territory, site=site())


def _coded(cell: st.delta_generator.DeltaGenerator, name: str, label: str, names: dict[str, str]) -> str:
    """Offer codes by their names, the first by default; the address holds the code, in any language."""
    asked, codes = st.query_params.get(name), list(names)
    chosen: str = cell.selectbox(
        say(label),
        codes,
        index=codes.index(asked) if asked in names else 0,
        key=f"{name} {asked}",  # another address, another box: the back button moves it too
        format_func=names.__getitem__,
    )
    if chosen != (asked or codes[0]):
        st.query_params[name] = chosen
    return chosen


def _choice(cell: st.delta_generator.DeltaGenerator, label: str, kind: str) -> str | None:
    options = sorted({reference.label for reference in references(kind)}, key=sort_key)  # type: ignore[arg-type]
    key = {"theme": "theme", "territory": "territoire"}[kind]
    chosen: str | None = cell.selectbox(
        say(label), options, index=None, key=key, placeholder=say("agenda.any"), bind="query-params"
    )
    return chosen


def _key(draft: Draft, what: str) -> str:
    """Return the name of a box: another letter has other boxes."""
    return f"{draft.snapshot} {draft.name} {draft.title} {what}"


def _edited(draft: Draft) -> Draft:
    """Return the draft as the boxes of the page have it; the counts follow the lines that are kept."""
    from publications.letter import edited

    held = st.session_state
    out = [line.id for line in draft.lines if not held.get(_key(draft, f"keep {line.id}"), True)]
    texts = {
        line.id: held[key].strip()
        for line in draft.lines
        if (key := _key(draft, f"text {line.id}")) in held and held[key] is not None
    }
    counted = edited(draft, without=out).introduction
    written, told = _key(draft, "introduction"), _key(draft, "counted")
    if held.get(written) in (None, held.get(told)):  # nobody wrote another one
        held[written] = counted
    held[told] = counted
    return edited(
        draft,
        without=out,
        title=(held.get(_key(draft, "title")) or "").strip() or draft.title,
        introduction=held[written].strip(),
        texts=texts,
    )


def _editor(draft: Draft) -> None:
    st.text_input(say("letters.name"), value=draft.title, key=_key(draft, "title"))
    st.text_area(say("letters.introduction"), key=_key(draft, "introduction"), height=100)
    for section in draft.sections:
        _section(draft, section)


def _section(draft: Draft, section: Section) -> None:
    st.html(f"<h2>{prose(section.heading)}</h2>")
    for group in section.groups:
        if group.heading:
            st.html(f'<h3 class="letters">{prose(group.heading)}</h3>')
        for line in group.lines:
            _line(draft, line)


def _line(draft: Draft, line: Line) -> None:
    """Show a line with the box that keeps it, its facts and source, and its text to be edited."""
    from publications.sourcing import facts_text, source_text

    kept = st.checkbox(_plain(line.title), value=True, key=_key(draft, f"keep {line.id}"))
    if not kept:
        return
    flags = "".join(f'<span class="badge warn">{prose(flag)}</span>' for flag in line.flags)
    place = prose(source_text(line))
    source = link(line.source.link, place, "source") if line.source.link else place
    facts = joined([flags, prose(facts_text(line))])
    st.html(
        f'<div class="letters"><p class="facts">{facts}</p>'
        f'<p class="facts">{escape(say("source"))} {source}</p></div>'
    )
    with st.expander(say("letters.text"), expanded=False):
        st.text_area(
            say("letters.text_of", title=line.title),
            value=line.text,
            key=_key(draft, f"text {line.id}"),
            label_visibility="collapsed",
            height=100,
        )


def _plain(text: str) -> str:
    r"""Return a text that the label of a box shows as it is: Markdown means nothing in it."""
    return "".join(f"\\{char}" if char in r"\`*_[]()#+-.!<>|~:$^=" else char for char in text)


def _download(draft: Draft, format: str) -> None:
    from publications.files import TYPES, written

    st.download_button(
        say(f"letters.as.{format}"),
        data=partial(written, draft, format),
        file_name=f"{draft.name}.{format}",
        mime=TYPES[format],
        on_click="ignore",
        icon=f":material/{_ICONS[format]}:",
        key=f"as {format}",
    )


def _preview(draft: Draft) -> None:
    """Show the letter as mail programs do, in a frame that cannot reach the site."""
    from publications.html import to_html

    shown = to_html(draft).replace("<head>", '<head><base target="_blank">', 1)
    content = base64.b64encode(shown.encode()).decode()
    st.iframe(f"data:text/html;charset=utf-8;base64,{content}", height=900, alt=draft.title)
