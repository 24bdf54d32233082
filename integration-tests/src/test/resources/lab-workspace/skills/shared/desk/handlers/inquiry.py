"""Answers."""

from openclaw_skill import Context


def run(inputs: dict, context: Context) -> dict:
    return {"answer": 42}
