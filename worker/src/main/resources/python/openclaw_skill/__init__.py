"""What a skill handler works with.

A handler is a file with ``def run(inputs: dict, context: Context) -> dict``. It tells of its progress
by the context, asks it for the paths of files to make, and raises SkillError for what it expects to
go wrong.
"""

from openclaw_skill.context import Agent, Context
from openclaw_skill.errors import SkillError

__all__ = ["Agent", "Context", "SkillError"]
