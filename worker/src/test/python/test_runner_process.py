"""The runner as a process: signals, a worker that is gone, and how little it loads."""

import json
import os
import signal
import subprocess
import sys
import unittest

from runner_case import RunnerCase

from openclaw_skill.testing import RUNNER


class SignalTest(RunnerCase):
    def started(self, body: str) -> subprocess.Popen:
        """A call that has told of its first progress."""
        folder = str(self.folder)
        context = {
            "taskId": "t",
            "stepId": "s",
            "attempt": 1,
            "language": "en",
            "agent": None,
            "artifactsDir": folder,
            "workspace": folder,
            "paths": [],
        }
        message = {"type": "call", "handlerFile": str(self.handler(body)), "inputs": {}, "context": context}
        process = subprocess.Popen([sys.executable, "-I", str(RUNNER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(process.stdout.close)
        process.stdin.write(json.dumps(message).encode() + b"\n")
        process.stdin.close()
        self.assertEqual(json.loads(process.stdout.readline())["type"], "progress")
        return process

    def test_should_clean_up_and_report_when_it_is_told_to_end(self):
        process = self.started("""
            import threading
            def run(inputs, context):
                try:
                    context.progress("waiting")
                    threading.Event().wait()
                except Exception:
                    return {"swallowed": True}
                finally:
                    (context.artifacts_dir / "cleaned").touch()
            """)
        process.send_signal(signal.SIGTERM)
        last = json.loads(process.stdout.readlines()[-1])
        self.assertEqual((process.wait(10), last["type"], last["code"]), (0, "error", "CANCELLED"))
        self.assertTrue((self.folder / "cleaned").exists())

    def test_should_end_at_once_at_the_second_signal(self):
        process = self.started("""
            import threading
            def run(inputs, context):
                try:
                    context.progress("waiting")
                    threading.Event().wait()
                finally:
                    context.progress("cleaning")
                    threading.Event().wait()
            """)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(json.loads(process.stdout.readline())["message"], "cleaning")
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(10), -signal.SIGTERM)

    def test_should_end_when_nobody_listens(self):
        process = self.started("""
            import os, time
            def run(inputs, context):
                context.progress("first")
                while os.getppid():
                    context.progress("more " * 1000)
            """)
        process.stdout.close()
        self.assertEqual(process.wait(10), 1)


class StartTest(unittest.TestCase):
    def test_should_import_little(self):
        """Start-up time is what it imports: neither typing nor dataclasses, asyncio or subprocess."""
        listing = subprocess.run(
            [sys.executable, "-I", "-X", "importtime", str(RUNNER)], input=b"", capture_output=True
        )
        loaded = {line.rsplit("|", 1)[1].strip() for line in listing.stderr.decode().splitlines() if "|" in line}
        self.assertIn("openclaw_skill.context", loaded)
        for heavy in (
            "typing",
            "dataclasses",
            "inspect",
            "asyncio",
            "subprocess",
            "logging",
            "traceback",
            "importlib.util",
        ):
            self.assertNotIn(heavy, loaded)

    def test_should_not_need_the_environment(self):
        done = subprocess.run(
            [sys.executable, "-I", str(RUNNER)],
            input=b"{}\n",
            capture_output=True,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
        )
        self.assertEqual(json.loads(done.stdout)["code"], "BAD_CALL")


if __name__ == "__main__":
    unittest.main()
