"""A letter as an HTML e-mail: styles inside the elements, a layout table of 600 pixels, escaped by default."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from publications.records import Draft
from publications.sourcing import SOURCE, date_text, facts_text, rest_text, source_text

if TYPE_CHECKING:
    from jinja2 import Template

_TEMPLATE: Final = Path(__file__).with_name("letter.html.j2")
_STYLE: Final = Path(__file__).with_name("letter.css")


def to_html(draft: Draft, footer: str = "", leave: str | None = None) -> str:
    """Return a draft as HTML; `leave` is the address where a reader asks to receive no more."""
    import css_inline

    page = _template().render(draft=draft, footer=footer, leave=leave)
    style = _STYLE.read_text("utf-8")
    inlined = css_inline.CSSInliner(load_remote_stylesheets=False, extra_css=style).inline(page)
    # mail programs that know screens and dark mode read these; the others drop them
    adapted = style[style.index("@media") :]
    return inlined.replace("</head>", f"<style>\n{adapted}</style>\n</head>", 1)


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=False)
    environment.globals.update(
        facts=facts_text, date=date_text, rest=rest_text, source=source_text, SOURCE=SOURCE
    )
    return environment.from_string(_TEMPLATE.read_text("utf-8"))
