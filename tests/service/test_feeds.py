"""Feeds read by a real feed reader, calendars by a real calendar library."""

from __future__ import annotations

from datetime import date

import feedparser
import icalendar
import pytest
from lxml import etree

THEME = "gestion-urbaine-et-sociale-de-proximite"


@pytest.mark.parametrize("form", ["atom", "rss"])
@pytest.mark.parametrize(
    "path",
    [
        "/feeds/news",
        "/feeds/search",
        "/feeds/theme/gusp",
        "/feeds/actor/villes-au-carre",
        "/feeds/territory/commune-37261",
    ],
)
def test_anything_can_be_followed(client, path, form):
    answer = client.get(f"{path}.{form}", params={"q": "GUSP"} if path.endswith("search") else {})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(f"application/{form}+xml")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert feed.feed.language == "fr" if form == "rss" else feed.feed.title
    assert feed.entries
    for entry in feed.entries:
        assert entry.id.startswith("https://maillage.example/id/")
        assert entry.link.startswith("http://centre.test/id/")
        assert entry.title
        assert entry.updated_parsed if form == "atom" else entry.published_parsed
        assert "Source : " in entry.summary


def test_an_entry_keeps_its_identifier_and_tells_its_source(client):
    first, second = (feedparser.parse(client.get("/feeds/news.atom").content) for _ in range(2))
    assert [one.id for one in first.entries] == [one.id for one in second.entries]
    assert any("Programme" in one.summary for one in first.entries)


def test_a_search_feed_keeps_its_filters(client):
    events = feedparser.parse(client.get("/feeds/search.atom?q=GUSP&type=event").content)
    assert events.entries
    assert all("/id/event/" in one.id for one in events.entries)
    assert "Rencontre" in events.feed.title


def test_what_cannot_be_followed(client):
    assert client.get("/feeds/actor/personne-du-tout.atom").status_code == 404
    assert client.get("/feeds/news.xml").status_code == 404


def test_a_feed_is_not_sent_twice(client):
    tag = client.get("/feeds/news.atom").headers["etag"]
    assert client.get("/feeds/news.atom", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/feeds/news.rss", headers={"If-None-Match": tag}).status_code == 200


def test_atom_is_well_formed_and_names_itself(client):
    root = etree.fromstring(client.get("/feeds/theme/gusp.atom").content)
    links = {link.get("rel"): link.get("href") for link in root.findall("{*}link")}
    assert links["self"] == "http://centre.test/feeds/theme/gusp.atom"
    assert links["alternate"] == "http://centre.test/id/theme/gusp"


def test_a_calendar_under_any_filter(client):
    answer = client.get("/agenda.ics", params={"theme": "GUSP"})
    assert answer.headers["content-type"].startswith("text/calendar")
    calendar = icalendar.Calendar.from_ical(answer.content)
    events = calendar.walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [date(2030, 3, 12), date(2030, 4, 9)]
    assert all(str(event["uid"]).startswith("https://maillage.example/id/event/") for event in events)
    assert all(str(event["url"]).startswith("http://centre.test/id/event/") for event in events)
    assert len({str(event["uid"]) for event in events}) == 2
    assert client.get("/agenda.ics", params={"territory": "Orléans"}).text.count("BEGIN:VEVENT") == 1


def test_a_calendar_has_the_filters_of_the_agenda_by_identifier(client):
    answer = client.get("/agenda.ics", params={"theme": "theme/gusp", "online": "false"})
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert "gestion urbaine" in str(calendar["x-wr-calname"]).lower()
    assert str(calendar["x-wr-calname"]).endswith("sur place")
    assert client.get("/agenda.ics", params={"kind": "zzz"}).status_code == 404


def test_one_session_can_be_added(client):
    calendar = icalendar.Calendar.from_ical(client.get("/agenda.ics").content)
    name = str(calendar.walk("VEVENT")[0]["uid"]).rsplit("/", 1)[-1]
    alone = icalendar.Calendar.from_ical(client.get(f"/calendars/event/{name}.ics").content)
    assert len(alone.walk("VEVENT")) == 1


def test_a_calendar_of_nothing(client):
    assert client.get("/agenda.ics", params={"theme": "xyzt"}).status_code == 404
    assert client.get("/calendars/event/rien.ics").status_code == 404
    empty = client.get("/agenda.ics", params={"from": "2050-01-01"})
    assert icalendar.Calendar.from_ical(empty.content).walk("VEVENT") == []


def test_the_page_of_a_search_feed_is_the_search_in_the_names_of_the_explorer(client):
    asked = {
        "q": "GUSP", "type": "event", "theme": "theme/gusp", "territory": "territory/commune-37261",
        "from": "2024-01-01", "to": "2030-12-31", "sort": "date",
    }  # fmt: skip
    root = etree.fromstring(client.get("/feeds/search.atom", params=asked).content)
    links = {link.get("rel"): link.get("href") for link in root.findall("{*}link")}
    assert links["alternate"] == (
        "http://centre.test/?q=GUSP&type=event&theme=theme/gusp&territoire=territory/commune-37261"
        "&du=2024-01-01&au=2030-12-31&tri=date"
    )
    title = root.findtext("{*}title")
    assert "Gestion urbaine et sociale de proximité, Tours" in title
    assert "theme/gusp" not in title
