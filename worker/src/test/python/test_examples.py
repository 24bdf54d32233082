"""Runs every example of every SKILL.md in the workspace against the real handlers and the real data set."""

import copy
import re
import shutil
import tempfile
import threading
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from openclaw_skill.examples import Example, difference, examples_of, handlers_of, reference
from openclaw_skill.testing import call

ROOT = Path(__file__).resolve().parents[4]
SKILLS = ROOT / "workspace" / "skills"
FILE_INPUT = re.compile(r"(\w+):\s*\n\s+type: string\s*\n\s+format: file")

FAKE = {
    "api.search.brave.com": b"""{"web": {"results": [{"title": "palmerpenguins",
        "url": "https://allisonhorst.github.io/palmerpenguins/", "description": "Data on <strong>penguins</strong>",
        "age": "July 25, 2020"}]}}""",
    "hooks.slack.com": b"ok",
    "hooks.example.org": b"thanks",
}
"""What the hosts of the examples answer, behind the proxy."""


class Proxy(BaseHTTPRequestHandler):
    def do_GET(self):
        if length := int(self.headers["Content-Length"] or 0):
            self.rfile.read(length)
        body = FAKE.get(urlsplit(self.path).hostname)
        self.send_response(200 if body else 403)
        self.end_headers()
        self.wfile.write(body or b"")

    do_POST = do_GET

    def do_CONNECT(self):
        """A mail server as the proxy shows it: its TLS is between the two."""
        self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n220 mail\r\n")
        for line in self.rfile:
            verb = line[:4].upper()
            self.wfile.write(b"354 go\r\n" if verb == b"DATA" else b"250 ok\r\n")
            if verb == b"DATA":
                while self.rfile.readline() not in (b".\r\n", b""):
                    pass
                self.wfile.write(b"250 taken\r\n")

    def log_message(self, *_):
        pass


def skills() -> dict[str, Path]:
    """By id, those that have handlers."""
    found = sorted(p.parent for p in SKILLS.rglob("SKILL.md") if handlers_of(p.parent))
    return {p.relative_to(SKILLS).as_posix(): p for p in found}


class ExamplesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.proxy = HTTPServer(("127.0.0.1", 0), Proxy)
        threading.Thread(target=cls.proxy.serve_forever, daemon=True).start()
        cls.workspace = Path(tempfile.mkdtemp()).resolve() / "workspace"
        for folder in ("datasets", "docs"):
            shutil.copytree(ROOT / "workspace" / folder, cls.workspace / folder)
        (cls.workspace / "models").mkdir()
        cls.outputs: dict[tuple[str, str], dict] = {}

    @classmethod
    def tearDownClass(cls):
        cls.proxy.shutdown()
        cls.proxy.server_close()
        shutil.rmtree(cls.workspace.parent, ignore_errors=True)

    def test_should_have_an_example_of_every_handler(self):
        for skill, folder in skills().items():
            examples = examples_of(folder)
            with self.subTest(skill):
                self.assertEqual(sorted({e.handler for e in examples}), handlers_of(folder))
                self.assertEqual([e.handler for e in examples if e.answer is None], [], "these show no answer")

    def test_should_answer_as_the_manuals_say(self):
        for skill, folder in skills().items():
            for example in examples_of(folder):
                with self.subTest(f"{skill}/SKILL.md, line {example.line}: {example.handler}"):
                    self.assertIsNone(difference(example.answer, self.output(skill, example)))

    def output(self, skill: str, example: Example) -> dict:
        """Each example runs once, whoever refers to it."""
        key = (skill, f"{example.handler}:{example.line}")
        if key not in self.outputs:
            self.outputs[key] = self.called(skill, example)
        return self.outputs[key]

    def called(self, skill: str, example: Example) -> dict:
        proxy = f"http://127.0.0.1:{self.proxy.server_port}"
        return call(
            SKILLS / skill / "handlers" / f"{example.handler}.py",
            self.filled(skill, example.inputs),
            workspace=self.workspace,
            paths=(self.workspace,),
            environment={
                **{name: proxy for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")},
                **{"no_proxy": "", "NO_PROXY": "", "OPENCLAW_INJECTED_HOSTS": ",".join(FAKE)},
                **{"SMTP_URL": "smtps://smtp.example.org:465", "SMTP_FROM": "a@example.org", "SMTP_RECIPIENTS": "*"},
                **{"BRAVE_API_KEY": "k", "SLACK_WEBHOOK_URL": "https://hooks.slack.com/services/T0/B0/x"},
            },
        ).output

    def filled(self, skill: str, inputs: dict) -> dict:
        """The inputs as the worker hands them over: files by their place, references by what they stand for."""
        files = set(FILE_INPUT.findall((SKILLS / skill / "config.yaml").read_text(encoding="utf-8")))
        filled = {}
        for name, value in inputs.items():
            referred = reference(value)
            if referred:
                owner = referred[0] or skill
                first = next(e for e in examples_of(SKILLS / owner) if e.handler == referred[1])
                filled[name] = copy.deepcopy(self.output(owner, first))
            elif name == "attachments":
                filled[name] = [str(self.workspace / file.removeprefix("workspace/")) for file in value]
            elif name in files:
                filled[name] = str(self.workspace / value.removeprefix("workspace/"))
            else:
                filled[name] = value
        return filled


class DifferenceTest(unittest.TestCase):
    def test_should_contain_what_is_shown(self):
        real = {"a": [1, {"b": "two words", "c": 0.44186}, None], "d": True}
        for shown in (
            {},
            {"a": [{"c": 0.4419}]},
            {"a": [{"c": 0.44, "b": "two…"}]},
            {"a": "…", "d": True},
            {"a": [1, None]},
        ):
            self.assertIsNone(difference(shown, real), shown)

    def test_should_name_the_place_of_what_is_not(self):
        real = {"a": [1, {"b": "two words", "c": 0.44186}], "d": True}
        for shown, place in (
            ({"e": 1}, "output has no e"),
            ({"a": [2]}, "output.a[0]"),
            ({"a": [{"c": 0.45}]}, "output.a"),
            ({"a": [{"b": "…three"}]}, "output.a"),
            ({"a": [{"b": "two words"}, 1]}, "output.a has 2 items"),
            ({"d": 1}, "output.d"),
        ):
            self.assertIn(place, difference(shown, real) or "", shown)


if __name__ == "__main__":
    unittest.main()
