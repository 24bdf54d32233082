"""A test that writes handlers and has the runner call them."""

import tempfile
import textwrap
import unittest
from pathlib import Path

from openclaw_skill import SkillError
from openclaw_skill.testing import call


class RunnerCase(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())

    def handler(self, body: str, name: str = "handler") -> Path:
        path = self.folder / f"{name}.py"
        path.write_text(textwrap.dedent(body), encoding="utf-8")
        return path

    def call(self, body: str, inputs: dict | None = None, **context):
        return call(self.handler(body), inputs or {}, **context)

    def error(self, body: str, inputs: dict | None = None) -> SkillError:
        with self.assertRaises(SkillError) as raised:
            self.call(body, inputs)
        return raised.exception
