"""Asks the Brave Search API: https://api-dashboard.search.brave.com/app/documentation/web-search."""

from __future__ import annotations

import html
import os
import re
import urllib.parse

from openclaw_skill import Context, SkillError, web

ADDRESS = "https://api.search.brave.com/res/v1/web/search"
MOST_AT_ONCE = 20
RANGES = {"day": "pd", "month": "pm", "year": "py"}
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")


def search(query: str, limit: int, time_range: str | None, context: Context) -> list[dict]:
    """At most 20 results: more than these are another page, and another call that is charged for."""
    parameters = {
        "q": query,
        "count": str(min(limit, MOST_AT_ONCE)),
        "search_lang": "zh-hans" if context.language == "zh" else "en",
    }
    if time_range:
        parameters["freshness"] = RANGES[time_range]
    headers = {"Accept": "application/json", "X-Subscription-Token": os.environ["BRAVE_API_KEY"].strip()}
    try:
        answer = web.request(f"{ADDRESS}?{urllib.parse.urlencode(parameters)}", headers=headers).json()
    except web.HttpStatus as e:
        if e.status in (401, 403, 422):
            raise SkillError(
                "NOT_CONFIGURED", f"the Brave Search API answered with {e.status}: is BRAVE_API_KEY a valid key of it?"
            ) from None
        raise
    found = answer.get("web")
    found = found.get("results") if isinstance(found, dict) else None
    return [_result(r) for r in found if isinstance(r, dict) and r.get("url")] if isinstance(found, list) else []


def _result(found: dict) -> dict:
    return {
        "title": _plain(found.get("title")),
        "url": str(found["url"]),
        "snippet": _plain(found.get("description")),
        "engine": "brave",
        "published": str(found.get("page_age") or found.get("age") or ""),
    }


def _plain(words: object) -> str:
    """Without the marks around what was found."""
    return html.unescape(_TAG.sub("", str(words or "")))
