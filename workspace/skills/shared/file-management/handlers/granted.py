"""The only way to a file: through the folders that the caller was granted."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from openclaw_skill import Context, SkillError

MOST_FILES = 20_000
"""Files that one call walks over."""


def resolve(given: str, context: Context) -> Path:
    """The real path behind a name, links followed, when a granted folder or file contains it.

    ``/workspace/x`` and ``workspace/x`` are in the workspace. The path need not exist: the folders above it are
    resolved all the same, so that a link on the way cannot lead out.
    """
    if "\0" in given or not given.strip():
        raise SkillError("BAD_INPUT", "the path is empty or has a NUL character")
    path = Path(given)
    parts = path.parts[1:] if path.is_absolute() else path.parts
    if parts[:1] == ("workspace",):
        path = context.workspace.joinpath(*parts[1:])
    elif not path.is_absolute():
        path = context.workspace / path
    try:
        real = path.resolve()
    except (OSError, RuntimeError) as e:
        raise SkillError("FORBIDDEN_PATH", f"{given} cannot be resolved: {e}") from None
    if not any(_within(real, root) for root in roots(context)):
        allowed = ", ".join(context.virtual_path(r) for r in context.paths) or "none"
        raise SkillError("FORBIDDEN_PATH", f"{given} is not within the granted paths; granted: {allowed}")
    return real


def roots(context: Context) -> list[Path]:
    """The granted folders and files, resolved."""
    return [p.resolve() for p in context.paths]


def existing_file(given: str, context: Context) -> Path:
    path = resolve(given, context)
    if not path.is_file():
        raise SkillError("NOT_FOUND", f"{given} is no file that exists")
    return path


def starting_points(given: str | None, context: Context) -> list[Path]:
    """Where to look: the given folder or file, or all granted ones that exist."""
    if given:
        path = resolve(given, context)
        if not path.exists():
            raise SkillError("NOT_FOUND", f"{given} does not exist")
        return [path]
    return [root for root in roots(context) if root.exists()]


def walk(start: Path) -> Iterator[Path]:
    """The files below a folder in the order of their names, links not followed; the file itself if it is one."""
    if start.is_file():
        yield start
        return
    count = 0
    for folder, folders, files in os.walk(start):
        folders.sort()
        for name in sorted(files):
            path = Path(folder, name)
            if path.is_symlink():
                continue
            count += 1
            if count > MOST_FILES:
                raise SkillError("TOO_MANY", f"more than {MOST_FILES} files; name a folder further down")
            yield path


def _within(path: Path, root: Path) -> bool:
    return path == root or root in path.parents
