"""Searches the web through a SearXNG server."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.parse
import urllib.request

from openclaw_skill import Context, SkillError

TIMEOUT_S = 20
MOST_BYTES = 4 << 20
MOST_SNIPPET = 500


def run(inputs: dict, context: Context) -> dict:
    query = (inputs.get("query") or inputs.get("request") or "").strip()
    if not query:
        raise SkillError("BAD_INPUT", "there is nothing to search for; give query")
    url = _url(_server(), query, inputs.get("time_range"), context)
    context.progress(context.text(zh=f"搜索:{query}", en=f"Searching: {query}"))
    answer = _ask(url)
    results = [_result(r) for r in answer.get("results", []) if r.get("url")][: inputs.get("limit", 10)]
    return {
        "query": query,
        "results": results,
        "summary": context.text(zh=f"“{query}”:{len(results)} 条结果。", en=f'"{query}": {len(results)} results.'),
    }


def _server() -> str:
    """The server's address, checked: it comes from the operator's environment, not from a request."""
    address = os.environ.get("SEARXNG_URL", "").strip()
    if not address:
        raise SkillError(
            "NOT_CONFIGURED",
            "web search is not configured: set SEARXNG_URL to the address of a SearXNG server, "
            "for example https://searx.example.org, with the JSON format enabled in its settings",
        )
    if urllib.parse.urlsplit(address).scheme not in ("http", "https"):
        raise SkillError("NOT_CONFIGURED", "SEARXNG_URL has to begin with http:// or https://")
    return address.rstrip("/")


def _url(server: str, query: str, time_range: str | None, context: Context) -> str:
    parameters = {"q": query, "format": "json", "language": "zh-CN" if context.language == "zh" else "en"}
    if time_range:
        parameters["time_range"] = time_range
    return f"{server}/search?{urllib.parse.urlencode(parameters)}"


def _ask(url: str) -> dict:
    request = urllib.request.Request(url, headers={"Accept": "application/json", "User-Agent": "OpenClaw"})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as response:
            body = response.read(MOST_BYTES + 1)
    except urllib.error.HTTPError as e:
        if e.code == 403:
            raise SkillError(
                "NOT_CONFIGURED", "the SearXNG server refuses JSON: add json to search.formats in its settings"
            ) from None
        later = e.code == 429 or e.code >= 500
        raise SkillError(
            "HTTP_STATUS", f"the SearXNG server answered with the status {e.code}", retryable=later
        ) from None
    except (urllib.error.URLError, TimeoutError, OSError) as e:
        reason = getattr(e, "reason", e)
        raise SkillError("UNREACHABLE", f"the SearXNG server cannot be reached: {reason}", retryable=True) from None
    if len(body) > MOST_BYTES:
        raise SkillError("BAD_ANSWER", f"the SearXNG server sent more than {MOST_BYTES >> 20} MiB")
    try:
        answer = json.loads(body)
    except ValueError:
        raise SkillError("BAD_ANSWER", "the SearXNG server did not answer with JSON") from None
    if not isinstance(answer, dict):
        raise SkillError("BAD_ANSWER", "the SearXNG server's JSON is no object")
    return answer


def _result(found: dict) -> dict:
    result = {
        "title": str(found.get("title") or found["url"]),
        "url": str(found["url"]),
        "snippet": str(found.get("content") or "")[:MOST_SNIPPET],
    }
    if found.get("engine"):
        result["engine"] = str(found["engine"])
    if found.get("publishedDate"):
        result["published"] = str(found["publishedDate"])
    return result
