"""Lists what is in a folder."""

from __future__ import annotations

from datetime import datetime, timezone
from fnmatch import fnmatch
from pathlib import Path

import granted

from openclaw_skill import Context

MOST_ENTRIES = 1000


def run(inputs: dict, context: Context) -> dict:
    pattern, recursive = inputs.get("pattern", "*"), inputs.get("recursive", False)
    found: list[Path] = []
    for start in granted.starting_points(inputs.get("path"), context):
        if start.is_file() or recursive:
            found.extend(granted.walk(start))
        else:
            with granted.told(inputs.get("path") or str(start.name)):
                found.extend(sorted(p for p in start.iterdir() if granted.kind_of(p)))
    matching = [p for p in found if fnmatch(p.name, pattern)]
    entries = [entry for p in matching[:MOST_ENTRIES] if (entry := _entry(p, context))]
    files = sum(e["type"] == "file" for e in entries)
    return {
        "entries": entries,
        "truncated": len(matching) > MOST_ENTRIES,
        "summary": context.text(
            zh=f"{files} 个文件,{len(entries) - files} 个文件夹。",
            en=f"{files} files and {len(entries) - files} folders.",
        ),
    }


def _entry(path: Path, context: Context) -> dict | None:
    """None for what has gone since it was found."""
    try:
        facts = path.stat()
    except FileNotFoundError:
        return None
    entry = {
        "path": context.virtual_path(path),
        "type": "folder" if path.is_dir() else "file",
        "modified": datetime.fromtimestamp(facts.st_mtime, timezone.utc).isoformat(timespec="seconds"),
    }
    if entry["type"] == "file":
        entry["bytes"] = facts.st_size
    return entry
