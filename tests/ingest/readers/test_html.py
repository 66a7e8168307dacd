"""HTML: the main content and its structure, without what surrounds it."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.document import IngestError
from ingest.readers import read
from ingest.sources import fetch


def document(tmp_path, text):
    path = tmp_path / "page.html"
    path.write_text(text, encoding="utf-8")
    return read(fetch(str(path)))


PAGE = """<!doctype html><html lang="fr-FR"><head><meta charset="utf-8"><title>Centre | Rencontre</title>
<meta name="author" content="Villes au Carré"><meta property="og:title" content="Rencontre régionale">
<meta name="description" content="Une journée">
<script type="application/ld+json">{"@type":"Article","datePublished":"2024-06-11T09:00:00+02:00"}</script>
</head><body>
<header><nav><a href="/">Accueil</a></nav><p>Bandeau</p></header>
<div id="cookie-banner">Nous utilisons des cookies</div>
<main><h1>Rencontre</h1>
<p>Première ligne<br>Deuxième <a href="/doc">document</a></p>
<p><strong>11 juin</strong></p>
<ul><li>un<ul><li>deux</li></ul></li></ul>
<table><tr><th>Lieu</th><th>Date</th></tr><tr><td>Tours</td><td>3&nbsp;mai</td></tr></table>
<form><label>Votre nom</label><input></form><aside>À côté</aside>
<script>var x = "secret";</script><div>Texte nu</div></main>
<footer>Mentions légales</footer></body></html>"""


def test_main_content_and_structure(tmp_path):
    found = document(tmp_path, PAGE)
    assert [(b.kind, b.level, b.text) for b in found.blocks] == [
        ("heading", 1, "Rencontre"),
        ("paragraph", 0, "Première ligne"),
        ("paragraph", 0, "Deuxième document"),
        ("paragraph", 0, "11 juin"),
        ("item", 0, "un"),
        ("item", 1, "deux"),
        ("row", 0, "Lieu : Tours · Date : 3 mai"),
        ("paragraph", 0, "Texte nu"),
    ]
    assert [b.text for b in found.blocks if b.emphasis] == ["11 juin"]
    (link,) = [link for b in found.blocks for link in b.links]
    assert (link.value, found.text[link.start : link.end]) == ("/doc", "document")
    metadata = found.metadata
    assert (metadata.title, metadata.language, metadata.subject) == (
        "Rencontre régionale",
        "fr",
        "Une journée",
    )
    assert (metadata.authors, metadata.published) == (("Villes au Carré",), date(2024, 6, 11))


def test_without_main_the_densest_part_is_kept(tmp_path):
    prose = "<p>Une phrase assez longue pour faire le corps de la page.</p>" * 5
    found = document(tmp_path, f"<html><body><nav>Menu</nav><div><div>{prose}</div></div></body></html>")
    assert len(found.blocks) == 5


@pytest.mark.parametrize("body", ["", "<script>fetch('/data')</script>", "<nav>Menu</nav><main> </main>"])
def test_a_page_without_text_is_refused(tmp_path, body):
    with pytest.raises(IngestError, match="ne contient pas de texte"):
        document(tmp_path, f"<!doctype html><html><body>{body}</body></html>")
