"""What the OAI-PMH library asks of a centre: records, sets, formats, from one snapshot."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from oai_repo import DataInterface, Identify, MetadataFormat, RecordHeader, Set

from centre.names import name_of
from service.addresses import IDENTIFIERS
from service.oai.formats import SCHEMAS, WRITERS, Address

if TYPE_CHECKING:
    from lxml import etree

    from centre.centre import Centre
    from centre.notices import Notice

_GRANULARITY = "%Y-%m-%dT%H:%M:%SZ"
_EPOCH = "1970-01-01T00:00:00Z"


class Provider(DataInterface):  # type: ignore[misc]
    """The notices of the live snapshot; the datestamp of a record is when the centre first read its document."""

    limit = 100

    def __init__(self, centre: Centre, *, address: Address, own: str, contact: str) -> None:
        self._address, self._own, self._contact = address, own, contact
        self._version = str(centre.published().version)
        self._notices: dict[str, Notice] = {_identifier(notice.id): notice for notice in centre.notices()}
        self._themes = {iri: label for one in self._notices.values() for iri, label in _themes(one)}

    def get_identify(self) -> Identify:
        """Describe the repository."""
        return Identify(
            repository_name="Maillage – centre de ressources politique de la ville",
            base_url=self._own,
            admin_email=[self._contact],
            earliest_datestamp=min(map(_stamp, self._notices.values()), default=_EPOCH),
            deleted_record="no",
            granularity="YYYY-MM-DDThh:mm:ssZ",
        )

    def is_valid_identifier(self, identifier: str) -> bool:
        """Tell whether a record is there."""
        return identifier in self._notices

    def get_metadata_formats(self, identifier: str | None = None) -> list[MetadataFormat]:
        """Return the formats that every record has."""
        return [MetadataFormat(prefix, *where) for prefix, where in SCHEMAS.items()]

    def get_record_header(self, identifier: str) -> RecordHeader:
        """Return the identifier, datestamp and sets of a record."""
        notice = self._notices[identifier]
        return RecordHeader(identifier, _stamp(notice), list(self._sets(notice)))

    def get_record_metadata(self, identifier: str, metadataprefix: str) -> etree._Element | None:
        """Return a record in a format."""
        return WRITERS[metadataprefix](self._notices[identifier], self._address)

    def get_record_abouts(self, identifier: str) -> list[etree._Element]:
        """Return nothing: provenance is in the record itself."""
        return []

    def list_set_specs(self, identifier: str | None = None, cursor: int = 0) -> tuple[Any, Any, Any]:
        """Return the sets of a record, or all of them: the library asks for no second page."""
        if identifier is not None:
            return list(self._sets(self._notices[identifier])), None, None
        every = sorted({spec for notice in self._notices.values() for spec in self._sets(notice)})
        return every, None, None

    def get_set(self, setspec: str) -> Set | None:
        """Return the French name of a set."""
        family, _, value = setspec.partition(":")
        if family == "kind":
            held = any(notice.kind == value for notice in self._notices.values())
            name = name_of("kind", "event") if value == "event" else name_of("resource", value)
            return Set(setspec, name, []) if held else None
        label = self._themes.get(f"{IDENTIFIERS}theme/{value}") if family == "theme" else None
        return Set(setspec, label, []) if label else None

    def list_identifiers(
        self,
        metadataprefix: str,
        filter_from: datetime | None = None,
        filter_until: datetime | None = None,
        filter_set: str | None = None,
        cursor: int = 0,
    ) -> tuple[Any, Any, Any]:
        """Return a page of the identifiers that satisfy the filters, the first read first."""
        found = [
            identifier
            for identifier, notice in self._notices.items()
            if (filter_from is None or _when(notice) >= filter_from)
            and (filter_until is None or _when(notice) <= filter_until)
            and (filter_set is None or filter_set in self._sets(notice))
        ]
        return found[cursor : cursor + self.limit], len(found), self._version

    def _sets(self, notice: Notice) -> tuple[str, ...]:
        return (f"kind:{notice.kind}", *(f"theme:{iri.rsplit('/', 1)[-1]}" for iri, _ in _themes(notice)))


def _themes(notice: Notice) -> zip[tuple[str, str]]:
    return zip(notice.theme_ids, notice.themes, strict=False)


def _identifier(iri: str) -> str:
    """Return the OAI identifier of an IRI: `oai:maillage.example:event/visite-1`."""
    return f"oai:maillage.example:{iri.removeprefix(IDENTIFIERS)}"


def _when(notice: Notice) -> datetime:
    when = datetime.fromisoformat(notice.added or _EPOCH)
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)


def _stamp(notice: Notice) -> str:
    return _when(notice).strftime(_GRANULARITY)
