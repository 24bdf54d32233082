"""Counting, called as the worker calls it: in a process of its own."""

import unittest
from pathlib import Path

from openclaw_skill import SkillError
from openclaw_skill.testing import call

HANDLER = Path(__file__).resolve().parent.parent / "handlers" / "{{handler}}.py"


class HandlerTest(unittest.TestCase):
    def test_should_count(self):
        outcome = call(HANDLER, {"text": "Hello world\nand all"})
        self.assertEqual(
            outcome.output,
            {"characters": 19, "words": 4, "lines": 2, "summary": "19 characters, 4 words, 2 lines."},
        )
        self.assertEqual(outcome.progress(), ["Counting"])

    def test_should_take_the_request_and_its_language(self):
        output = call(HANDLER, {"request": "数一数"}, language="zh").output
        self.assertEqual(output["summary"], "3 个字符,1 个词,1 行。")

    def test_should_refuse_nothing(self):
        with self.assertRaises(SkillError) as raised:
            call(HANDLER, {"text": " "})
        self.assertEqual(raised.exception.code, "BAD_INPUT")


if __name__ == "__main__":
    unittest.main()
