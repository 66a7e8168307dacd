"""Exports of bookmarks: folders and labels are categories."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.document import IngestError
from ingest.sources.feed import parse_feed
from tests.ingest.sources.memory import source

EXPORT = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Veille de l’équipe</H1>
<DL><p>
    <DT><H3 ADD_DATE="1">Emploi</H3>
    <DL><p>
        <DT><H3>Insertion</H3>
        <DL><p>
            <DT><A HREF="https://exemple.fr/a?x=1&amp;y=2" ADD_DATE="1710201600" TAGS="PLIE,jeunes">Un article</A>
            <DD>Un résumé
            de deux lignes.
            <DT><A HREF="https://exemple.fr/b">Un autre</A>
        </DL><p>
    </DL><p>
    <DT><A HREF="https://exemple.fr/c" ADD_DATE="1710201600000">Le dernier</A>
    <DT><A HREF="javascript:alert(1)">Piège</A>
    <DT><A HREF="https://exemple.fr/c">Le dernier, encore</A>
</DL><p>
"""


def test_an_export_becomes_a_collection(tmp_path, web, centre):
    path = tmp_path / "favoris.html"
    path.write_text(EXPORT, encoding="utf-8")
    entry = source("bookmarks", str(path))
    assert centre.read(entry, web) == [("favoris.html", "here")]
    channel, entries = parse_feed(centre.last[0].content, "x")
    assert channel.title == "Veille de l’équipe"
    assert [(one.title, one.link, one.published, one.summary, one.tags) for one in entries] == [
        (
            "Un article", "https://exemple.fr/a?x=1&y=2", date(2024, 3, 12), "Un résumé de deux lignes.",
            ("Emploi", "Insertion", "PLIE", "jeunes"),
        ),
        ("Un autre", "https://exemple.fr/b", None, "", ("Emploi", "Insertion")),
        ("Le dernier", "https://exemple.fr/c", date(2024, 3, 12), "", ()),
    ]  # fmt: skip


def test_a_bookmark_that_is_taken_off_leaves(tmp_path, web, centre):
    path = tmp_path / "favoris.html"
    path.write_text(EXPORT, encoding="utf-8")
    entry = source("bookmarks", str(path))
    centre.read(entry, web)
    path.write_text(EXPORT.replace("https://exemple.fr/b", "https://exemple.fr/z"), encoding="utf-8")
    centre.read(entry, web)
    links = [one.link for one in parse_feed(centre.last[0].content, "x")[1]]
    assert "https://exemple.fr/b" not in links
    assert "https://exemple.fr/z" in links


@pytest.mark.parametrize(
    "text", ["<html><a href='https://e.fr'>x</a></html>", EXPORT.replace("https://", "x://")]
)
def test_what_is_no_export_is_said(tmp_path, web, centre, text):
    path = tmp_path / "favoris.html"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(IngestError, match="export de favoris"):
        centre.read(source("bookmarks", str(path)), web)
