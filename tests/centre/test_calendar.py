from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import icalendar

from centre.calendar import HERE, Published, to_ics
from centre.dates_fr import date_text
from centre.records import AgendaActor, AgendaRow

STAMP = Published(version=7, at=datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC))


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
    calendar = icalendar.Calendar.from_ical(to_ics(rows, published=STAMP))
    return list(calendar.walk("VEVENT"))


def test_a_day_is_an_all_day_event_whose_uid_is_the_iri():
    (event,) = events(row("2024-02-09", "2024-02-09"))
    assert event["uid"] == "https://maillage.example/id/event/visite-1"
    assert event["summary"] == "Visite : un quartier, deux regards ; et l'avenir"
    assert event.decoded("dtstart") == date(2024, 2, 9)
    assert event.decoded("dtend") == date(2024, 2, 10)
    assert event["status"] == "CONFIRMED"
    assert event["location"] == "Salle des fêtes, Clairval"
    description = str(event["description"])
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


def test_hours_are_those_of_france_and_a_session_of_one_hour_has_an_end():
    text = to_ics([row("2024-07-09", "2024-07-09", start_time="14:30", end_time="16:00")], published=STAMP)
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert event.decoded("dtstart") == datetime(2024, 7, 9, 14, 30, tzinfo=HERE)
    assert event.decoded("dtend") == datetime(2024, 7, 9, 16, 0, tzinfo=HERE)
    assert "Horaire : 14 h 30 – 16 h 00" in str(event["description"])
    assert "BEGIN:VTIMEZONE" in text
    assert "DTSTART;TZID=Europe/Paris:20240709T143000" in text
    (short,) = events(row("2024-07-09", "2024-07-09", start_time="23:30"))
    assert short.decoded("dtend") - short.decoded("dtstart") == timedelta(hours=1)


def test_hours_on_a_date_that_is_not_sure_stay_a_note():
    (event,) = events(row("2024-05", "2024-05-01", "2024-05-31", start_time="14:30"))
    assert event.decoded("dtstart") == date(2024, 5, 1)


def test_a_session_without_a_date_is_a_to_do():
    calendar = icalendar.Calendar.from_ical(to_ics([row(None, None)], published=STAMP))
    assert calendar.walk("VEVENT") == []
    (todo,) = calendar.walk("VTODO")
    assert todo["status"] == "NEEDS-ACTION"
    assert "Date à fixer" in str(todo["description"])


def test_a_later_publication_takes_the_place_of_a_former_one():
    (event,) = events(row("2024-02-09", "2024-02-09"))
    assert (event["sequence"], event.decoded("last-modified")) == (7, STAMP.at)


def test_the_address_is_that_of_the_site():
    text = to_ics([row("2024-02-09", "2024-02-09")], address=lambda iri: "https://centre.example/x")
    assert "URL:https://centre.example/x" in text


def test_the_rest_is_stable():
    rows = (row("2024-02-09", "2024-02-09"), row(None, None))
    assert to_ics(rows, published=STAMP) == to_ics(rows, published=STAMP)
    assert icalendar.Calendar.from_ical(to_ics((), published=STAMP)).walk("VEVENT") == []


def test_an_online_session_is_so_placed():
    (event,) = events(row("2024-02-09", "2024-02-09", place=None, mode="online"))
    assert event["location"] == "En ligne"
