"""Requests to a real server, and by a proxy that refuses, tunnels or puts a secret in."""

import os
import threading
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer
from unittest import mock

from openclaw_skill import SkillError, web


class Server(BaseHTTPRequestHandler):
    """Answers with the status that the path names; as a proxy it is asked for whole addresses."""

    asked: list = []

    def do_GET(self):
        self.asked.append((self.command, self.path, dict(self.headers)))
        word = self.path.rsplit("/", 1)[-1]
        if word.startswith("to="):
            self.send_response(302)
            self.send_header("Location", word[3:].replace("|", "/"))
        elif word == "refused":
            self.send_response(403)
            self.send_header("X-OpenClaw-Egress", "forbidden")
        elif word == "gone":
            self.send_response(502)
            self.send_header("X-OpenClaw-Egress", "unreachable")
        else:
            self.send_response(int(word) if word.isdigit() else 200)
        self.end_headers()
        self.wfile.write(b"not granted\nto agent-1" if word == "refused" else b"x" * 100)

    do_POST = do_GET

    def do_CONNECT(self):
        self.asked.append((self.command, self.path, dict(self.headers)))
        self.send_response(403, "Forbidden")
        self.send_header("X-OpenClaw-Egress", "forbidden")
        self.end_headers()

    def log_message(self, *_):
        pass


class WebTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = HTTPServer(("127.0.0.1", 0), Server)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.url = f"http://127.0.0.1:{cls.server.server_port}"

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()

    def setUp(self):
        Server.asked.clear()
        self.environment({"no_proxy": "127.0.0.1"})

    def environment(self, values: dict) -> None:
        clean = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
        patch = mock.patch.dict(os.environ, {**clean, **values}, clear=True)
        patch.start()
        self.addCleanup(patch.stop)

    def by_proxy(self, injected: str = "") -> None:
        proxies = {"http_proxy": self.url, "https_proxy": self.url, "no_proxy": ""}
        self.environment({**proxies, "OPENCLAW_INJECTED_HOSTS": injected})

    def refused(self, code: str, url: str, **options) -> SkillError:
        with self.assertRaises(SkillError) as raised:
            web.request(url, **options)
        self.assertEqual(raised.exception.code, code, raised.exception.message)
        return raised.exception

    def test_should_ask_and_answer(self):
        answer = web.request(f"{self.url}/200", method="POST", headers={"X-A": "b"}, body=b"{}")
        self.assertEqual((answer.status, answer.text()), (200, "x" * 100))
        self.assertEqual((Server.asked[0][0], Server.asked[0][2]["X-A"]), ("POST", "b"))
        self.assertEqual(self.refused("BAD_ANSWER", f"{self.url}/200", most_bytes=99).retryable, False)
        with self.assertRaises(SkillError) as raised:
            answer.json()
        self.assertEqual(raised.exception.code, "BAD_ANSWER")

    def test_should_tell_what_may_succeed_later(self):
        for status, later in ((404, False), (403, False), (429, True), (503, True)):
            error = self.refused("HTTP_STATUS", f"{self.url}/{status}")
            self.assertEqual((error.status, error.retryable), (status, later))
        self.assertTrue(self.refused("UNREACHABLE", "http://127.0.0.1:9").retryable)

    def test_should_refuse_addresses_that_are_none(self):
        for url in ("file:///etc/passwd", "http://", "http://u:p@h/", "http://h/a b", "http://h/\r\nX: y", "http://h:x/"):
            self.refused("BAD_INPUT", url)
        error = self.refused("BAD_INPUT", f"{self.url}/200", headers={"X-Key": "secret\nX: y"})
        self.assertNotIn("secret", error.message)

    def test_should_follow_redirects_only_when_asked(self):
        to = f"{self.url}/to={self.url.replace('/', '|')}|200"
        self.assertEqual(self.refused("HTTP_STATUS", to).status, 302)
        self.assertEqual(web.request(to, redirects=True).status, 200)
        self.refused("BAD_ANSWER", f"{self.url}/to=", redirects=True)
        self.refused("BAD_INPUT", f"{self.url}/to=file:||127.0.0.1|etc|passwd", redirects=True)

    def test_should_leave_secrets_behind_on_another_host(self):
        to = f"{self.url}/to={self.url.replace('/', '|').replace('127.0.0.1', 'localhost')}|200"
        self.environment({"no_proxy": "*"})
        web.request(to, redirects=True, headers={"Authorization": "secret", "X-Other": "kept"})
        self.assertNotIn("Authorization", Server.asked[1][2])
        self.assertEqual(Server.asked[1][2]["X-Other"], "kept")

    def test_should_never_go_from_https_to_http(self):
        answer = web.Answer("https://example.org/", 302, {"location": "http://example.org/"}, b"")
        with self.assertRaises(SkillError) as raised:
            web._redirected("https://example.org/", answer, "example.org")
        self.assertEqual(raised.exception.code, "BAD_ANSWER")

    def test_should_tell_the_proxys_refusal_with_its_reason(self):
        self.by_proxy()
        error = self.refused("FORBIDDEN_HOST", "http://example.org/refused")
        self.assertEqual((error.message.endswith("not granted to agent-1"), error.retryable), (True, False))
        error = self.refused("FORBIDDEN_HOST", "https://example.org/")
        self.assertIn("the permissions of the agent and the skill do not grant it", error.message)
        self.assertEqual(Server.asked[-1][:2], ("CONNECT", "example.org:443"))
        self.assertTrue(self.refused("UNREACHABLE", "http://example.org/gone").retryable)

    def test_should_go_to_the_proxy_in_the_clear_where_it_puts_a_secret_in(self):
        self.by_proxy("api.example.org, hooks.example.org")
        web.request("https://API.example.org:443/v1/200")
        self.assertEqual(Server.asked[-1][:2], ("GET", "http://API.example.org/v1/200"))
        self.refused("FORBIDDEN_HOST", "https://other.example.org/200")
        self.assertEqual(Server.asked[-1][0], "CONNECT")

    def test_should_never_go_out_in_the_clear_without_a_proxy(self):
        self.environment({"OPENCLAW_INJECTED_HOSTS": "127.0.0.1"})
        url = f"https://127.0.0.1:{self.server.server_port}/200"
        # The server speaks no TLS: what fails here is the handshake, and nothing was asked.
        self.refused("UNREACHABLE", url, timeout=5)
        self.assertEqual(Server.asked, [])
        self.environment({"OPENCLAW_INJECTED_HOSTS": "127.0.0.1", "http_proxy": self.url, "no_proxy": "127.0.0.1"})
        self.refused("UNREACHABLE", url, timeout=5)
        self.assertEqual(Server.asked, [])


if __name__ == "__main__":
    unittest.main()
