"""Reads a text file, a part at a time."""

from __future__ import annotations

import granted

from openclaw_skill import Context, SkillError

MOST_BYTES = 256 << 10


def run(inputs: dict, context: Context) -> dict:
    path, offset = granted.existing_file(inputs["path"], context), inputs.get("offset", 0)
    size = path.stat().st_size
    if offset > size:
        raise SkillError("BAD_INPUT", f"offset {offset} is beyond the end of {inputs['path']}, which has {size} bytes")
    with path.open("rb") as file:
        file.seek(offset)
        block = file.read(MOST_BYTES)
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
