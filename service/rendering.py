"""From the records of the centre to HTML: templates that escape, and the words and addresses they may use."""

from __future__ import annotations

import json
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from centre import dates_en
from centre.names import field_name, name_of, sentence, translated, word
from centre.typography import NO_BREAK, number, printed, typographic
from service.addresses import base_url, explorer_path, path_of, root
from service.freshness import STYLE, style_tag
from service.negotiation import DATA
from service.wording import KINDS, text

if TYPE_CHECKING:
    from starlette.requests import Request

    from centre.names import Language

FOLLOWED = ("actor", "theme", "territory", "series", "event", "resource", "document")
"""The kinds of things that have a feed."""
TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(printed=printed, prose=typographic, sentence=sentence, place=quote)
    environment.globals.update(DATA=DATA, KINDS=KINDS, FOLLOWED=FOLLOWED)
    return environment


def render(template: str, request: Request, language: Language, **values: Any) -> str:
    """Return a template filled in, in the language of the words around the content."""
    prefix = root(request)
    english = {"lang": "en"} if language == "en" else {}

    def local(iri: str, **asked: object) -> str:
        return prefix + path_of(iri, **english, **asked)

    def counted(value: float) -> str:
        return number(value, language)

    return (
        _environment()
        .get_template(template)
        .render(
            request_path=request.url.path,
            language=language,
            other="fr" if language == "en" else "en",
            base=base_url(request),
            root=prefix,
            style=f"{prefix}{STYLE}?v={style_tag()}",
            query="?lang=en" if english else "",
            local=local,
            explorer=lambda iri, kind: prefix + explorer_path(iri, kind, language),
            say=partial(_say, language),
            colon=":" if english else f"{NO_BREAK}:",
            word=lambda group, code: word(group, code, language),
            named=lambda group, code: name_of(group, code, language),
            field=lambda name: field_name(name, language),
            translated=lambda detail: translated(detail, language),
            date=lambda edtf, french="": _date(edtf, french, language),
            number=counted,
            **values,
        )
    )


def embedded(data: dict[str, Any]) -> Markup:
    """Return JSON-LD as it may stand in a script element."""
    written = json.dumps(data, ensure_ascii=False, indent=1)
    return Markup(written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _say(language: Language, key: str, **values: object) -> str:
    return text(key, language, **values)


def _date(edtf: str | None, french: str, language: Language) -> str:
    from centre.dates_fr import words

    if language == "en" and edtf:
        return dates_en.words(edtf)
    shown = french or (words(edtf) if edtf else "")
    return shown.replace("1er ", f"1er{NO_BREAK}")
