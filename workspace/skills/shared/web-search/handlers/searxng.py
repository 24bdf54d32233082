"""Asks a SearXNG server: https://docs.searxng.org/dev/search_api.html."""

from __future__ import annotations

import os
import urllib.parse

from openclaw_skill import Context, SkillError, web


def search(query: str, limit: int, time_range: str | None, context: Context) -> list[dict]:
    parameters = {"q": query, "format": "json", "language": "zh-CN" if context.language == "zh" else "en"}
    if time_range:
        parameters["time_range"] = time_range
    url = f"{_server()}/search?{urllib.parse.urlencode(parameters)}"
    try:
        answer = web.request(url, headers={"Accept": "application/json"}).json()
    except web.HttpStatus as e:
        if e.status == 403:
            raise SkillError(
                "NOT_CONFIGURED", "the SearXNG server refuses JSON: add json to search.formats in its settings"
            ) from None
        raise
    found = answer.get("results")
    return [_result(r) for r in found if isinstance(r, dict) and r.get("url")] if isinstance(found, list) else []


def _server() -> str:
    """The server's address, checked: it comes from the operator's environment, not from a request."""
    address = os.environ["SEARXNG_URL"].strip()
    if urllib.parse.urlsplit(address).scheme not in ("http", "https"):
        raise SkillError("NOT_CONFIGURED", "SEARXNG_URL has to begin with http:// or https://")
    return address.rstrip("/")


def _result(found: dict) -> dict:
    return {
        "title": str(found.get("title") or ""),
        "url": str(found["url"]),
        "snippet": str(found.get("content") or ""),
        "engine": str(found.get("engine") or ""),
        "published": str(found.get("publishedDate") or ""),
    }
