"""The runner's protocol, as the worker sees it."""

import unittest

from runner_case import RunnerCase

from openclaw_skill import SkillError
from openclaw_skill.testing import call, run


class ResultTest(RunnerCase):
    def test_should_return_what_the_handler_returns(self):
        outcome = self.call("def run(inputs, context):\n    return {'twice': inputs['n'] * 2, '名': None}", {"n": 21})
        self.assertEqual(outcome.output, {"twice": 42, "名": None})

    def test_should_tell_of_progress_and_logs_in_order(self):
        outcome = self.call("""
            def run(inputs, context):
                context.progress("一半", 0.5)
                context.log("info", "noted")
                context.progress("done", 2)
                return {}
            """)
        expected = [
            {"type": "progress", "message": "一半", "fraction": 0.5},
            {"type": "log", "level": "info", "message": "noted"},
            {"type": "progress", "message": "done", "fraction": 1.0},
        ]
        self.assertEqual(outcome.messages, expected)

    def test_should_announce_artifacts_that_were_written(self):
        outcome = self.call("""
            def run(inputs, context):
                context.artifact("note.md", "text/markdown").write_text("你好", encoding="utf-8")
                return {"note": {"artifact": "note.md"}}
            """)
        self.assertEqual(outcome.messages, [{"type": "artifact", "name": "note.md", "mediaType": "text/markdown"}])
        self.assertEqual(outcome.text("note.md"), "你好")

    def test_should_keep_prints_of_any_kind_out_of_the_protocol(self):
        outcome = self.call("""
            import os, subprocess, sys
            def run(inputs, context):
                print("a stray print 打印")
                os.write(1, b"raw bytes\\n")
                subprocess.run([sys.executable, "-c", "print('from a child')"], check=True)
                return {"ok": True}
            """)
        self.assertEqual((outcome.output, outcome.messages), ({"ok": True}, []))

    def test_should_give_the_context(self):
        outcome = self.call(
            """
            def run(inputs, context):
                return {"task": context.task_id, "attempt": context.attempt, "key": context.idempotency_key,
                        "agent": context.agent.name, "domains": list(context.agent.domains),
                        "words": context.text(zh="中", en="en"), "out": context.virtual_path("/etc/x"),
                        "path": context.virtual_path(context.workspace / "datasets" / "x.csv")}
            """,
            language="zh",
            agent={"id": "a-1", "name": "架构师", "domains": ["d"]},
            key="k",
        )
        expected = {
            "task": "task",
            "attempt": 1,
            "key": "k",
            "agent": "架构师",
            "domains": ["d"],
            "words": "中",
            "path": "workspace/datasets/x.csv",
            "out": "x",
        }
        self.assertEqual(outcome.output, expected)

    def test_should_import_modules_beside_the_handler_but_not_hide_the_library(self):
        (self.folder / "beside.py").write_text("WORD = 'found'\n")
        (self.folder / "json.py").write_text("raise RuntimeError('hidden')\n")
        body = (
            "import beside\ndef run(inputs, context):\n    import profile, json\n    return {'word': beside.WORD,"
            " 'runs': hasattr(profile, 'Profile')}"
        )
        outcome = call(self.handler(body, "profile"), {})
        self.assertEqual(outcome.output, {"word": "found", "runs": True})

    def test_should_leave_no_compiled_files_behind(self):
        (self.folder / "beside.py").write_text("")
        self.call("import beside\ndef run(inputs, context):\n    return {}")
        self.assertFalse((self.folder / "__pycache__").exists())

    def test_should_not_wait_for_threads_that_stay(self):
        outcome = self.call("""
            import threading
            def run(inputs, context):
                threading.Thread(target=threading.Event().wait).start()
                return {}
            """)
        self.assertEqual(outcome.output, {})

    def test_should_carry_large_results_and_lone_surrogates(self):
        outcome = self.call("def run(inputs, context):\n    return {'text': '企' * 300_000, 'odd': '\\udc80'}")
        self.assertEqual((len(outcome.output["text"]), outcome.output["odd"]), (300_000, "\udc80"))


class ErrorTest(RunnerCase):
    def test_should_report_what_the_handler_foresaw(self):
        error = self.error(
            "from openclaw_skill import SkillError\ndef run(i, c):\n    raise SkillError('BAD_INPUT', '不对',"
            " retryable=True)"
        )
        self.assertEqual((error.code, error.message, error.retryable), ("BAD_INPUT", "不对", True))

    def test_should_report_what_nobody_foresaw(self):
        for statement, message in (
            ("raise KeyError('x')", "KeyError: 'x'"),
            ("1 / 0", "ZeroDivisionError: division by zero"),
            ("raise SystemExit(3)", "SystemExit: 3"),
        ):
            with self.subTest(statement):
                error = self.error(f"def run(inputs, context):\n    {statement}")
                self.assertEqual((error.code, error.message, error.retryable), ("HANDLER_FAILED", message, False))

    def test_should_report_a_missing_module(self):
        for body in (
            "import no_such_module\ndef run(i, c):\n    return {}",
            "def run(i, c):\n    import no_such_module",
        ):
            with self.subTest(body):
                error = self.error(body)
                self.assertEqual(error.code, "REQUIREMENT_MISSING")
                self.assertIn("no_such_module", error.message)

    def test_should_say_which_part_of_an_output_is_no_json(self):
        for value, place in (
            ("{'a': {'b': [1, float('nan')]}}", "output.a.b[1] is nan"),
            ("{'a': float('inf')}", "output.a is inf"),
            ("{'a': {1, 2}}", "output.a is a set"),
            ("{1: 'a'}", "output has the key 1"),
            ("[1]", "returned list"),
            ("None", "returned NoneType"),
        ):
            with self.subTest(value):
                error = self.error(f"def run(inputs, context):\n    return {value}")
                self.assertEqual(error.code, "BAD_OUTPUT")
                self.assertIn(place, error.message)

    def test_should_refuse_artifacts_that_are_not_there_or_not_plain(self):
        self.assertIn(
            "never written",
            self.error("def run(i, c):\n    c.artifact('a.md', 'text/markdown')\n    return {}").message,
        )
        for name in ("../a.md", "x/a.md", ".hidden", ""):
            with self.subTest(name):
                self.assertEqual(
                    self.error(f"def run(i, c):\n    c.artifact({name!r}, 'text/plain')").code, "BAD_OUTPUT"
                )

    def test_should_refuse_calls_and_files_that_are_none(self):
        self.assertEqual(run("")[-1]["code"], "BAD_CALL")
        self.assertEqual(run("{}\n")[-1]["code"], "BAD_CALL")
        self.assertEqual(run('{"type":"call","inputs":{}}\n')[-1]["code"], "BAD_CALL")
        with self.assertRaises(SkillError) as raised:
            call(self.folder / "absent.py", {})
        self.assertEqual(raised.exception.code, "BAD_CALL")
        self.assertEqual(self.error("x = 1").code, "BAD_HANDLER")
        self.assertEqual(self.error("def run(:").code, "HANDLER_FAILED")


if __name__ == "__main__":
    unittest.main()
