"""The formats of a letter: the same lines in each, nothing of a text taken for a mark, the same bytes twice."""

import email
import re
import time
from dataclasses import replace
from email.policy import default
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from bs4 import BeautifulSoup
from docx.oxml.ns import qn
from markdown_it import MarkdownIt

from centre.records import CentreError
from publications.files import TYPES, write_files, written
from publications.html import to_html
from publications.mail import address, one_line, to_message
from publications.markdown import to_markdown
from publications.plain import to_text
from tests.publications.conftest import MONTH, SITE

HOSTILE = "<script>alert('x')</script> & <img src=x onerror=y> [a](javascript:b) `c` *d* | e\x00\x0b"


@pytest.fixture
def hostile(draft):
    """A letter whose every text is hostile."""
    section = draft.sections[0]
    group = section.groups[0]
    source = replace(group.lines[0].source, title=HOSTILE)
    line = replace(
        group.lines[0],
        title=HOSTILE,
        text=HOSTILE,
        facts=HOSTILE,
        place=HOSTILE,
        flags=(HOSTILE,),
        source=source,
    )
    section = replace(section, heading=HOSTILE, groups=(replace(group, heading=HOSTILE, lines=(line,)),))
    return replace(draft, title=f"{HOSTILE}\r\nBcc: x@y.fr", introduction=HOSTILE, sections=(section,))


@pytest.mark.parametrize("format", TYPES)
def test_the_same_draft_gives_the_same_bytes(draft, format, monkeypatch):
    first = written(draft, format)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    assert written(draft, format) == first


def test_files_are_named_after_the_month(draft, tmp_path):
    paths = write_files(draft, tmp_path / "out", TYPES)
    assert [path.name for path in paths] == [f"lettre-{MONTH}.{format}" for format in TYPES]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(path.name for path in paths)


def test_html_has_one_title_and_all_the_lines_with_their_sources(draft):
    page = BeautifulSoup(to_html(draft), "html.parser")
    assert page.html["lang"] == "fr"
    assert [h1.text for h1 in page.find_all("h1")] == [draft.title]
    assert [h2.text for h2 in page.find_all("h2")] == [section.heading for section in draft.sections]
    lines = page.select("div.line")
    assert len(lines) == len(draft.lines)
    for shown, line in zip(lines, draft.lines, strict=True):
        assert shown.find("p").get_text().startswith(line.title)
        assert shown.find_all("a")[-1]["href"] == line.source.link


def test_html_is_what_mail_programs_read(draft):
    html = to_html(draft)
    page = BeautifulSoup(html, "html.parser")
    assert page.select("table[role=presentation][width='600']")
    assert not page.find_all(["script", "link", "img", "form", "iframe"])
    assert all(element.get("style") for element in page.select(".line, .line p, h1, h2, h3, .sheet"))
    kept = page.find("style").text
    assert kept.lstrip().startswith("@media")
    assert "prefers-color-scheme: dark" in kept
    assert "max-width: 600px" in page.select_one(".sheet")["style"]
    assert len(html) < 102_000  # more is cut by some programs


def test_nothing_of_a_text_becomes_html(hostile):
    page = BeautifulSoup(to_html(hostile), "html.parser")
    assert not page.find_all(["script", "img"])
    assert "<script>alert('x')</script>" in page.select_one(".text").text


def test_markdown_reads_back_as_the_lines(draft):
    page = BeautifulSoup(MarkdownIt().render(to_markdown(draft)), "html.parser")
    assert [h1.text for h1 in page.find_all("h1")] == [draft.title]
    items = page.find_all("li")
    assert [item.find("strong").text for item in items] == [line.title for line in draft.lines]
    assert [item.find_all("a")[-1]["href"] for item in items] == [line.source.link for line in draft.lines]


def test_nothing_of_a_text_becomes_markdown(hostile):
    rendered = MarkdownIt("commonmark", {"html": True}).render(to_markdown(hostile))
    page = BeautifulSoup(rendered, "html.parser")
    assert not page.find_all(["script", "img", "code"])
    assert all(link["href"].startswith(SITE) for link in page.find_all("a"))
    assert "[a](javascript:b) `c` *d*" in page.text


def test_a_text_that_begins_like_a_list_stays_a_text(draft):
    for begun in ("- un", "1. un", "+ un", "# un", "> un", "=== un"):
        changed = replace(draft, introduction=begun, sections=())
        page = BeautifulSoup(MarkdownIt().render(to_markdown(changed)), "html.parser")
        assert [paragraph.text for paragraph in page.find_all("p")] == [begun]


def test_plain_text_has_the_same_lines_and_fits(draft):
    text = to_text(draft)
    shown = re.sub(r"\s+", " ", text)
    for line in draft.lines:
        assert re.sub(r"\s+", " ", line.title) in shown
        assert line.source.link in text
    assert all(len(line) <= 78 for line in text.splitlines() if "http" not in line)


def test_word_has_real_headings_links_and_french(draft):
    document = docx.Document(BytesIO(written(draft, "docx")))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [section.heading for section in draft.sections]
    assert document.paragraphs[0].style.name == "Title"
    targets = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
    assert {line.source.link for line in draft.lines} <= targets
    links = document.element.body.findall(f".//{qn('w:hyperlink')}")
    assert len(links) == sum(bool(line.link) + 1 for line in draft.lines)
    assert document.core_properties.created.isoformat().startswith(f"{MONTH}-01T00:00:00")
    assert document.core_properties.author == ""
    assert document.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == "fr-FR"


def test_word_takes_any_text(hostile):
    document = docx.Document(BytesIO(written(hostile, "docx")))
    assert any("<script>alert('x')</script>" in paragraph.text for paragraph in document.paragraphs)


def test_word_does_not_say_when_it_was_written(draft):
    with ZipFile(BytesIO(written(draft, "docx"))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert parts.namelist()[0] == "[Content_Types].xml"


def test_the_message_has_both_texts_and_its_accents(draft):
    draft = replace(draft, title="L’été à Orléans : « Œuvres »")
    message = email.message_from_bytes(written(draft, "eml"), policy=default)
    assert message["Subject"] == draft.title
    assert message["X-Unsent"] == "1"
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert message.get_body(("plain",)).get_content().splitlines()[0] == draft.title.upper()
    assert all(len(line) <= 998 for line in written(draft, "eml").split(b"\r\n"))


def test_no_header_is_slipped_in(hostile):
    message = email.message_from_bytes(written(hostile, "eml"), policy=default)
    assert message["Bcc"] is None
    assert one_line("a\r\nBcc: b\u2028c") == "a Bcc: b c"


@pytest.mark.parametrize(
    "written",
    ["", "a@b\r\nBcc: c@d", "Nom <a@b, c@d>", "sans arobase", "a@b c@d", "<a@b>\n", "a@b,c@d", "@b"],
)
def test_what_is_no_address_is_refused(written):
    with pytest.raises(CentreError, match="adresse électronique"):
        address(written)


def test_an_address_may_have_a_name():
    assert str(address("Centre <lettre@exemple.org>")) == "Centre <lettre@exemple.org>"
    assert address("lettre@exemple.org").addr_spec == "lettre@exemple.org"


def test_who_reads_can_leave(draft):
    message = to_message(
        draft, sender="a@b.fr", recipient="c@d.fr", leave="https://exemple.org/quitter?a=1&b=2"
    )
    assert message["List-Unsubscribe"] == "<https://exemple.org/quitter?a=1&b=2>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "https://exemple.org/quitter?a=1&b=2" in message.get_body(("plain",)).get_content()
    slipped = to_message(draft, leave="https://exemple.org/>\r\nBcc: x@y.fr")
    assert slipped["Bcc"] is None
    assert slipped["List-Unsubscribe"].count(">") == 1
