"""Requests over HTTP, as a sandboxed skill can make them.

In the sandbox there is no network but a proxy, named by ``HTTP_PROXY`` and ``HTTPS_PROXY``. It lets through what the
agent's permissions grant and refuses the rest: that is FORBIDDEN_HOST, with the proxy's reason.

A secret in the environment is a meaningless placeholder there. Put it where the real one belongs, into the address
or a header: the proxy replaces it on the way, for the hosts that the operator has tied it to. It can't look into TLS,
so for these (``OPENCLAW_INJECTED_HOSTS``) the request goes to the proxy in the clear, and from there by TLS.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping

from openclaw_skill.errors import SkillError

TIMEOUT_S = 20.0
MOST_BYTES = 4 << 20
MOST_REDIRECTS = 5
EGRESS = "X-OpenClaw-Egress"
MOST_REASON = 300
MOST_HEAD = 64 << 10
_REDIRECTS = (301, 302, 303, 307, 308)
_SECRET_HEADERS = ("authorization", "cookie", "proxy-authorization", "x-subscription-token", "x-api-key")


class Answer:
    """What came back with a status below 400."""

    def __init__(self, url: str, status: int, headers: Mapping[str, str], body: bytes):
        self.url = url
        self.status = status
        self.headers = headers
        """By name in lower case."""
        self.body = body

    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def json(self) -> dict:
        """The body as a JSON object."""
        host = urllib.parse.urlsplit(self.url).hostname
        try:
            value = json.loads(self.body)
        except ValueError:
            raise SkillError("BAD_ANSWER", f"{host} did not answer with JSON") from None
        if not isinstance(value, dict):
            raise SkillError("BAD_ANSWER", f"{host} answered with JSON that is no object")
        return value


def request(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    timeout: float = TIMEOUT_S,
    most_bytes: int = MOST_BYTES,
    redirects: bool = False,
) -> Answer:
    """Asks a server.

    redirects: follows them, never from https to http, and leaves secrets behind where the host changes. Otherwise a
    redirect is an HTTP_STATUS like any other answer that was not asked for.

    :raises SkillError: BAD_INPUT for an address that is none, FORBIDDEN_HOST, UNREACHABLE, HTTP_STATUS (its
        ``status`` is the number), BAD_ANSWER for too much.
    """
    sent = {"User-Agent": "OpenClaw", **(headers or {})}
    for _ in range(MOST_REDIRECTS + 1):
        host = host_of(url)
        answer = _once(url, host, method, sent, body, timeout, most_bytes)
        if answer.status not in _REDIRECTS:
            return answer
        if not redirects:
            raise HttpStatus(host, answer.status)
        target = _redirected(url, answer, host)
        if _origin(target) != _origin(url):
            sent = {k: v for k, v in sent.items() if k.lower() not in _SECRET_HEADERS}
        if answer.status in (301, 302, 303) and method not in ("GET", "HEAD"):
            method, body = "GET", None
        url = target
    raise SkillError("BAD_ANSWER", f"{host} redirects more than {MOST_REDIRECTS} times")


class HttpStatus(SkillError):
    """A status that is no success."""

    def __init__(self, host: str, status: int, text: str = ""):
        later = status == 429 or status >= 500
        super().__init__("HTTP_STATUS", f"{host} answered with the status {status}", retryable=later)
        self.status = status
        self.text = text
        """The beginning of the answer; may be anything, and is not for a log."""


def tunnel(
    host: str, port: int, *, headers: Mapping[str, str] | None = None, timeout: float = TIMEOUT_S
) -> socket.socket:
    """A connection to a host for another protocol than HTTP, through the proxy.

    headers: for the proxy. ``X-OpenClaw-Mail`` (``tls`` or ``starttls``) has it speak TLS with a mail server, and put
    the password in where its placeholder is sent by AUTH.

    :raises SkillError: FORBIDDEN_HOST, UNREACHABLE.
    """
    proxy = urllib.parse.urlsplit(urllib.request.getproxies().get("http", ""))
    if not proxy.hostname:
        raise _told_by_proxy(host, "forbidden", "")
    lines = [f"CONNECT {host}:{port} HTTP/1.1", *(f"{k}: {v}" for k, v in (headers or {}).items()), "", ""]
    try:
        connection = socket.create_connection((proxy.hostname, proxy.port or 80), timeout)
        connection.sendall("\r\n".join(lines).encode("ascii"))
        answer = b""
        # Byte by byte: what follows the head is the host's.
        while not answer.endswith(b"\r\n\r\n") and len(answer) < MOST_HEAD:
            more = connection.recv(1)
            if not more:
                raise OSError("the proxy ends the connection")
            answer += more
        status = answer.split(b" ", 2)[1:2]
        if status == [b"200"]:
            return connection
        with connection, connection.makefile("rb") as rest:
            reason = " ".join(rest.read(MOST_REASON * 4).decode("utf-8", "replace").split())[:MOST_REASON]
    except OSError as e:
        raise SkillError("UNREACHABLE", f"{host} cannot be reached: {e}", retryable=True) from None
    raise _told_by_proxy(host, "unreachable" if status == [b"502"] else "forbidden", reason)


def host_of(url: str) -> str:
    """The host of an address that a request may be made to."""
    try:
        parts = urllib.parse.urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as e:
        raise SkillError("BAD_INPUT", f"the url is not valid: {e}") from None
    if parts.scheme not in ("http", "https") or not host:
        raise SkillError("BAD_INPUT", "the url has to begin with http:// or https:// and name a host")
    if parts.username or parts.password:
        raise SkillError("BAD_INPUT", "the url must not carry a user or a password; use headers")
    if any(ord(c) <= 32 or ord(c) == 127 for c in url):
        raise SkillError("BAD_INPUT", "the url has blanks or control characters; they have to be escaped")
    return host


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def _once(
    url: str, host: str, method: str, headers: dict, body: bytes | None, timeout: float, most_bytes: int
) -> Answer:
    opener = urllib.request.build_opener(_NoRedirects)
    try:
        made = urllib.request.Request(_as_sent(url, host), data=body, headers=headers, method=method)
        try:
            response = opener.open(made, timeout=timeout)
        except urllib.error.HTTPError as e:
            response = e
        with response:
            found = {name.lower(): value for name, value in response.headers.items()}
            content = response.read(most_bytes + 1)
            status = response.status
    except OSError as e:
        raise _failed(host, e) from None
    except ValueError:
        # What it says would tell the header's value.
        raise SkillError("BAD_INPUT", f"a header for {host} has characters that no header can carry") from None
    except http.client.HTTPException as e:
        raise SkillError("BAD_ANSWER", f"{host} did not answer as a web server does: {type(e).__name__}") from None
    if found.get(EGRESS.lower()) in ("forbidden", "unreachable"):
        reason = " ".join(content.decode("utf-8", "replace").split())[:MOST_REASON]
        raise _told_by_proxy(host, found[EGRESS.lower()], reason)
    if status >= 400:
        raise HttpStatus(host, status, content[:2000].decode("utf-8", "replace"))
    if len(content) > most_bytes:
        raise SkillError("BAD_ANSWER", f"{host} sent more than {most_bytes} bytes")
    return Answer(url, status, found, content)


def _as_sent(url: str, host: str) -> str:
    """In the clear to the proxy where it puts a secret in; the proxy speaks TLS to the host."""
    injected = {h.strip().lower() for h in os.environ.get("OPENCLAW_INJECTED_HOSTS", "").split(",")}
    parts = urllib.parse.urlsplit(url)
    if parts.scheme != "https" or not {host.lower(), f"{host.lower()}:{parts.port or 443}"} & injected:
        return url
    if not urllib.request.getproxies().get("http") or urllib.request.proxy_bypass(host):
        # Without a proxy this would go out unprotected.
        return url
    return urllib.parse.urlunsplit(parts._replace(scheme="http", netloc=parts.netloc.removesuffix(":443")))


def _failed(host: str, error: OSError) -> SkillError:
    reason = getattr(error, "reason", error)
    refused = re.search(r"Tunnel connection failed: 403\s*(.*)", str(reason))
    if refused:
        return _told_by_proxy(host, "forbidden", refused[1].strip())
    return SkillError("UNREACHABLE", f"{host} cannot be reached: {reason}", retryable=True)


def _told_by_proxy(host: str, outcome: str, reason: str) -> SkillError:
    if outcome == "unreachable":
        return SkillError("UNREACHABLE", f"{host} cannot be reached: {reason}", retryable=True)
    if reason in ("", "Forbidden"):
        # Of a refused tunnel the client shows the status line and nothing else.
        reason = "the permissions of the agent and the skill do not grant it"
    return SkillError("FORBIDDEN_HOST", f"{host} may not be reached from here: {reason}")


def _redirected(url: str, answer: Answer, host: str) -> str:
    location = answer.headers.get("location")
    if not location:
        raise SkillError("BAD_ANSWER", f"{host} redirects to nowhere")
    target = urllib.parse.urljoin(url, location)
    if urllib.parse.urlsplit(url).scheme == "https" and urllib.parse.urlsplit(target).scheme != "https":
        raise SkillError("BAD_ANSWER", f"{host} redirects from https to {urllib.parse.urlsplit(target).scheme}")
    return target


def _origin(url: str) -> tuple:
    parts = urllib.parse.urlsplit(url)
    return parts.scheme, parts.hostname, parts.port
