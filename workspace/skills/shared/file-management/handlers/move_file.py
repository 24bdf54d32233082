"""Moves or renames a file or folder."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import granted

from openclaw_skill import Context, SkillError


def run(inputs: dict, context: Context) -> dict:
    source, destination = (granted.resolve(inputs[key], context) for key in ("source", "destination"))
    with granted.told(inputs["source"]):
        return _move(source, destination, inputs, context)


def _move(source: Path, destination: Path, inputs: dict, context: Context) -> dict:
    if not source.exists():
        raise SkillError("NOT_FOUND", f"{inputs['source']} does not exist")
    if source in granted.roots(context):
        raise SkillError("FORBIDDEN_PATH", f"{inputs['source']} is a granted folder itself and stays where it is")
    if destination.is_dir():
        destination = destination / source.name
    if source == destination or source in destination.parents:
        raise SkillError("BAD_INPUT", "the destination is the source or lies within it")
    replaces = os.path.lexists(destination)
    if replaces:
        if not inputs.get("overwrite", False):
            raise _exists(destination, context)
        if destination.is_dir() or source.is_dir() or destination.is_symlink():
            raise SkillError("BAD_INPUT", "only a file can replace a file")
    destination.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir() or replaces or not _linked(source, destination, context):
        shutil.move(source, destination)
    return {"source": inputs["source"], "destination": context.virtual_path(destination)}


def _linked(source: Path, destination: Path, context: Context) -> bool:
    """A second name and then no first one: unlike a look beforehand this never replaces what a rival just wrote."""
    try:
        os.link(source, destination)
    except FileExistsError:
        raise _exists(destination, context) from None
    except OSError:
        return False  # another file system, or one without links
    source.unlink()
    return True


def _exists(destination: Path, context: Context) -> SkillError:
    return SkillError("EXISTS", f"{context.virtual_path(destination)} exists; say overwrite to replace it")
