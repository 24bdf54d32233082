"""Sends a JSON object to a web address."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.parse
import urllib.request

from openclaw_skill import Context, SkillError

TIMEOUT_S = 15
MOST_BYTES = 1 << 20
MOST_SHOWN = 2000


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """The payload goes to the address that was asked for and to no other."""

    def redirect_request(self, *_):
        return None


def run(inputs: dict, context: Context) -> dict:
    url = inputs["url"]
    host = _host(url)
    body = json.dumps(inputs["payload"], ensure_ascii=False, allow_nan=False).encode("utf-8")
    if len(body) > MOST_BYTES:
        raise SkillError("BAD_INPUT", f"the payload has {len(body)} bytes; at most {MOST_BYTES} are sent")
    headers = {"User-Agent": "OpenClaw", **inputs.get("headers", {}), "Content-Type": "application/json; charset=utf-8"}
    if context.idempotency_key:
        # A repeated attempt can be recognised by whoever receives it.
        headers["Idempotency-Key"] = context.idempotency_key
    context.progress(context.text(zh=f"发送到 {host}", en=f"Sending to {host}"))
    started = time.perf_counter()
    status, answer = _send(urllib.request.Request(url, data=body, headers=headers, method="POST"), host)
    return {
        "status": status,
        "bytes_sent": len(body),
        "duration_ms": round((time.perf_counter() - started) * 1000, 1),
        "response": answer,
    }


def _host(url: str) -> str:
    try:
        parts = urllib.parse.urlsplit(url)
        host = parts.hostname
    except ValueError as e:
        raise SkillError("BAD_INPUT", f"the url is not valid: {e}") from None
    if parts.scheme not in ("http", "https") or not host:
        raise SkillError("BAD_INPUT", "the url has to begin with http:// or https:// and name a host")
    if parts.username or parts.password:
        raise SkillError("BAD_INPUT", "the url must not carry a user or a password; use headers")
    return host


def _send(request: urllib.request.Request, host: str) -> tuple[int, str]:
    opener = urllib.request.build_opener(_NoRedirects)
    try:
        with opener.open(request, timeout=TIMEOUT_S) as response:
            return response.status, response.read(MOST_SHOWN * 4).decode("utf-8", "replace")[:MOST_SHOWN]
    except urllib.error.HTTPError as e:
        later = e.code == 429 or e.code >= 500
        raise SkillError("HTTP_STATUS", f"{host} answered with the status {e.code}", retryable=later) from None
    except (urllib.error.URLError, TimeoutError, OSError, ValueError) as e:
        reason = getattr(e, "reason", e)
        raise SkillError("UNREACHABLE", f"{host} cannot be reached: {reason}", retryable=True) from None
