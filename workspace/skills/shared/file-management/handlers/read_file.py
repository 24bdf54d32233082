"""Reads a text file, a part at a time."""

from __future__ import annotations

from pathlib import Path

import granted

from openclaw_skill import Context, SkillError

MOST_BYTES = 256 << 10


def run(inputs: dict, context: Context) -> dict:
    with granted.told(inputs["path"]):
        return _read(granted.existing_file(inputs["path"], context), inputs, context)


def _read(path: Path, inputs: dict, context: Context) -> dict:
    size, offset = path.stat().st_size, inputs.get("offset", 0)
    if offset > size:
        raise SkillError("BAD_INPUT", f"offset {offset} is beyond the end of {inputs['path']}, which has {size} bytes")
    with path.open("rb") as file:
        file.seek(offset)
        block = file.read(MOST_BYTES)
    if offset and block and 0x80 <= block[0] < 0xC0:
        raise SkillError("BAD_INPUT", f"offset {offset} lies within a character; use the next_offset of the part before")
    text, used = _decoded(block, inputs["path"], last=offset + len(block) >= size)
    return {
        "path": context.virtual_path(path),
        "text": text,
        "bytes": size,
        "next_offset": offset + used,
        "end": offset + used >= size,
    }


def _decoded(block: bytes, name: str, last: bool) -> tuple[str, int]:
    """The text and how many bytes it takes; a character that the block's end cuts is left for the next part."""
    try:
        return block.decode("utf-8"), len(block)
    except UnicodeDecodeError as e:
        if not last and e.start >= len(block) - 3 and e.start > 0:
            return block[: e.start].decode("utf-8"), e.start
        raise SkillError("NOT_TEXT", f"{name} is no UTF-8 text") from None
