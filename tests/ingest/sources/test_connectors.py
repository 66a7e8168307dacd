"""Folders, pages, sitemaps and feeds, as they are read the first time and the next ones."""

from __future__ import annotations

import gzip

import pytest

from ingest.document import IngestError
from ingest.sources.entries import Channel, Entry, write_feed
from ingest.sources.feed import merged, parse_feed
from tests.ingest.sources.memory import source
from tests.ingest.sources.site import Answer

PAGE = "<!DOCTYPE html><html><body><main><h1>La GUSP</h1><p>Un texte.</p></main><script>{}</script></body></html>"


def test_a_file_that_is_no_longer_there_is_gone(tmp_path, web, centre):
    (tmp_path / "a.md").write_text("un")
    (tmp_path / "b.md").write_text("deux")
    (tmp_path / "vide.md").write_text("")
    entry = source("folder", str(tmp_path))
    assert centre.read(entry, web) == [("a.md", "here"), ("b.md", "here"), ("vide.md", "failed")]
    (tmp_path / "a.md").unlink()
    assert centre.read(entry, web) == [("b.md", "here"), ("vide.md", "failed"), ("a.md", "gone")]


def test_a_folder_that_is_not_mounted_takes_nothing_away(tmp_path, web, centre):
    folder = tmp_path / "disque"
    folder.mkdir()
    (folder / "a.md").write_text("un")
    centre.read(source("folder", str(folder)), web)
    (folder / "a.md").unlink()
    with pytest.raises(IngestError, match="tout à fait vide"):
        centre.read(source("folder", str(folder)), web)
    folder.rmdir()
    with pytest.raises(IngestError, match="n’existe pas"):
        centre.read(source("folder", str(folder)), web)
    folder.mkdir()
    (folder / ".garde").touch()
    assert centre.read(source("folder", str(folder)), web) == [("a.md", "gone")]


def test_pages_are_asked_again_only_for_what_changed(site, web, centre):
    site.pages["/a"] = Answer(PAGE.format(1), headers={"ETag": '"1"', "Content-Type": "text/html"})
    site.pages["/b"] = Answer("", 404)
    entry = source("page", f"{site.base}/a", f"{site.base}/b")
    assert centre.read(entry, web) == [("a", "here"), ("b", "failed")]
    assert "HTTP 404" in centre.last[1].reason
    assert centre.read(entry, web)[0] == ("a", "unchanged")
    assert site.asked[-2][1]["if-none-match"] == '"1"'
    site.pages["/a"] = Answer(PAGE.format(1).replace("Un texte", "Un autre"), headers={"ETag": '"2"'})
    assert centre.read(entry, web)[0] == ("a", "here")
    site.pages["/a"] = Answer("", 404)
    assert centre.read(entry, web)[0] == ("a", "failed")
    site.pages["/a"] = Answer("", 410)
    assert centre.read(entry, web)[0] == ("a", "gone")


def test_a_page_that_changes_only_in_its_scripts_is_unchanged(site, web, centre):
    entry = source("page", f"{site.base}/a")
    for number, state in ((1, "here"), (2, "unchanged"), (3, "unchanged")):
        site.pages["/a"] = PAGE.format(f"token = {number}")
        assert centre.read(entry, web) == [("a", state)]
    site.pages["/a"] = PAGE.format("token = 4").replace("Un texte", "Un autre texte")
    assert centre.read(entry, web) == [("a", "here")]


def test_an_address_taken_off_the_list_is_gone(site, web, centre):
    site.pages["/a"] = site.pages["/b"] = PAGE
    centre.read(source("page", f"{site.base}/a", f"{site.base}/b"), web)
    assert centre.read(source("page", f"{site.base}/a"), web)[-1] == ("b", "gone")


def sitemap(base, *pages, name="urlset", tag="url"):
    lines = "".join(
        f"<{tag}><loc>{base}{path}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</{tag}>"
        for path, day in pages
    )
    return (
        f'<?xml version="1.0"?><{name} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{lines}</{name}>'
    )


def test_a_sitemap_index_leads_to_pages(site, web, centre):
    site.pages["/index.xml"] = sitemap(
        site.base,
        ("/un.xml", ""),
        ("/deux.xml.gz", ""),
        ("/index.xml", ""),
        name="sitemapindex",
        tag="sitemap",
    )
    site.pages["/un.xml"] = sitemap(site.base, ("/r/a", "2024-05-02"), ("/r/b", ""), ("/autre", ""))
    site.pages["/deux.xml.gz"] = gzip.compress(sitemap(site.base, ("/r/c", "2024-05-02")).encode())
    for page in ("/r/a", "/r/b", "/r/c"):
        site.pages[page] = PAGE
    entry = source("sitemap", f"{site.base}/index.xml", only="/r/")
    assert centre.read(entry, web) == [("a", "here"), ("b", "here"), ("c", "here")]
    site.asked.clear()
    assert centre.read(entry, web) == [("a", "unchanged"), ("b", "unchanged"), ("c", "unchanged")]
    assert "/r/a" not in site.paths()  # its date said enough
    assert "/r/b" in site.paths()
    site.pages["/un.xml"] = sitemap(site.base, ("/r/a", "2024-06-01"))
    site.pages["/r/a"] = PAGE.replace("Un texte", "Du neuf")
    assert centre.read(entry, web) == [("a", "here"), ("c", "unchanged"), ("b", "gone")]


def test_a_sitemap_that_fails_or_empties_takes_nothing_away(site, web, centre):
    site.pages["/s.xml"] = sitemap(site.base, ("/a", ""))
    site.pages["/a"] = PAGE
    entry = source("sitemap", f"{site.base}/s.xml")
    centre.read(entry, web)
    for body in (Answer("", 500), sitemap(site.base), "<html></html>", "<urlset><url>"):
        site.pages["/s.xml"] = body
        with pytest.raises(IngestError):
            centre.read(entry, web)
    assert list(centre.items) == [f"{site.base}/a"]


def test_a_sitemap_keeps_to_its_host_and_to_its_limit(site, web, centre):
    site.pages["/s.xml"] = sitemap(site.base, ("/a", ""), ("/b", ""), ("/c", "")).replace(
        f"{site.base}/c", "http://autre.example/c"
    )
    site.pages["/a"] = site.pages["/b"] = PAGE
    assert centre.read(source("sitemap", f"{site.base}/s.xml", most=1), web) == [
        ("a", "here"),
        ("s.xml", "failed"),
    ]
    assert "1 pages de plus" in centre.last[-1].reason
    assert centre.read(source("sitemap", f"{site.base}/s.xml"), web) == [("a", "unchanged"), ("b", "here")]


@pytest.mark.parametrize(
    "trap",
    [
        '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><urlset>&b;</urlset>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url><loc>&a;</loc></url></urlset>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "aa">]><urlset>&a;</urlset>',
    ],
)
@pytest.mark.parametrize("kind", ["sitemap", "feed"])
def test_xml_that_declares_entities_is_not_opened(site, web, centre, kind, trap):
    site.pages["/x"] = trap.encode("utf-16" if "utf-16" in trap else "utf-8")
    with pytest.raises(IngestError, match=r"entités|mal formé|n’est pas un"):
        centre.read(source(kind, f"{site.base}/x"), web)


def rss(*entries):
    lines = "".join(
        f"<item><title>{title}</title><guid>{guid}</guid><pubDate>{day}</pubDate><description>{text}</description>"
        "<category>GUSP</category><author>a.b@exemple.fr (Ville de Blois)</author></item>"
        for guid, title, day, text in entries
    )
    return f"<rss version='2.0'><channel><title>Actus</title><lastBuildDate>X</lastBuildDate>{lines}</channel></rss>"


def entries_of(centre):
    return [(one.title, str(one.published)) for one in parse_feed(centre.last[0].content, "flux")[1]]


def test_what_scrolls_out_of_a_feed_stays_and_what_is_corrected_is(site, web, centre):
    entry = source("feed", f"{site.base}/f")
    site.pages["/f"] = rss(
        ("1", "Un", "12 mars 2024", "a"), ("2", "Deux", "Mon, 09 Sep 2024 08:30:00 +0200", "b")
    )
    assert centre.read(entry, web) == [("f", "here")]
    assert entries_of(centre) == [("Un", "2024-03-12"), ("Deux", "2024-09-09")]
    site.pages["/f"] = rss(("3", "Trois", "lundi 7 octobre 2024", "c"), ("2", "Deux bis", "2024-09-09", "b"))
    centre.read(entry, web)
    assert entries_of(centre) == [("Trois", "2024-10-07"), ("Deux bis", "2024-09-09"), ("Un", "2024-03-12")]
    before = centre.last[0].content
    site.pages["/f"] = rss(("3", "Trois", "lundi 7 octobre 2024", "c")).replace(">X<", ">Y<")
    centre.read(entry, web)
    assert centre.last[0].content.count(b"<item>") == 3
    centre.read(entry, web)
    assert sorted(centre.last[0].content.split()) == sorted(before.split())
    assert b"@" not in centre.last[0].content


def test_the_same_feed_gives_the_same_bytes(site, web, centre):
    entry = source("feed", f"{site.base}/f")
    site.pages["/f"] = rss(("1", "Un", "12 mars 2024", "a")).replace(">X<", ">lundi<")
    centre.read(entry, web)
    first = centre.last[0].content
    site.pages["/f"] = rss(("1", "Un", "12 mars 2024", "a")).replace(">X<", ">mardi<")
    centre.read(entry, web)
    assert centre.last[0].content == first


def test_a_feed_that_did_not_change_says_so(site, web, centre):
    site.pages["/f"] = Answer(rss(("1", "Un", "12 mars 2024", "a")), headers={"ETag": '"1"'})
    entry = source("feed", f"{site.base}/f")
    assert [centre.read(entry, web), centre.read(entry, web)] == [[("f", "here")], [("f", "unchanged")]]


@pytest.mark.parametrize(
    "body",
    [
        rss(("1", "Écoquartier &amp; cœur", "12/03/2024", "L’été")).encode("utf-8"),
        ("<?xml version='1.0' encoding='utf-8'?>" + rss(("1", "Écoquartier &amp; coeur", "12/03/2024", "L'été"))).encode("latin-1"),
        rss(("1", "Écoquartier &amp; cœur", "12 mars 2024", "L’été")).replace("</channel></rss>", "").encode("utf-8"),
        ("<?xml version='1.0' encoding='windows-1252'?>" + rss(("1", "Écoquartier &amp; cœur", "12 mars 2024", "L’été"))).encode("cp1252"),
        rss(("1", "Écoquartier & cœur", "12 mars 2024", "L’été")).encode("utf-8"),
    ],
)  # fmt: skip
def test_feeds_are_read_whatever_their_faults(site, web, centre, body):
    site.pages["/f"] = body
    centre.read(source("feed", f"{site.base}/f"), web)
    title, day = entries_of(centre)[0]
    assert title.startswith("Écoquartier & c")
    assert day == "2024-03-12"


def test_a_page_given_as_a_feed_tells_where_the_feed_is(site, web, centre):
    site.pages["/f"] = (
        '<html><head><link rel="alternate" type="application/rss+xml" href="/vrai.rss"></head></html>'
    )
    with pytest.raises(IngestError, match=r"annonce le flux « /vrai\.rss »"):
        centre.read(source("feed", f"{site.base}/f"), web)


def test_a_feed_may_be_a_file(tmp_path, web, centre):
    (tmp_path / "f.rss").write_text(rss(("1", "Un", "12 mars 2024", "a")), encoding="utf-8")
    assert centre.read(source("feed", str(tmp_path / "f.rss")), web) == [("f.rss", "here")]


def test_a_written_feed_is_read_back_as_it_was():
    channel = Channel(title="Titre & <suite>", link="https://e.fr/?a=1&b=2", language="fr")
    from datetime import date

    entry = Entry(
        title="A < B & « C » &amp; D", identifier="id-1", link="https://e.fr/x?a=1&b=2", published=date(2024, 3, 12),
        summary="Un <résumé> & l’autre &lt;", author="Ville d’Orléans", tags=("GUSP", "Emploi & insertion"),
    )  # fmt: skip
    read_channel, entries = parse_feed(write_feed(channel, [entry]), "flux")
    assert entries == [entry]
    assert read_channel.title == channel.title


def test_the_newest_of_two_states_of_an_entry_wins():
    old, new = Entry(title="a", identifier="1", summary="x"), Entry(title="b", identifier="1", summary="x")
    other = Entry(title="c", identifier="2")
    assert merged([new], [old, other]) == [new, other]
