"""Searches the web: through Brave's API or a SearXNG server, whichever is set up."""

from __future__ import annotations

import os

import brave
import searxng

from openclaw_skill import Context, SkillError

ENGINES = {"brave": (brave, "BRAVE_API_KEY"), "searxng": (searxng, "SEARXNG_URL")}
"""What searches, and the variable that sets it up; the first one that is set up is asked."""

MOST_SNIPPET = 500


def run(inputs: dict, context: Context) -> dict:
    query = (inputs.get("query") or inputs.get("request") or "").strip()
    if not query:
        raise SkillError("BAD_INPUT", "there is nothing to search for; give query")
    name = _engine(inputs.get("engine"))
    engine, limit = ENGINES[name][0], inputs.get("limit", 10)
    context.progress(context.text(zh=f"搜索:{query}", en=f"Searching: {query}"))
    found = engine.search(query, limit, inputs.get("time_range"), context)
    results = [{**_shown(r), "rank": i} for i, r in enumerate(found[:limit], 1)]
    return {
        "query": query,
        "engine": name,
        "results": results,
        "summary": context.text(zh=f"“{query}”:{len(results)} 条结果。", en=f'"{query}": {len(results)} results.'),
    }


def _engine(wanted: str | None) -> str:
    ready = [name for name, (_, variable) in ENGINES.items() if os.environ.get(variable, "").strip()]
    if wanted in ready:
        return wanted
    if wanted:
        variable = ENGINES[wanted][1]
        raise SkillError("NOT_CONFIGURED", f"{wanted} is not configured: {variable} is not set")
    if not ready:
        raise SkillError(
            "NOT_CONFIGURED",
            "web search is not configured: set BRAVE_API_KEY to a key of the Brave Search API, or SEARXNG_URL to the"
            " address of a SearXNG server, for example https://searx.example.org, with the JSON format enabled",
        )
    return ready[0]


def _shown(found: dict) -> dict:
    """What is known of a result; a page without a title is called by its address."""
    result = {"title": found["title"] or found["url"], "url": found["url"], "snippet": found["snippet"][:MOST_SNIPPET]}
    return result | {key: found[key] for key in ("engine", "published") if found.get(key)}
