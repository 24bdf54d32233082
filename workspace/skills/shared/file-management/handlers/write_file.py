"""Writes a text file so that a reader sees the old one or the new one, never a part."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import granted

from openclaw_skill import Context, SkillError

MOST_BYTES = 4 << 20


def run(inputs: dict, context: Context) -> dict:
    path = granted.resolve(inputs["path"], context)
    try:
        content = inputs["text"].encode("utf-8")
    except UnicodeEncodeError:
        raise SkillError("BAD_INPUT", "the text has half a character (a lone surrogate), which UTF-8 cannot hold") from None
    if len(content) > MOST_BYTES:
        raise SkillError("TOO_LARGE", f"the text has {len(content)} bytes; at most {MOST_BYTES} are written")
    with granted.told(inputs["path"]):
        if path.is_dir() or path in granted.roots(context) and not path.is_file():
            raise SkillError("BAD_INPUT", f"{inputs['path']} is a folder")
        _make_folders(path.parent)
        created = _write(path, content, overwrite=inputs.get("overwrite", False), shown=inputs["path"])
    return {
        "path": context.virtual_path(path),
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "created": created,
    }


def _make_folders(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise SkillError("BAD_INPUT", f"{folder.name} is a file, and a file has nothing in it") from None


def _write(path: Path, content: bytes, overwrite: bool, shown: str) -> bool:
    handle, temporary = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(temporary, 0o644)
        try:
            # A link fails where a file is: unlike a look beforehand this leaves no gap for a rival.
            os.link(temporary, path)
            return True
        except FileExistsError:
            if not overwrite:
                raise SkillError("EXISTS", f"{shown} exists; say overwrite to replace it") from None
            os.replace(temporary, path)
            return False
    finally:
        Path(temporary).unlink(missing_ok=True)
