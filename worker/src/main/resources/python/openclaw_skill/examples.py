"""Examples in a SKILL.md that tests run: a call and, below it, what the answer has at least.

A call is a fenced block with the words ``json call <handler>``, its inputs; the block ``json answer`` that follows
shows part of the output. A text ``$handler`` or ``$skill:handler`` among the inputs stands for the whole output of
that example, so that one can go on where another ended. In an answer ``…`` stands for anything.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

_FENCE = re.compile(r"^```json (call [\w-]+|answer)[ \t]*\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)
_HANDLER = re.compile(r"^def run\(", re.MULTILINE)
_REFERENCE = re.compile(r"\$(?:([\w/-]+):)?([\w-]+)")


class Example:
    """A handler's call, and the part of its answer that is shown; line: of the call in its file."""

    def __init__(self, handler: str, inputs: dict, answer: dict | None, line: int):
        self.handler = handler
        self.inputs = inputs
        self.answer = answer
        self.line = line


def examples_of(skill: Path) -> list[Example]:
    """Those of a skill's SKILL.md, in their order."""
    text = (skill / "SKILL.md").read_text(encoding="utf-8")
    found: list[Example] = []
    for fence in _FENCE.finditer(text):
        line = text.count("\n", 0, fence.start()) + 1
        try:
            value = json.loads(fence[2])
        except ValueError as e:
            raise ValueError(f"{skill.name}/SKILL.md, line {line}: the example is no JSON: {e}") from None
        if fence[1] != "answer":
            found.append(Example(fence[1].removeprefix("call "), value, None, line))
        elif not found or found[-1].answer is not None:
            raise ValueError(f"{skill.name}/SKILL.md, line {line}: an answer without a call before it")
        else:
            found[-1].answer = value
    return found


def handlers_of(skill: Path) -> list[str]:
    """The handlers whose code lies in the skill's folder."""
    files = sorted((skill / "handlers").glob("*.py"))
    return [f.stem for f in files if _HANDLER.search(f.read_text(encoding="utf-8"))]


def reference(value: object) -> tuple[str | None, str] | None:
    """The (skill, handler) whose output a value stands for; None for any other value."""
    found = _REFERENCE.fullmatch(value) if isinstance(value, str) else None
    return (found[1], found[2]) if found else None


def difference(shown: object, real: object, place: str = "output") -> str | None:
    """Says where the real output does not contain what is shown; None where it does.

    Of an object the keys that are shown have to be there, and of a list the items, in their order. A number is equal
    when it is the same as far as it is shown.
    """
    if shown == "…":
        return None
    if isinstance(shown, dict) and isinstance(real, dict):
        for key, value in shown.items():
            if key not in real:
                return f"{place} has no {key}; it has {', '.join(map(str, real))}"
            found = difference(value, real[key], f"{place}.{key}")
            if found:
                return found
        return None
    if isinstance(shown, list) and isinstance(real, list):
        return _items(shown, real, place)
    if isinstance(shown, str) and isinstance(real, str) and "…" in shown:
        pattern = ".*".join(re.escape(part) for part in shown.split("…"))
        return None if re.fullmatch(pattern, real, re.DOTALL) else f"{place} is {real!r}, not {shown!r}"
    if _number(shown) and _number(real):
        digits = len(str(shown).partition(".")[2]) if isinstance(shown, float) else 0
        same = abs(shown - real) <= 0.5 * 10**-digits * (1 + 1e-9) if isinstance(shown, float) else shown == real
        return None if same else f"{place} is {real}, not {shown}"
    return None if type(shown) is type(real) and shown == real else f"{place} is {real!r}, not {shown!r}"


def _items(shown: list, real: list, place: str) -> str | None:
    at = 0
    for i, value in enumerate(shown):
        if value == "…":
            continue
        first = None
        while at < len(real):
            found = difference(value, real[at], f"{place}[{at}]")
            at += 1
            if found is None:
                break
            first = first or found
        else:
            return first or f"{place} has {len(real)} items and not the {i + 1}. one that is shown"
    return None


def _number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
