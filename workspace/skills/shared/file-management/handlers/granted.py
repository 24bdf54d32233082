"""The only way to a file: through the folders that the caller was granted."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
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
        if getattr(e, "errno", None) == errno.ENAMETOOLONG:
            raise SkillError("BAD_INPUT", f"{_short(given)} is too long for a path") from None
        raise SkillError("FORBIDDEN_PATH", f"{given} cannot be resolved: {e}") from None
    if not any(_within(real, root) for root in roots(context)):
        allowed = ", ".join(context.virtual_path(r) for r in context.paths) or "none"
        raise SkillError("FORBIDDEN_PATH", f"{given} is not within the granted paths; granted: {allowed}")
    return real


@contextmanager
def told(given: str) -> Iterator[None]:
    """What the file system refuses, as errors that say what to do; given: the path as the caller wrote it."""
    try:
        yield
    except PermissionError:
        raise SkillError("NOT_PERMITTED", f"{_short(given)}: the system does not let the skill do this") from None
    except FileNotFoundError:
        raise SkillError("NOT_FOUND", f"{_short(given)} does not exist, or no longer") from None
    except (NotADirectoryError, IsADirectoryError) as e:
        raise SkillError("BAD_INPUT", f"{_short(given)}: {e.strerror.lower()}") from None
    except OSError as e:
        if e.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise SkillError("NO_SPACE", f"{_short(given)}: there is no room left") from None
        if e.errno == errno.ENAMETOOLONG:
            raise SkillError("BAD_INPUT", f"{_short(given)} is too long for a path") from None
        raise


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
    """The files below a folder in the order of their names, links not followed; the file itself if it is one.

    Pipes, sockets and devices are no files here: to read one could wait for ever.
    """
    if start.is_file():
        yield start
        return
    count = 0
    for folder, folders, files in os.walk(start):
        folders.sort()
        for name in sorted(files):
            path = Path(folder, name)
            if kind_of(path) != "file":
                continue
            count += 1
            if count > MOST_FILES:
                raise SkillError("TOO_MANY", f"more than {MOST_FILES} files; name a folder further down")
            yield path


def kind_of(path: Path) -> str | None:
    """``file`` or ``folder``; None for links, for all else, and for what has just gone."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return None
    if stat.S_ISREG(mode):
        return "file"
    return "folder" if stat.S_ISDIR(mode) else None


def _short(given: str) -> str:
    return given if len(given) <= 200 else given[:199] + "…"


def _within(path: Path, root: Path) -> bool:
    return path == root or root in path.parents
