"""Moves or renames a file or folder."""

from __future__ import annotations

import shutil

import granted

from openclaw_skill import Context, SkillError


def run(inputs: dict, context: Context) -> dict:
    source, destination = (granted.resolve(inputs[key], context) for key in ("source", "destination"))
    if not source.exists():
        raise SkillError("NOT_FOUND", f"{inputs['source']} does not exist")
    if source in granted.roots(context):
        raise SkillError("FORBIDDEN_PATH", f"{inputs['source']} is a granted folder itself and stays where it is")
    if destination.is_dir():
        destination = destination / source.name
    if source == destination or source in destination.parents:
        raise SkillError("BAD_INPUT", "the destination is the source or lies within it")
    if destination.exists():
        if not inputs.get("overwrite", False):
            raise SkillError("EXISTS", f"{context.virtual_path(destination)} exists; say overwrite to replace it")
        if destination.is_dir() or source.is_dir():
            raise SkillError("BAD_INPUT", "only a file can replace a file")
    destination.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(source, destination)
    return {"source": inputs["source"], "destination": context.virtual_path(destination)}
