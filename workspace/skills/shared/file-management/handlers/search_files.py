"""Finds lines that contain a text."""

from __future__ import annotations

from fnmatch import fnmatch
from itertools import islice
from pathlib import Path

import granted

from openclaw_skill import Context

MOST_MATCHES = 200
MOST_BYTES = 8 << 20
MOST_LINE = 300


def run(inputs: dict, context: Context) -> dict:
    wanted, pattern = inputs["query"].casefold(), inputs.get("pattern", "*")
    matches: list[dict] = []
    searched = skipped = 0
    for start in granted.starting_points(inputs.get("path"), context):
        for path in granted.walk(start):
            if len(matches) > MOST_MATCHES or not fnmatch(path.name, pattern):
                continue
            found = _matches(path, wanted, MOST_MATCHES + 1 - len(matches))
            if found is None:
                skipped += 1
                continue
            searched += 1
            shown = context.virtual_path(path)
            matches.extend({"path": shown, "line": n, "text": text} for n, text in found)
    truncated = len(matches) > MOST_MATCHES
    matches = matches[:MOST_MATCHES]
    return {
        "matches": matches,
        "files_searched": searched,
        "files_skipped": skipped,
        "truncated": truncated,
        "summary": context.text(
            zh=f"在 {searched} 个文件中找到 {len(matches)} 处{'以上' if truncated else ''},跳过 {skipped} 个文件。",
            en=f"{len(matches)}{' or more' if truncated else ''} matches in {searched} files; {skipped} were skipped.",
        ),
    }


def _matches(path: Path, wanted: str, most: int) -> list[tuple[int, str]] | None:
    """The matching lines; None for a file that is too large, no text, or not to be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        with path.open(encoding="utf-8") as file:
            numbered = ((n, line) for n, line in enumerate(file, 1) if wanted in line.casefold())
            return [(n, _excerpt(line.strip(), wanted)) for n, line in islice(numbered, most)]
    except (UnicodeDecodeError, OSError):
        return None


def _excerpt(line: str, wanted: str) -> str:
    """Of a long line the part around the match."""
    if len(line) <= MOST_LINE:
        return line
    start = max(0, line.casefold().find(wanted) - MOST_LINE // 3)
    part = line[start : start + MOST_LINE]
    return ("…" if start else "") + part + ("…" if start + MOST_LINE < len(line) else "")
