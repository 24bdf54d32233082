"""Counts the characters, words and lines of a text: the example that a new skill begins with."""

from __future__ import annotations

from openclaw_skill import Context, SkillError


def run(inputs: dict, context: Context) -> dict:
    text = inputs.get("text") or inputs.get("request") or ""
    if not text.strip():
        # What can be foreseen to go wrong: a stable code, and how to mend it.
        raise SkillError("BAD_INPUT", "there is no text to count; give text")
    context.progress(context.text(zh="计数中", en="Counting"))

    # Put your own code in the place of these three lines; config.yaml says what goes in and comes out.
    characters = len(text)
    words = len(text.split())
    lines = len(text.splitlines())

    return {
        "characters": characters,
        "words": words,
        "lines": lines,
        "summary": context.text(
            zh=f"{characters} 个字符,{words} 个词,{lines} 行。",
            en=f"{_count(characters, 'character')}, {_count(words, 'word')}, {_count(lines, 'line')}.",
        ),
    }


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
