"""Posts a message to a channel by a Slack-compatible incoming webhook."""

from __future__ import annotations

import json
import os
import urllib.parse

from openclaw_skill import Context, SkillError, web

MOST_TEXT = 40_000
MOST_BLOCKS = 50
MOST_BLOCK_TEXT = 3000
REASONS = {
    "invalid_payload": "the server does not understand the blocks",
    "no_text": "the message has no text",
    "channel_not_found": "the channel of the webhook is gone",
    "channel_is_archived": "the channel of the webhook is archived",
    "no_service": "the webhook was removed or switched off",
    "no_active_hooks": "the webhook was removed or switched off",
    "action_prohibited": "an administrator does not let this webhook post",
}
"""What Slack says in plain text, and what that means."""


def run(inputs: dict, context: Context) -> dict:
    text, blocks = inputs["text"].strip(), inputs.get("blocks") or []
    _check(text, blocks)
    url = _webhook()
    payload = {"text": text, **({"blocks": blocks} if blocks else {})}
    body = json.dumps(payload, ensure_ascii=False, allow_nan=False).encode("utf-8")
    host = web.host_of(url)
    context.progress(context.text(zh=f"发送消息到 {host}", en=f"Posting to {host}"))
    headers = {"Content-Type": "application/json; charset=utf-8"}
    try:
        answer = web.request(url, method="POST", headers=headers, body=body)
    except web.HttpStatus as e:
        if e.status in (400, 403, 404, 410):
            said = e.text.strip().splitlines()[:1]
            reason = REASONS.get(said[0], "") if said else ""
            raise SkillError("REFUSED", f"{host} refuses the message ({e.status}): {reason or _hint(e.status)}") from None
        raise
    return {"status": answer.status, "characters": len(text), "blocks": len(blocks)}


def _check(text: str, blocks: list) -> None:
    if not text:
        raise SkillError("BAD_INPUT", "the message has no text; blocks need one too, for notifications")
    if len(text) > MOST_TEXT:
        raise SkillError("TOO_LARGE", f"the text has {len(text)} characters; at most {MOST_TEXT} are posted")
    if len(blocks) > MOST_BLOCKS:
        raise SkillError("TOO_LARGE", f"the message has {len(blocks)} blocks; at most {MOST_BLOCKS} are posted")
    for i, block in enumerate(blocks, 1):
        if not isinstance(block.get("type"), str):
            raise SkillError("BAD_INPUT", f"block {i} lacks its type, such as section")
        words = block.get("text")
        length = len(words.get("text", "")) if isinstance(words, dict) and isinstance(words.get("text"), str) else 0
        if length > MOST_BLOCK_TEXT:
            raise SkillError(
                "TOO_LARGE", f"the text of block {i} has {length} characters; at most {MOST_BLOCK_TEXT} are posted"
            )


def _webhook() -> str:
    """The address is a secret: whoever has it can post. It comes from the operator and never shows in a message."""
    address = os.environ.get("SLACK_WEBHOOK_URL", "").strip()
    if not address:
        raise SkillError(
            "NOT_CONFIGURED",
            "messages are not configured: set SLACK_WEBHOOK_URL to the address of an incoming webhook, for example"
            " https://hooks.slack.com/services/…",
        )
    parts = urllib.parse.urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SkillError("NOT_CONFIGURED", "SLACK_WEBHOOK_URL has to begin with https:// and name a host")
    return address


def _hint(status: int) -> str:
    if status == 400:
        return "the server does not understand it"
    return "is SLACK_WEBHOOK_URL the address of a webhook that is still there?"
