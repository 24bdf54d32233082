"""The operator's mail server, and how mail is handed to it (RFC 6409).

The worker's proxy speaks TLS with the server and puts the password in: here is a placeholder of it.
"""

from __future__ import annotations

import os
import re
import smtplib
import socket
import urllib.parse
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parseaddr

from openclaw_skill import SkillError, web

TIMEOUT_S = 20
WAYS = {"smtps": "tls", "smtp": "starttls"}
ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?=.{1,253}\Z)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
)


@dataclass(frozen=True)
class Server:
    """way: how its TLS begins, as the proxy calls it; sender: as in From."""

    host: str
    port: int
    way: str
    sender: str
    user: str
    password: str
    recipients: tuple[str, ...]

    @property
    def address(self) -> str:
        """Of the sender."""
        return parseaddr(self.sender)[1]

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]

    def may_write_to(self, address: str) -> bool:
        low = address.lower()
        return any(granted in ("*", low, "@" + low.rpartition("@")[2]) for granted in self.recipients)


def is_address(text: str) -> bool:
    return len(text.rpartition("@")[0]) <= 64 and ADDRESS.fullmatch(text) is not None


def configured() -> Server:
    """As the operator has said in the environment."""
    url, sender, granted = (_variable(name) for name in ("SMTP_URL", "SMTP_FROM", "SMTP_RECIPIENTS"))
    missing = [
        f"{name} ({what})"
        for name, what, value in (
            ("SMTP_URL", "such as smtps://smtp.example.org:465, or smtp://…:587 for STARTTLS", url),
            ("SMTP_FROM", "such as OpenClaw <agents@example.org>", sender),
            ("SMTP_RECIPIENTS", "who may be written to: addresses, @example.org, or *", granted),
        )
        if not value
    ]
    if missing:
        raise SkillError("NOT_CONFIGURED", f"mail is not configured: set {', '.join(missing)}")
    host, port, way = _place(url)
    if not is_address(parseaddr(sender)[1]) or not sender.isprintable():
        raise SkillError("NOT_CONFIGURED", "SMTP_FROM holds no mail address; such as OpenClaw <agents@example.org>")
    password = _variable("SMTP_PASSWORD")
    if password and f"{host}:{port}" not in os.environ.get("OPENCLAW_INJECTED_HOSTS", "").lower().split(","):
        raise SkillError(
            "NOT_CONFIGURED",
            f"SMTP_PASSWORD is not meant for {host}:{port}; name it in the hosts of the secret in the skill's entry in"
            " orchestrator/skill-registry.yaml",
        )
    user = _variable("SMTP_USER") or parseaddr(sender)[1]
    if not user.isascii():
        raise SkillError("NOT_CONFIGURED", "SMTP_USER has characters outside ASCII, which mail servers do not take")
    recipients = tuple(part.strip().lower() for part in granted.split(",") if part.strip())
    return Server(host, port, way, sender, user, password, recipients)


def _variable(name: str) -> str:
    return os.environ.get(name, "").strip()


def _place(url: str) -> tuple[str, int, str]:
    try:
        parts = urllib.parse.urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or not port or parts.scheme not in WAYS or parts.username or parts.path.strip("/"):
        raise SkillError(
            "NOT_CONFIGURED",
            "SMTP_URL has to be smtps://host:465, or smtp://host:587 for STARTTLS, with the port and without a user;"
            " that goes into SMTP_USER",
        )
    return host.lower(), port, WAYS[parts.scheme]


def submit(server: Server, recipients: list[str], content: bytes) -> None:
    """Hands a mail over for all recipients or for none."""
    try:
        connection = _Connection(server)
    except smtplib.SMTPResponseException as e:
        raise _refused(server, "the connection", e.smtp_code, e.smtp_error) from None
    except OSError as e:
        raise _lost(server, e) from None
    with connection:
        try:
            _log_in(connection, server)
            _address(connection, server, recipients, content)
        except OSError as e:
            raise _lost(server, e) from None
        _deliver(connection, server, content)


class _Connection(smtplib.SMTP):
    """By way of the proxy, which does the TLS."""

    def __init__(self, server: Server):
        self._way = server.way
        super().__init__(server.host, server.port, local_hostname=server.domain, timeout=TIMEOUT_S)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return web.tunnel(host, port, headers={"X-OpenClaw-Mail": self._way}, timeout=timeout)

    def __exit__(self, kind, *_):
        # The mail is handed over or not by now; a goodbye that fails changes nothing.
        with suppress(OSError):
            if kind is None:
                self.quit()
        self.close()


def _log_in(connection: smtplib.SMTP, server: Server) -> None:
    connection.ehlo_or_helo_if_needed()
    if not server.password:
        return
    connection.user, connection.password = server.user, server.password
    offered = connection.esmtp_features.get("auth", "").upper().split()
    try:
        if "PLAIN" in offered:
            connection.auth("PLAIN", connection.auth_plain)
        elif "LOGIN" in offered:
            connection.auth("LOGIN", connection.auth_login)
        else:
            raise SkillError("NOT_CONFIGURED", f"{server.host} takes no password by AUTH PLAIN or LOGIN")
    except smtplib.SMTPAuthenticationError as e:
        # Without what it says: that may repeat what it was told.
        raise SkillError(
            "LOGIN_REFUSED",
            f"{server.host} refuses the user or the password ({e.smtp_code}); see SMTP_USER and SMTP_PASSWORD",
            retryable=400 <= e.smtp_code < 500,
        ) from None


def _address(connection: smtplib.SMTP, server: Server, recipients: list[str], content: bytes) -> None:
    most = connection.esmtp_features.get("size", "").strip()
    if most.isdigit() and 0 < int(most) < len(content):
        raise SkillError("TOO_LARGE", f"the mail has {len(content)} bytes; {server.host} takes at most {most}")
    _expect(server, "the sender", connection.mail(server.address))
    for recipient in recipients:
        _expect(server, recipient, connection.rcpt(recipient))
    _expect(server, "the mail", connection.docmd("DATA"), 354)


def _deliver(connection: smtplib.SMTP, server: Server, content: bytes) -> None:
    """From here on nobody but the server knows whether it has taken the mail, until it says so."""
    stuffed = re.sub(rb"(?m)^\.", b"..", content)
    try:
        connection.send(stuffed + (b"" if stuffed.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        answer = connection.getreply()
    except OSError as e:
        raise SkillError(
            "OUTCOME_UNKNOWN",
            f"{server.host} has not said whether it took the mail ({type(e).__name__}); it is not sent again by itself,"
            " so look whether it arrived",
        ) from None
    _expect(server, "the mail", answer)


def _expect(server: Server, what: str, answer: tuple[int, bytes], code: int = 250) -> None:
    if answer[0] != code and not (code == 250 and answer[0] == 251):
        raise _refused(server, what, *answer)


def _refused(server: Server, what: str, code: int, said: bytes | str) -> SkillError:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return SkillError(
        "REFUSED",
        f"{server.host} refuses {what} ({code}): {' '.join(text.split())[:300]}; nothing was sent",
        retryable=not 500 <= code < 600,
    )


def _lost(server: Server, error: Exception) -> SkillError:
    return SkillError(
        "UNREACHABLE",
        f"{server.host} ended the conversation before the mail: {type(error).__name__}; nothing was sent",
        retryable=True,
    )
