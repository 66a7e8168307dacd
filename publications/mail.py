"""A letter as an e-mail: plain text and HTML in one message, headers that nothing can be slipped into."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from centre.records import CentreError
from publications.html import to_html
from publications.plain import to_text
from publications.records import Draft

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")
_ADDRESS: Final = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+")


def to_draft_mail(draft: Draft) -> bytes:
    """Return a draft as a message that mail programs open to be finished and sent."""
    message = to_message(draft)
    message["X-Unsent"] = "1"
    return message.as_bytes()


def to_message(
    draft: Draft,
    *,
    sender: str = "",
    recipient: str = "",
    footer: str = "",
    leave: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> EmailMessage:
    """Return a draft as a message; the same draft gives the same bytes (no date, no number of its own)."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = one_line(draft.title)
    if sender:
        message["From"] = address(sender)
    if recipient:
        message["To"] = address(recipient)
    for name, value in (headers or {}).items():
        message[name] = one_line(value)
    if leave:
        message["List-Unsubscribe"] = f"<{one_line(leave).replace('>', '%3E').replace(' ', '%20')}>"
        if leave.lower().startswith("https:"):
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Content-Language"] = "fr"
    text, html = to_text(draft, _signed(footer, leave)), to_html(draft, footer, leave)
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{hashlib.sha256((text + html).encode()).hexdigest()[:32]}")
    return message


def one_line(text: str) -> str:
    """Return a text fit for a header: a line break in it would begin another header."""
    return _CONTROL.sub(" ", text).strip()


def address(written: str) -> Address:
    """Return an address written `lettre@exemple.org` or `Nom <lettre@exemple.org>`; CentreError for another."""
    name, _, rest = written.strip().rpartition("<")
    spec = rest.removesuffix(">").strip() if name or written.strip().startswith("<") else written.strip()
    if _CONTROL.search(written) or not _ADDRESS.fullmatch(spec):
        raise CentreError(
            f"« {one_line(written)} » n’est pas une adresse électronique : écrivez nom@domaine.fr."
        )
    try:
        return Address(display_name=name.strip().strip('"'), addr_spec=spec)
    except (ValueError, IndexError) as error:
        raise CentreError(
            f"« {one_line(written)} » n’est pas une adresse électronique : écrivez nom@domaine.fr."
        ) from error


def _signed(footer: str, leave: str | None) -> str:
    return "\n".join(
        part for part in (footer, f"Ne plus recevoir ce message : {leave}" if leave else "") if part
    )
