"""Notices as the metadata formats of OAI-PMH: Dublin Core for everyone, MODS for catalogues."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lxml import etree

    from centre.notices import Contributor, Notice

Address = Callable[[str], str]
"""Gives the web address of an IRI."""

OAI_DC: Final = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC: Final = "http://purl.org/dc/elements/1.1/"
MODS: Final = "http://www.loc.gov/mods/v3"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMAS: Final = {
    "oai_dc": ("http://www.openarchives.org/OAI/2.0/oai_dc.xsd", OAI_DC),
    "mods": ("http://www.loc.gov/standards/mods/v3/mods-3-8.xsd", MODS),
}
"""The address of the schema and the namespace of each format, by prefix."""
RIGHTS: Final = "https://creativecommons.org/licenses/by/4.0/"
_MARC_ROLES: Final = {
    "author": "aut", "publisher": "pbl", "organiser": "orm", "coOrganiser": "orm", "facilitator": "mod",
    "speaker": "spk", "host": "hst", "funder": "fnd", "support": "spn", "partner": "ctb", "participant": "ctb",
}  # fmt: skip
"""Roles as MARC relator codes."""


def oai_dc(notice: Notice, address: Address) -> etree._Element:
    """Return a notice as unqualified Dublin Core."""
    from lxml import etree

    root = etree.Element(etree.QName(OAI_DC, "dc"), nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": XSI})
    root.set(etree.QName(XSI, "schemaLocation"), f"{OAI_DC} {SCHEMAS['oai_dc'][0]}")
    kind = "Event" if notice.kind == "event" else "Text"
    source = f"{notice.document_title}, p. {notice.page}" if notice.document_title else ""
    for name, values in (
        ("title", [notice.title]),
        ("creator", [one.label for one in notice.creators]),
        ("publisher", [one.label for one in notice.publishers]),
        ("contributor", [one.label for one in notice.contributors]),
        ("subject", notice.themes),
        ("description", [notice.description]),
        ("date", [notice.date]),
        ("type", [kind, notice.kind]),
        ("identifier", [address(notice.id), notice.url]),
        ("source", [source]),
        ("language", [notice.language]),
        ("relation", [notice.series]),
        ("coverage", [*notice.territories, notice.place]),
        ("rights", [RIGHTS]),
    ):
        for value in dict.fromkeys(value for value in values if value):
            etree.SubElement(root, etree.QName(DC, name)).text = _clean(value)
    return root


def mods(notice: Notice, address: Address) -> etree._Element:
    """Return a notice as MODS 3.8: roles, subjects and places apart, the source as the related item."""
    from lxml import etree

    namespaces: Any = {None: MODS, "xsi": XSI}  # the stubs know no default namespace
    root = etree.Element(etree.QName(MODS, "mods"), nsmap=namespaces)
    root.set("version", "3.8")
    root.set(etree.QName(XSI, "schemaLocation"), f"{MODS} {SCHEMAS['mods'][0]}")
    _under(root, "titleInfo", title=notice.title)
    for one in (*notice.creators, *notice.publishers, *notice.contributors):
        _name(root, one)
    _text(root, "typeOfResource", "text" if notice.kind != "event" else "mixed material")
    _text(root, "genre", notice.kind)
    origin = etree.SubElement(root, etree.QName(MODS, "originInfo"))
    if notice.date:
        _text(origin, "dateIssued" if notice.kind != "event" else "dateOther", notice.date).set(
            "encoding", "edtf"
        )
    if notice.place:
        place = etree.SubElement(origin, etree.QName(MODS, "place"))
        _text(place, "placeTerm", notice.place).set("type", "text")
    if notice.language:
        term = _text(etree.SubElement(root, etree.QName(MODS, "language")), "languageTerm", notice.language)
        term.set("type", "code")
        term.set("authority", "rfc5646")
    if notice.description:
        _text(root, "abstract", notice.description)
    for iri, label in zip(notice.theme_ids, notice.themes, strict=False):
        subject = etree.SubElement(root, etree.QName(MODS, "subject"))
        topic = _text(subject, "topic", label)
        topic.set("valueURI", address(iri))
    for label in notice.territories:
        _under(root, "subject", geographic=label)
    if notice.series:
        related = etree.SubElement(root, etree.QName(MODS, "relatedItem"), type="host")
        _under(related, "titleInfo", title=notice.series)
    if notice.document_title:
        related = etree.SubElement(root, etree.QName(MODS, "relatedItem"), type="original")
        _under(related, "titleInfo", title=notice.document_title)
        _text(related, "note", f"p. {notice.page}")
    _text(root, "identifier", address(notice.id)).set("type", "uri")
    if notice.url:
        _under(root, "location", url=notice.url)
    _text(root, "accessCondition", RIGHTS)
    return root


def _name(root: etree._Element, one: Contributor) -> None:
    from lxml import etree

    name = etree.SubElement(root, etree.QName(MODS, "name"), type="personal" if one.person else "corporate")
    _text(name, "namePart", one.label)
    term = _text(
        etree.SubElement(name, etree.QName(MODS, "role")), "roleTerm", _MARC_ROLES.get(one.role, "ctb")
    )
    term.set("type", "code")
    term.set("authority", "marcrelator")


def _under(root: etree._Element, element: str, **children: str) -> None:
    from lxml import etree

    holder = etree.SubElement(root, etree.QName(MODS, element))
    for name, value in children.items():
        _text(holder, name, value)


def _text(root: etree._Element, element: str, value: str) -> etree._Element:
    from lxml import etree

    child = etree.SubElement(root, etree.QName(MODS, element))
    child.text = _clean(value)
    return child


def _clean(text: str) -> str:
    """Return a text without the characters that XML 1.0 forbids."""
    return "".join(char for char in text if char in "\t\n\r" or char >= " ")


WRITERS: Final = {"oai_dc": oai_dc, "mods": mods}
