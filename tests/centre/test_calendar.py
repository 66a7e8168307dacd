from __future__ import annotations

from datetime import UTC, date, datetime

import icalendar

from centre.calendar import to_ics
from centre.dates_fr import date_text
from centre.records import AgendaActor, AgendaRow

STAMP = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)


def row(edtf, start, end=None, **changes):
    defaults = {
        "id": "https://maillage.example/id/event/visite-1",
        "title": "Visite : un quartier, deux regards ; et l'avenir",
        "series": "Réseau des visites",
        "series_id": "https://maillage.example/id/series/visites",
        "axis": None,
        "edtf": edtf,
        "start": start,
        "end": end or start,
        "date_text": date_text(edtf),
        "start_time": None,
        "place": "Salle des fêtes, Clairval",
        "mode": "onsite",
        "actors": (AgendaActor(label="Les Ponts", role="organiser", id="a", status="fact"),),
        "themes": ("Cadre de vie", "Mobilités"),
        "territories": (),
        "status": "announced",
        "document": "https://maillage.example/id/document/d1",
        "document_title": "Programme",
        "page": 3,
    }
    return AgendaRow(**(defaults | changes))


def events(*rows):
    calendar = icalendar.Calendar.from_ical(to_ics(rows, stamp=STAMP))
    return list(calendar.walk("VEVENT"))


def test_a_day_is_an_all_day_event_whose_uid_is_the_iri():
    (event,) = events(row("2024-02-09", "2024-02-09", start_time="14:30"))
    assert event["uid"] == "https://maillage.example/id/event/visite-1"
    assert event["summary"] == "Visite : un quartier, deux regards ; et l'avenir"
    assert event.decoded("dtstart") == date(2024, 2, 9)
    assert event.decoded("dtend") == date(2024, 2, 10)
    assert event["status"] == "CONFIRMED"
    assert event["location"] == "Salle des fêtes, Clairval"
    description = str(event["description"])
    assert "Horaire : 14 h 30" in description
    assert "Réseau des visites" in description
    assert "Les Ponts" in description
    assert "Programme, p. 3" in description


def test_an_interval_ends_the_day_after():
    (event,) = events(row("2024-02-09/2024-02-11", "2024-02-09", "2024-02-11"))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2024, 2, 9), date(2024, 2, 12))
    assert event["status"] == "CONFIRMED"


def test_a_date_that_is_not_sure_is_tentative_and_says_so():
    month = row("2024-05", "2024-05-01", "2024-05-31")
    either = row("[2024-06-13,2024-06-20]", "2024-06-13", "2024-06-20", status="to-confirm")
    for event, words in zip(events(month, either), ("mai 2024", "13 ou 20 juin 2024"), strict=True):
        assert event["status"] == "TENTATIVE"
        assert words in str(event["description"])


def test_a_cancelled_session_stays_with_its_status():
    (event,) = events(row("2024-02-09", "2024-02-09", status="cancelled"))
    assert event["status"] == "CANCELLED"


def test_sessions_without_a_date_are_left_out_and_the_rest_is_stable():
    rows = (row("2024-02-09", "2024-02-09"), row(None, None))
    assert len(events(*rows)) == 1
    assert to_ics(rows, stamp=STAMP) == to_ics(rows, stamp=STAMP)
    assert icalendar.Calendar.from_ical(to_ics((), stamp=STAMP)).walk("VEVENT") == []


def test_an_online_session_is_so_placed():
    (event,) = events(row("2024-02-09", "2024-02-09", place=None, mode="online"))
    assert event["location"] == "En ligne"
