"""The pieces that pages are made of, as escaped HTML: badges, chips, marked text, agenda rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from explorer.dates import date_words, tied, time_words
from explorer.links import calendar_href, document_href, entity_href, href
from explorer.session import Kind, count, iris, language, say
from explorer.texts import number, plain_spaces, printed, translated, typographic, word
from explorer.unsure import why_unsure

if TYPE_CHECKING:
    from centre.records import AgendaRow, Reference, ResourceRow


LABELS = 6
"""Labels that a row of a list shows at most."""


def link(address: str, shown: str, css: str = "", *, current: str = "", title: str = "") -> str:
    """Return a link inside the site; `shown` is already HTML, `current` an `aria-current` value."""
    state = f' aria-current="{current}"' if current else ""
    hint = f' title="{escape(title)}"' if title else ""
    css = f"in {css}".strip()
    return f'<a class="{css}" href="{escape(address)}"{state}{hint}>{shown}</a>'


def outward(address: str, shown: str, css: str = "") -> str:
    """Return a link to what the service answers (a file, a feed, data), which the browser follows by itself."""
    style = f' class="{css}"' if css else ""
    return f'<a{style} href="{escape(address)}">{shown}</a>'


def copyable(text: str, seen: bool = False) -> str:
    """Return the button that copies a text; the text itself is shown beside it when it is to be `seen`."""
    copy, copied = escape(say("entity.copy")), escape(say("entity.copied"))
    held = (
        f"<code>{escape(text)}</code>"
        if seen
        else f'<code class="unseen" aria-hidden="true">{escape(text)}</code>'
    )
    return f'<span class="copied">{held} <button type="button" class="copy" data-done="{copied}">{copy}</button></span>'


def prose(text: str) -> str:
    """Return a sentence of the centre as HTML, with its spaces as they should break."""
    return escape(typographic(text))


def titled(text: str) -> str:
    """Return a name or a title of the centre as HTML, with its apostrophes and spaces as they are printed."""
    return escape(printed(text))


def badge(text: str, css: str = "", title: str = "") -> str:
    """Return a small label; nothing for an empty text."""
    hint = f' title="{escape(title)}"' if title else ""
    return f'<span class="badge {css}"{hint}>{titled(text)}</span>' if text else ""


def to_confirm(status: str) -> str:
    """Return the mark of what was found in a text and confirmed by nobody; nothing for a fact."""
    return badge(say("to_confirm"), "warn", say("to_confirm.help")) if status == "candidate" else ""


def chips(labels: Iterable[str], kind: Kind = "theme", title: str = "") -> str:
    """Return labels as chips that lead to their pages where they have one."""
    return chip_list(chip_items(labels, kind), title)


def first_chips(labels: Sequence[str], kind: Kind = "theme") -> list[str]:
    """Return the first labels as chips and how many others there are; a page of its own has them all."""
    items = chip_items(labels[:LABELS], kind)
    if len(labels) > LABELS:
        items.append(f'<span class="detail">+ {number(len(labels) - LABELS, language())}</span>')
    return items


def chip_items(labels: Iterable[str], kind: Kind) -> list[str]:
    """Return each label as a chip."""
    known = iris(kind)
    return [
        link(entity_href(known[label], language()), titled(label), f"chip {kind}")
        if label in known
        else f'<span class="chip {kind}">{titled(label)}</span>'
        for label in labels
    ]


def reference_chips(references: Iterable[Reference]) -> str:
    """Return references as chips, each with its detail and count."""
    return chip_list([reference_link(reference, f"chip {reference.kind}") for reference in references])


def reference_link(reference: Reference, css: str = "") -> str:
    """Return a link to the page of a reference, with its detail and count."""
    shown = titled(reference.label)
    if reference.detail:
        shown += f' <span class="detail">{prose(translated(reference.detail, language()))}</span>'
    if reference.count is not None:
        shown += f' <span class="count">{number(reference.count, language())}</span>'
    return link(entity_href(reference.id, language(), reference.kind), shown, css)


def reference_line(reference: Reference, of: str = "activity") -> str:
    """Return a reference as a line: its link, then its detail and how many activities or mentions it has."""
    name = link(entity_href(reference.id, language(), reference.kind), titled(reference.label))
    over = count(of, reference.count) if reference.count else ""
    detail = joined([prose(translated(reference.detail, language())), escape(over)])
    return f'<li>{name} <span class="detail">{detail}</span></li>' if detail else f"<li>{name}</li>"


def chip_list(items: Sequence[str], title: str = "") -> str:
    """Return chips as a list; nothing when there are none."""
    if not items:
        return ""
    head = f'<li class="lead">{escape(title)}</li>' if title else ""
    return f'<ul class="chips">{head}{"".join(f"<li>{item}</li>" for item in items)}</ul>'


def marked(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """Return a text as HTML with its stretches marked, clipped to the text and never twice."""
    text = typographic(text)
    shown, done = "", 0
    for start, end in sorted(stretches):
        start, end = max(start, done), min(end, len(text))
        if start < end:
            shown += f"{escape(text[done:start])}<mark>{escape(text[start:end])}</mark>"
            done = end
    return shown + escape(text[done:])


def source(document: str, title: str, page: int | None, **place: int | str | None) -> str:
    """Return a link to the place of a document that a fact rests on (`start` and `end`, or `excerpt`)."""
    shown = titled(title or word("kind", "document", language()))
    if page is not None:
        shown += f", {escape(say('page.short', page=page))}"
    return link(document_href(document, language(), page=page, **place), shown, "source")


def agenda_date(row: AgendaRow) -> str:
    """Return the date of a session in words, in the language of the address."""
    if language() == "en" and row.edtf:
        return date_words(row.edtf, "en")
    return tied(row.date_text) or date_words(row.edtf) or say("agenda.undated")


def agenda_row(row: AgendaRow, brief: bool = False) -> str:
    """Return a session as a line of the agenda; `brief` leaves out actors, themes and source."""
    hour = time_words(row.start_time, language())
    when = prose(agenda_date(row)) + (f"<br><small>{escape(hour)}</small>" if hour else "")
    title = link(entity_href(row.id, language(), "event"), titled(row.title))
    mode = word("mode", row.mode, language()) if row.mode else ""
    sure = row.status in ("announced", "held")
    why = why_unsure(row)
    doubt = (
        badge(say("unsure.part"), "warn")
        if row.status == "announced" and why
        else badge(word("status", row.status, language()), "" if sure else "warn")
        if row.status != "announced"
        else ""
    )
    if row.conflicts:
        doubt += badge(say("told.differ"), "warn", " ".join(row.conflicts))
    series = ""
    if row.series and row.series not in row.title:
        series = (
            link(entity_href(row.series_id, language()), titled(row.series))
            if row.series_id
            else titled(row.series)
        )
    facts = [series, escape(mode), titled(row.place or ""), doubt]
    body = f'<h3>{title}</h3><p class="facts">{joined(facts)}</p>'
    if why and not brief:
        body += f'<p class="facts">{escape(why)}</p>'
    if not brief:
        actors = [
            link(entity_href(actor.id, language(), "actor"), titled(actor.label))
            + f' <span class="detail">({escape(word("role", actor.role, language()))})</span>'
            + (f" {mark}" if (mark := to_confirm(actor.status)) else "")
            for actor in row.actors
        ]
        body += f'<p class="facts">{joined(actors)}</p>{themes_and_places(row)}'
        place = source(row.document, row.document_title, row.page)
        taken = outward(calendar_href(row.id), escape(say("agenda.add")), "add") if row.start else ""
        told_by = f"{escape(say('source'))} {place}"
        body += f'<p class="facts">{joined((told_by, taken))}</p>'
    struck = " cancelled" if row.status == "cancelled" else ""
    return f'<li class="session{struck}"><p class="when">{when}</p><div>{body}</div></li>'


def themes_and_places(row: AgendaRow) -> str:
    """Return the themes and the territories of a session as one line of chips."""
    return chip_list([*first_chips(row.themes), *first_chips(row.territories, "territory")])


def agenda_list(rows: Iterable[AgendaRow], brief: bool = False) -> str:
    """Return sessions as a list."""
    return f'<ul class="plain">{"".join(agenda_row(row, brief) for row in rows)}</ul>'


def resource_row(row: ResourceRow) -> str:
    """Return a resource as a line."""
    title = link(entity_href(row.id, language(), "resource"), titled(row.title))
    facts = [
        badge(word("resource", row.kind, language())),
        escape(date_words(row.date, language())),
        titled(", ".join(row.actors)),
        source(row.document, word("kind", "document", language()), row.page) if row.document else "",
    ]
    themes = chip_list(first_chips(row.themes))
    return f'<li class="row"><h3>{title}</h3><p class="facts">{joined(facts)}</p>{themes}</li>'


def unseen_heading(key: str) -> str:
    """Return a heading for those who listen to the page; those who see it do not need it."""
    return f'<h2 class="unseen">{escape(say(key))}</h2>'


def message(title: str, body: str, action: str = "") -> str:
    """Return a message that says what is the matter and what to do; `action` is HTML."""
    heading = f"<h2>{escape(title)}</h2>" if title else ""
    return f'<div class="notice" role="status">{heading}<p>{prose(body)}</p>{action}</div>'


def examples(questions: Iterable[tuple[str, str]]) -> str:
    """Return pairs of page and question as links that ask the question."""
    return chip_list([example(path, asked, asked) for path, asked in questions])


def example(path: str, asked: str, shown: str) -> str:
    """Return a link that asks a question on a page."""
    return link(href(path, language(), {"q": plain_spaces(asked)}), prose(shown), "example")


def figures(status: dict[str, object], names: Iterable[str]) -> str:
    """Return counts of the centre as a row of figures."""
    cells = "".join(
        f"<div><dt>{escape(say(f'figure.{name}'))}</dt><dd>{number(value, language())}</dd></div>"
        for name in names
        if isinstance(value := status.get(name), int)
    )
    return f'<dl class="figures">{cells}</dl>'


def facts_line(items: Iterable[str]) -> str:
    """Return facts as a line, those that are empty left out; nothing when all are."""
    body = joined(items)
    return f'<p class="facts">{body}</p>' if body else ""


def joined(items: Iterable[str]) -> str:
    """Return pieces of HTML with a dot between them, those that are empty left out."""
    return '<span class="dot" aria-hidden="true"> · </span>'.join(item for item in items if item)
