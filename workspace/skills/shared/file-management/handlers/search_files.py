"""Finds lines that contain a text."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import granted

from openclaw_skill import Context

MOST_MATCHES = 200
MOST_BYTES = 8 << 20
MOST_LINE = 300


def run(inputs: dict, context: Context) -> dict:
    wanted, pattern = inputs["query"].casefold(), inputs.get("pattern", "*")
    matches: list[dict] = []
    searched = 0
    for start in granted.starting_points(inputs.get("path"), context):
        for path in granted.walk(start):
            if len(matches) > MOST_MATCHES or not fnmatch(path.name, pattern) or path.stat().st_size > MOST_BYTES:
                continue
            searched += 1
            shown = context.virtual_path(path)
            matches.extend({"path": shown, "line": n, "text": text} for n, text in _lines(path, wanted))
    truncated = len(matches) > MOST_MATCHES
    return {
        "matches": matches[:MOST_MATCHES],
        "files_searched": searched,
        "truncated": truncated,
        "summary": context.text(
            zh=f"在 {searched} 个文件中找到 {len(matches)} 处{'以上' if truncated else ''}。",
            en=f"{len(matches)}{' or more' if truncated else ''} matches in {searched} files.",
        ),
    }


def _lines(path: Path, wanted: str) -> Iterator[tuple[int, str]]:
    """The matching lines; a file that is no text has none."""
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if wanted in line.casefold():
                    yield number, line.strip()[:MOST_LINE]
    except UnicodeDecodeError:
        return
