"""Reviews of the penguins' model from each field, and messages to servers."""

import base64
import copy
import json
import shutil
import tempfile
import threading
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer

from openclaw_skill import SkillError
from openclaw_skill.testing import call

TESTS = Path(__file__).resolve().parent
HANDLERS = TESTS.parent / "handlers"
MODEL, SPEC, DESIGN = (
    json.loads((TESTS / f"{name}.json").read_text(encoding="utf-8"))
    for name in ("deployed_model", "product_spec", "tech_design_doc")
)
AGENTS = {
    "product": {"id": "agent-pm-002", "name": "产品经理", "domains": ["product_strategy", "user_research"]},
    "architecture": {
        "id": "agent-arch-003",
        "name": "架构师",
        "domains": ["system_architecture", "technology_selection"],
    },
    "machine_learning": {"id": "agent-ai-001", "name": "AI工程师", "domains": ["machine_learning", "data_engineering"]},
}


def review(agent: str | None = None, language: str = "en", model=MODEL, spec=SPEC, design=DESIGN):
    inputs = {"deployed_model": model, "product_spec": spec, "tech_design_doc": design}
    given = {key: value for key, value in inputs.items() if value is not None}
    return call(HANDLERS / "review.py", given, language=language, agent=AGENTS.get(agent))


def verdicts(outcome) -> dict:
    return {c["question"]: c["verdict"] for c in outcome.output["checks"]}


class ReviewTest(unittest.TestCase):
    def test_should_review_from_the_agents_field(self):
        for perspective in AGENTS:
            with self.subTest(perspective):
                output = review(perspective).output
                self.assertEqual(output["reviewer"]["perspectives"], [perspective])
                self.assertEqual({c["perspective"] for c in output["checks"]}, {perspective})
                self.assertIn(output["verdict"], ("approved", "approved_with_comments"))

    def test_should_review_from_all_fields_without_an_agent(self):
        self.assertEqual(len(review().output["reviewer"]["perspectives"]), 3)

    def test_should_check_each_criterion_with_its_measure(self):
        outcome = review("product")
        checks = outcome.output["checks"][: len(SPEC["acceptance_criteria"])]
        self.assertEqual([c["question"].split(":")[0] for c in checks], [c["id"] for c in SPEC["acceptance_criteria"]])
        self.assertIn("on 69 held-out rows", checks[0]["evidence"])
        self.assertIn("cold", json.dumps(MODEL["latency_ms"]))
        self.assertIn("AC-1", outcome.text("review_report.md"))

    def test_should_ask_for_changes_when_a_criterion_is_missed(self):
        spec = copy.deepcopy(SPEC)
        spec["acceptance_criteria"][0]["threshold"] = 1.01
        output = review("product", spec=spec).output
        self.assertEqual((output["checks"][0]["verdict"], output["verdict"]), ("fail", "changes_requested"))
        self.assertIn("action", output["checks"][0])

    def test_should_comment_on_a_missed_assumption_without_blocking(self):
        model = copy.deepcopy(MODEL)
        model["latency_ms"]["cold_start"] = 9000
        for agent in ("product", "architecture"):
            with self.subTest(agent):
                output = review(agent, model=model).output
                self.assertEqual(output["verdict"], "approved_with_comments")
                self.assertGreaterEqual(output["counts"]["fail"], 1)

    def test_should_not_pass_what_nobody_measured(self):
        spec = copy.deepcopy(SPEC)
        spec["acceptance_criteria"][0]["metric"] = "auc"
        output = review("product", spec=spec).output
        self.assertEqual((output["checks"][0]["verdict"], output["verdict"]), ("unknown", "changes_requested"))

    def test_should_not_pass_without_specification_or_design(self):
        self.assertEqual(review("product", spec=None).output["verdict"], "changes_requested")
        self.assertEqual(review("architecture", design=None).output["verdict"], "changes_requested")

    def test_should_see_a_departure_from_the_design(self):
        design = copy.deepcopy(DESIGN)
        design["decisions"][0]["chosen"] = "resident service"
        design["training_plan"]["features"].pop()
        found = verdicts(review("architecture", design=design))
        self.assertEqual(found["Is it served as designed?"], "fail")
        self.assertEqual(found["Was the training plan followed?"], "fail")

    def test_should_see_a_missing_way_back(self):
        model = copy.deepcopy(MODEL)
        del model["rollback"]
        self.assertEqual(verdicts(review("architecture", model=model))["Can it be taken back?"], "unknown")

    def test_should_see_leakage_and_a_weak_class(self):
        model = copy.deepcopy(MODEL)
        model["strongest_single_feature"]["score"] = 0.999
        model["per_class"][1]["recall"] = 0.5
        found = verdicts(review("machine_learning", model=model))
        self.assertEqual(found["Does anything give the answer away?"], "fail")
        self.assertEqual(found["Is the weakest class good enough?"], "fail")

    def test_should_see_a_model_that_is_no_better_than_none(self):
        model = copy.deepcopy(MODEL)
        model["metrics"]["accuracy_lower_bound"] = 0.4
        output = review("machine_learning", model=model).output
        self.assertEqual((output["checks"][0]["verdict"], output["verdict"]), ("fail", "changes_requested"))

    def test_should_write_chinese(self):
        outcome = review("machine_learning", "zh")
        self.assertIn("机器学习评审 penguins-species v1", outcome.output["summary"])
        self.assertIn("比不用模型明显更好吗?", outcome.text("review_report.md"))


class Receiver(BaseHTTPRequestHandler):
    received: list = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.received.append((self.path, dict(self.headers), json.loads(body)))
        status = int(self.path.strip("/").split("/")[0] or 200)
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", "/200")
        self.end_headers()
        self.wfile.write(b"no_service" if status == 404 else b"thanks")

    def log_message(self, *_):
        pass


class WebhookTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = HTTPServer(("127.0.0.1", 0), Receiver)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.url = f"http://127.0.0.1:{cls.server.server_port}"

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()

    def setUp(self):
        Receiver.received.clear()

    def send(self, url: str, payload: dict | None = None, **inputs):
        return call(HANDLERS / "webhook.py", {"url": url, "payload": payload or {"n": 1}, **inputs}, key="k-1").output

    def test_should_post_json(self):
        output = self.send(f"{self.url}/200", {"模型": "企鹅"}, headers={"X-Signature": "s"})
        path, headers, body = Receiver.received[0]
        self.assertEqual((output["status"], output["response"], body), (200, "thanks", {"模型": "企鹅"}))
        self.assertEqual((headers["X-Signature"], headers["Idempotency-Key"]), ("s", "k-1"))

    def test_should_report_the_status(self):
        for status, retryable in ((404, False), (429, True), (503, True), (302, False)):
            with self.subTest(status), self.assertRaises(SkillError) as raised:
                self.send(f"{self.url}/{status}")
            self.assertEqual((raised.exception.code, raised.exception.retryable), ("HTTP_STATUS", retryable))
        self.assertEqual(len(Receiver.received), 4)

    def test_should_refuse_other_schemes(self):
        for url in ("file:///etc/passwd", "ftp://example.org", "http://", "http://user:secret@127.0.0.1"):
            with self.subTest(url), self.assertRaises(SkillError) as raised:
                self.send(url)
            self.assertEqual(raised.exception.code, "BAD_INPUT")

    def test_should_say_that_nobody_answers(self):
        with self.assertRaises(SkillError) as raised:
            self.send("http://127.0.0.1:9")
        self.assertEqual((raised.exception.code, raised.exception.retryable), ("UNREACHABLE", True))

    def post(self, address: str | None = None, **inputs):
        environment = {"SLACK_WEBHOOK_URL": f"{self.url}/200/T0/B0/secret" if address is None else address}
        return call(HANDLERS / "message.py", inputs, environment={**environment, "no_proxy": "127.0.0.1"}).output

    def test_should_post_a_message(self):
        blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "*hi*"}}]
        output = self.post(text="已上线 v2", blocks=blocks)
        self.assertEqual(output, {"status": 200, "characters": 6, "blocks": 1})
        self.assertEqual(Receiver.received[0][2], {"text": "已上线 v2", "blocks": blocks})

    def test_should_refuse_messages_that_slack_would_not_take(self):
        block = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
        for code, inputs in (
            ("BAD_INPUT", {"text": " "}),
            ("TOO_LARGE", {"text": "x" * 40_001}),
            ("TOO_LARGE", {"text": "x", "blocks": [{"type": "divider"}] * 51}),
            ("TOO_LARGE", {"text": "x", "blocks": [block]}),
            ("BAD_INPUT", {"text": "x", "blocks": [{"kind": "divider"}]}),
            ("NOT_CONFIGURED", {"text": "x", "address": ""}),
            ("NOT_CONFIGURED", {"text": "x", "address": "file:///etc/passwd"}),
        ):
            with self.subTest(code), self.assertRaises(SkillError) as raised:
                self.post(**inputs)
            self.assertEqual(raised.exception.code, code)
        self.assertEqual(Receiver.received, [])

    def test_should_say_why_a_message_was_refused_and_keep_the_address_to_itself(self):
        for status, code, part in ((404, "REFUSED", "switched off"), (403, "REFUSED", "still there"), (503, "HTTP_STATUS", "503")):
            with self.subTest(status), self.assertRaises(SkillError) as raised:
                self.post(f"{self.url}/{status}/T0/B0/secret", text="x")
            self.assertEqual((raised.exception.code, raised.exception.retryable), (code, status == 503))
            self.assertIn(part, raised.exception.message)
            self.assertNotIn("secret", raised.exception.message)


class Mail(StreamRequestHandler):
    """A mail server as the worker's proxy shows it: without TLS. The worker's tests have a real one."""

    heard: list = []
    answers: dict = {}

    def handle(self):
        while self.rfile.readline().strip():
            pass
        self.say(self.answers.get("PROXY", "HTTP/1.1 200 Connection established\r\n\r\n220 mail"))
        for line in [] if "PROXY" in self.answers else self.rfile:
            text = line.decode().strip()
            self.heard.append(text)
            verb = text.split(" ")[0]
            given = self.answers.get(text) or self.answers.get(verb, "250-mail\r\n250 AUTH LOGIN" if verb == "ehlo" else "")
            self.say(given or {"AUTH": "235 in", "DATA": "354 go", "quit": "221 bye"}.get(verb.strip(), "250 ok"))
            if verb == "DATA" and not given:
                content = list(iter(self.rfile.readline, b".\r\n"))
                self.heard.append(b"".join(content).decode())
                if "END" in self.answers and not self.answers["END"]:
                    return
                self.say(self.answers.get("END", "250 taken"))

    def say(self, line: str):
        self.wfile.write(line.encode() + b"\r\n")


class EmailTest(unittest.TestCase):
    MAIL = {"to": ["ada@example.org"], "subject": "v2", "text": "In service."}
    CONFIGURED = {
        "SMTP_URL": "smtps://mail.example.org:465",
        "SMTP_FROM": "OpenClaw <agents@example.org>",
        "SMTP_RECIPIENTS": "@example.org, eve@example.net",
    }

    @classmethod
    def setUpClass(cls):
        cls.server = ThreadingTCPServer(("127.0.0.1", 0), Mail)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()

    def setUp(self):
        Mail.heard.clear()
        Mail.answers = {}

    def send(self, environment: dict | None = None, **inputs):
        proxy = {"http_proxy": f"http://127.0.0.1:{self.server.server_address[1]}"}
        given = {**self.MAIL, **inputs}
        return call(
            HANDLERS / "send_email.py", given, key="k", environment={**self.CONFIGURED, **proxy, **(environment or {})}
        ).output

    def refused(self, code: str, environment: dict | None = None, **inputs) -> SkillError:
        with self.assertRaises(SkillError) as raised:
            self.send(environment, **inputs)
        self.assertEqual(raised.exception.code, code, raised.exception.message)
        return raised.exception

    def test_should_name_each_recipient_once_and_bcc_nowhere(self):
        output = self.send(to=["ada@example.org", "Ada@example.org"], bcc=["eve@example.net"])
        self.assertEqual(output["recipients"], 2)
        self.assertEqual([h for h in Mail.heard if h.startswith("rcpt")], ["rcpt TO:<Ada@example.org>", "rcpt TO:<eve@example.net>"])
        self.assertFalse([h for h in Mail.heard if "Subject" in h and "eve@" in h])

    def test_should_tell_one_mail_from_another_by_what_it_says(self):
        ids = [self.send(**more)["message_id"] for more in ({}, {}, {"text": "Other."})]
        self.assertEqual(ids[0], ids[1])
        self.assertTrue(ids[0] != ids[2] and ids[0].endswith("@example.org>"))

    def test_should_refuse_what_could_add_a_header_or_a_recipient(self):
        for inputs in (
            {"subject": "v2\nBcc: eve@example.net"},
            {"subject": "v2\rX: y"},
            {"to": ["ada@example.org\r\nBcc: eve@example.net"]},
            {"to": ["ada@example.org, eve@example.net"]},
            {"to": ["Ada <ada@example.org>"]},
            {"to": ["ada@localhost"]},
            {"to": ["adá@example.org"]},
            {"to": []},
            {"reply_to": "x@example.org>\nX: y"},
            {"cc": ["a>b@example.org"]},
        ):
            with self.subTest(inputs):
                self.refused("BAD_INPUT", **inputs)
        self.assertEqual(Mail.heard, [])

    def test_should_keep_to_its_limits(self):
        folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, folder)
        with (folder / "large.bin").open("wb") as large:
            large.truncate((10 << 20) + 1)
        for code, inputs in (
            ("TOO_MANY", {"to": [f"a{i}@example.org" for i in range(26)], "cc": [f"b{i}@example.org" for i in range(25)]}),
            ("TOO_MANY", {"attachments": ["x"] * 11}),
            ("TOO_LARGE", {"attachments": [str(folder / "large.bin")]}),
            ("TOO_LARGE", {"text": "x" * 500_001}),
            ("FORBIDDEN_RECIPIENT", {"bcc": ["ada@example.net"]}),
            ("FORBIDDEN_RECIPIENT", {"to": ["ada@sub.example.org"]}),
        ):
            with self.subTest(code):
                self.refused(code, **inputs)
        self.assertEqual(Mail.heard, [])

    def test_should_say_what_is_not_configured(self):
        for name, value, told in (
            ("SMTP_URL", "", "SMTP_URL"),
            ("SMTP_FROM", "", "SMTP_FROM"),
            ("SMTP_RECIPIENTS", "", "SMTP_RECIPIENTS"),
            ("SMTP_URL", "smtps://mail.example.org", "port"),
            ("SMTP_URL", "https://mail.example.org:465", "smtps://"),
            ("SMTP_URL", "smtps://u:p@mail.example.org:465", "SMTP_USER"),
            ("SMTP_FROM", "nobody", "SMTP_FROM"),
            ("SMTP_PASSWORD", "placeholder", "orchestrator/skill-registry.yaml"),
        ):
            with self.subTest(name):
                self.assertIn(told, self.refused("NOT_CONFIGURED", {name: value}).message)

    def test_should_send_to_all_or_to_none(self):
        Mail.answers = {"rcpt TO:<eve@example.net>": "550 no such mailbox"}
        error = self.refused("REFUSED", bcc=["eve@example.net"])
        self.assertIn("550", error.message)
        self.assertFalse(error.retryable)
        self.assertNotIn("DATA", Mail.heard)

    def test_should_try_again_only_what_was_not_sent(self):
        for answers, code, retryable in (
            ({"mail": "451 later"}, "REFUSED", True),
            ({"END": "452 full"}, "REFUSED", True),
            ({"END": "554 spam"}, "REFUSED", False),
            ({"END": ""}, "OUTCOME_UNKNOWN", False),
            ({"ehlo": "250-mail\r\n250 SIZE 100"}, "TOO_LARGE", False),
            ({"PROXY": "HTTP/1.1 403 Forbidden\r\n\r\nnot granted"}, "FORBIDDEN_HOST", False),
            ({"PROXY": "HTTP/1.1 502 Bad Gateway\r\n\r\nno TLS"}, "UNREACHABLE", True),
        ):
            Mail.answers = answers
            with self.subTest(answers):
                self.assertEqual(self.refused(code).retryable, retryable)

    def test_should_log_in_as_the_server_wants(self):
        configured = {"SMTP_PASSWORD": "place", "OPENCLAW_INJECTED_HOSTS": "mail.example.org:465"}
        Mail.answers = {"AUTH": "334 UGFzc3dvcmQ6", base64.b64encode(b"place").decode(): "235 in"}
        self.send(configured)
        self.assertIn("AUTH LOGIN " + base64.b64encode(b"agents@example.org").decode(), Mail.heard)


if __name__ == "__main__":
    unittest.main()
