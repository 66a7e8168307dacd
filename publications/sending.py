"""Messages on their way: one SMTP connection, encrypted where the server can, one failure harming no other."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Final
from urllib.parse import urlsplit

from centre.records import CentreError
from publications.mail import address

_PORTS: Final = {"smtp": 25, "smtps": 465}
_HERE: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where messages are handed over."""

    host: str
    port: int
    encrypted: bool
    """From the first byte (`smtps:`); else when the server offers it."""
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 30


def server_of(environment: Mapping[str, str]) -> Server:
    """Return the server that the environment names; CentreError when it is not whole or not safe."""
    written, sender = environment.get("MAILLAGE_SMTP_URL", ""), environment.get("MAILLAGE_SMTP_FROM", "")
    try:
        parts = urlsplit(written)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in _PORTS or not parts.hostname:
        raise CentreError(
            "Indiquez le serveur d’envoi : MAILLAGE_SMTP_URL=smtp://hote:587 (ou smtps://hote)."
        )
    if parts.username or parts.password:
        raise CentreError(
            "Pas d’identifiants dans MAILLAGE_SMTP_URL : mettez-les dans MAILLAGE_SMTP_USER et MAILLAGE_SMTP_PASSWORD."
        )
    if not sender:
        raise CentreError("Indiquez l’adresse d’envoi : MAILLAGE_SMTP_FROM=lettre@exemple.org.")
    address(sender)
    return Server(
        host=parts.hostname,
        port=port or _PORTS[parts.scheme],
        encrypted=parts.scheme == "smtps",
        sender=sender,
        user=environment.get("MAILLAGE_SMTP_USER", ""),
        password=environment.get("MAILLAGE_SMTP_PASSWORD", ""),
    )


class Post:
    """A connection that is opened when first needed and opened again when it was lost."""

    def __init__(self, server: Server, context: ssl.SSLContext | None = None) -> None:
        self.server = server
        self._context = context or ssl.create_default_context()
        self._smtp: smtplib.SMTP | None = None

    def send(self, message: EmailMessage) -> str:
        """Send a message to the one it is addressed to; return why it could not be, empty when it was."""
        try:
            self._connected().send_message(message)
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            self.close()
            return reason(error)
        return ""

    def close(self) -> None:
        """End the connection."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            try:
                smtp.quit()
            except (smtplib.SMTPException, OSError):
                smtp.close()

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is None:
            self._smtp = self._open()
        return self._smtp

    def _open(self) -> smtplib.SMTP:
        server = self.server
        if server.encrypted:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=server.timeout, context=self._context
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
        try:
            smtp.ehlo()
            if not server.encrypted and smtp.has_extn("starttls"):
                smtp.starttls(context=self._context)
                smtp.ehlo()
            if server.user:
                if not isinstance(smtp.sock, ssl.SSLSocket) and server.host not in _HERE:
                    raise smtplib.SMTPException(
                        "le serveur ne chiffre pas la connexion : le mot de passe n’est pas envoyé"
                    )
                smtp.login(server.user, server.password)
        except BaseException:
            smtp.close()
            raise
        return smtp


def reason(error: Exception) -> str:
    """Return what a server answered, or what went wrong, on one line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return _said(code, said)
    if isinstance(error, smtplib.SMTPResponseException):
        return _said(error.smtp_code, error.smtp_error)
    return " ".join(str(error).split()) or type(error).__name__


def _said(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {' '.join(text.split())}"
