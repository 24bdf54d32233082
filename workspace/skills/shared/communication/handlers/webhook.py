"""Sends a JSON object to a web address."""

from __future__ import annotations

import json
import time

from openclaw_skill import Context, SkillError, web

TIMEOUT_S = 15
MOST_BYTES = 1 << 20
MOST_ANSWER = 64 << 10
MOST_SHOWN = 2000


def run(inputs: dict, context: Context) -> dict:
    url = inputs["url"]
    host = web.host_of(url)
    body = json.dumps(inputs["payload"], ensure_ascii=False, allow_nan=False).encode("utf-8")
    if len(body) > MOST_BYTES:
        raise SkillError("BAD_INPUT", f"the payload has {len(body)} bytes; at most {MOST_BYTES} are sent")
    headers = {**inputs.get("headers", {}), "Content-Type": "application/json; charset=utf-8"}
    if context.idempotency_key:
        # A repeated attempt can be recognised by whoever receives it.
        headers["Idempotency-Key"] = context.idempotency_key
    context.progress(context.text(zh=f"发送到 {host}", en=f"Sending to {host}"))
    started = time.perf_counter()
    # No redirects: the payload goes to the address that was asked for and to no other.
    answer = web.request(
        url, method="POST", headers=headers, body=body, timeout=TIMEOUT_S, most_bytes=MOST_ANSWER
    )
    return {
        "status": answer.status,
        "bytes_sent": len(body),
        "duration_ms": round((time.perf_counter() - started) * 1000, 1),
        "response": answer.text()[:MOST_SHOWN],
    }
