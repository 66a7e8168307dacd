"""iCalendar and OpenAgenda: updates, cancellations, and what is past."""

from __future__ import annotations

import json
from datetime import date

import pytest

from ingest.document import IngestError, Source
from ingest.readers import read
from tests.ingest.sources.memory import source
from tests.ingest.sources.site import Answer

TODAY = date(2024, 6, 15)


def ics(*events, method="PUBLISH", stamp="20240101T000000Z"):
    lines = [
        "BEGIN:VCALENDAR",
        "PRODID:-//x//FR",
        "VERSION:2.0",
        f"METHOD:{method}",
        "X-WR-CALNAME:Agenda partagé",
    ]
    for uid, day, title, *more in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{day}",
            f"SUMMARY:{title}",
        ]
        lines += [*more, "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def events_of(content):
    document = read(Source(locator="a.ics", sha256="0" * 64, media_type="text/calendar", content=content))
    cells = [
        {cell.value: document.text[cell.start : cell.end] for cell in block.cells}
        for block in document.blocks
    ]
    return [(row["summary"], row["dtstart"], row.get("status", "")) for row in cells]


def after(centre, entry, web):
    centre.read(entry, web, today=TODAY)
    item = centre.last[0]
    return item.state, events_of(item.content) if item.state == "here" else None


def test_updates_and_cancellations_are_followed_and_the_past_is_kept(site, web, centre):
    entry = source("calendar", f"{site.base}/a.ics")
    site.pages["/a.ics"] = ics(
        ("1", "20240510", "Passé"), ("2", "20240701", "Réseau"), ("3", "20240702", "Visite")
    )
    assert after(centre, entry, web)[0] == "here"
    site.pages["/a.ics"] = ics(("2", "20240708", "Réseau"), ("4", "20240709", "Nouveau", "STATUS:CANCELLED"))
    assert after(centre, entry, web) == (
        "here",
        [("Réseau", "2024-07-08", ""), ("Nouveau", "2024-07-09", "CANCELLED"), ("Passé", "2024-05-10", "")],
    )
    site.pages["/a.ics"] = ics(("2", "20240708", "Réseau"), method="CANCEL")
    assert after(centre, entry, web)[1][0] == ("Réseau", "2024-07-08", "CANCELLED")


def test_an_export_that_only_changes_its_stamps_is_unchanged(site, web, centre):
    entry = source("calendar", f"{site.base}/a.ics")
    for stamp, state in (("20240101T000000Z", "here"), ("20240102T000000Z", "unchanged")):
        site.pages["/a.ics"] = ics(("1", "20240701", "Réseau"), stamp=stamp)
        assert after(centre, entry, web)[0] == state


def test_a_calendar_is_asked_only_for_what_changed(site, web, centre):
    entry = source("calendar", f"{site.base}/a.ics")
    site.pages["/a.ics"] = Answer(ics(("1", "20240701", "Réseau")), headers={"ETag": '"1"'})
    assert [after(centre, entry, web)[0], after(centre, entry, web)[0]] == ["here", "unchanged"]
    assert site.asked[-1][1]["if-none-match"] == '"1"'


def test_occurrences_of_one_event_are_kept_apart(site, web, centre):
    entry = source("calendar", f"{site.base}/a.ics")
    moved = ("1", "20240708", "Réseau", "RECURRENCE-ID;VALUE=DATE:20240707")
    site.pages["/a.ics"] = ics(("1", "20240630", "Réseau", "RRULE:FREQ=WEEKLY"), moved)
    assert len(after(centre, entry, web)[1]) == 2


@pytest.mark.parametrize("body", ["<html></html>", "BEGIN:VCALENDAR\nVERSION:2.0\n", ics()])
def test_what_is_no_calendar_or_an_empty_one_changes_nothing(site, web, centre, body):
    entry = source("calendar", f"{site.base}/a.ics")
    site.pages["/a.ics"] = body
    with pytest.raises(IngestError, match="agenda iCalendar"):
        after(centre, entry, web)


def event(uid, title, *days, **more):
    timings = [{"begin": f"{day}T10:00:00+02:00", "end": f"{day}T12:00:00+02:00"} for day in days]
    return {"uid": uid, "title": {"fr": title, "en": "x"}, "timings": timings, **more}


def test_an_agenda_in_json_becomes_a_calendar(site, web, centre):
    place = {"name": "Maison du projet", "address": "1 rue de la Paix, Tours", "city": "Tours"}
    site.pages["/e.json"] = json.dumps(
        {
            "total": 2,
            "events": [
                event(1, "Fête &amp; <b>marché</b>", "2024-07-01", "2024-07-02", location=place, keywords={"fr": ["GUSP"]}),
                event(2, "Annulé", "2024-07-03", status=6, longDescription={"fr": "Un texte."}),
                {"uid": 3, "title": {"fr": "Sans date"}},
            ],
        }
    )  # fmt: skip
    assert after(centre, source("openagenda", f"{site.base}/e.json"), web) == (
        "here",
        [
            ("Fête & marché", "2024-07-01T10:00:00", ""),
            ("Fête & marché", "2024-07-02T10:00:00", ""),
            ("Annulé", "2024-07-03T10:00:00", "CANCELLED"),
        ],
    )
    content = centre.last[0].content.replace(b"\r\n ", b"")
    assert b"LOCATION:Maison du projet\\, 1 rue de la Paix\\, Tours\r\n" in content
    assert b"CATEGORIES:GUSP" in content


def test_an_agenda_is_read_over_its_pages_and_unchanged_when_nothing_changed(site, web, centre):
    site.pages["/e.json?size=1"] = json.dumps({"events": [event(1, "Un", "2024-07-01")], "after": [12, 1]})
    site.pages["/e.json?size=1&after%5B%5D=12&after%5B%5D=1"] = json.dumps(
        {"events": [event(2, "Deux", "2024-07-02")], "after": None}
    )
    entry = source("openagenda", f"{site.base}/e.json?size=1")
    assert [title for title, _, _ in after(centre, entry, web)[1]] == ["Un", "Deux"]
    assert after(centre, entry, web) == ("unchanged", None)


def test_the_flat_form_of_data_portals_is_read(site, web, centre):
    flat = {
        "uid": "9", "title_fr": "Forum", "description_fr": "x", "location_name": "Salle", "location_city": "Blois",
        "timings": json.dumps([{"begin": "2024-09-09T09:00:00+02:00", "end": "2024-09-09T10:00:00+02:00"}]),
    }  # fmt: skip
    dates = {"uid": "8", "title_fr": "Cycle", "firstdate_begin": "2024-09-01T00:00:00+00:00", "timings": None}
    site.pages["/e.json"] = json.dumps({"total_count": 2, "results": [flat, dates]})
    assert [row[:2] for row in after(centre, source("openagenda", f"{site.base}/e.json"), web)[1]] == [
        ("Forum", "2024-09-09T09:00:00"),
        ("Cycle", "2024-09-01T02:00:00"),
    ]


def test_an_event_of_a_hundred_days_is_one(site, web, centre):
    days = [f"2024-{month:02}-{day:02}" for month in (7, 8) for day in range(1, 29)]
    site.pages["/e.json"] = json.dumps([event(1, "Exposition", *days)])
    assert len(after(centre, source("openagenda", f"{site.base}/e.json"), web)[1]) == 1


@pytest.mark.parametrize("body", ["<html>", '{"a": 1}', "[" * 100_000])
def test_what_is_no_agenda_is_said(site, web, centre, body):
    site.pages["/e.json"] = body
    with pytest.raises(IngestError, match="JSON"):
        after(centre, source("openagenda", f"{site.base}/e.json"), web)
