"""Searching through servers that speak SearXNG's and Brave's JSON, and every way in which they can fail to."""

import json
import threading
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from openclaw_skill import SkillError
from openclaw_skill.testing import call

HANDLER = Path(__file__).resolve().parent.parent / "handlers" / "search.py"
RESULTS = [
    {
        "title": "palmerpenguins",
        "url": "https://allisonhorst.github.io/palmerpenguins/",
        "content": "Data",
        "engine": "ddg",
    },
    {"url": "https://example.org/2", "content": "x" * 900, "publishedDate": "2020-07-25"},
    {"title": "an answer without an address"},
]


class Server(BaseHTTPRequestHandler):
    asked: list = []

    def do_GET(self):
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        self.asked.append((parts.path, query))
        word = query["q"][0]
        self.send_response(int(word) if word.isdigit() else 200)
        self.end_headers()
        self.wfile.write(b"<html>" if word == "html" else json.dumps({"results": RESULTS}).encode())

    def log_message(self, *_):
        pass


class SearchTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = HTTPServer(("127.0.0.1", 0), Server)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.url = f"http://127.0.0.1:{cls.server.server_port}/"

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()

    def search(self, url: str | None = None, language: str = "en", **inputs):
        environment = {"SEARXNG_URL": self.url if url is None else url, "no_proxy": "127.0.0.1", "BRAVE_API_KEY": ""}
        return call(HANDLER, inputs, language=language, environment=environment).output

    def refused(self, code: str, **inputs) -> SkillError:
        with self.assertRaises(SkillError) as raised:
            self.search(**inputs)
        self.assertEqual(raised.exception.code, code)
        return raised.exception

    def test_should_give_results_with_an_address(self):
        output = self.search(query="企鹅 data", language="zh", time_range="year")
        self.assertEqual((output["engine"], [r["rank"] for r in output["results"]]), ("searxng", [1, 2]))
        self.assertEqual([r["title"] for r in output["results"]], ["palmerpenguins", "https://example.org/2"])
        self.assertEqual((len(output["results"][1]["snippet"]), output["results"][1]["published"]), (500, "2020-07-25"))
        path, asked = Server.asked[-1]
        expected = {"q": ["企鹅 data"], "format": ["json"], "language": ["zh-CN"], "time_range": ["year"]}
        self.assertEqual((path, asked), ("/search", expected))

    def test_should_take_the_request_and_the_limit(self):
        output = self.search(request="search for penguins", limit=1)
        self.assertEqual((output["query"], len(output["results"])), ("search for penguins", 1))

    def test_should_say_what_to_set_when_it_is_not_configured(self):
        message = self.refused("NOT_CONFIGURED", url="", query="x").message
        self.assertIn("SEARXNG_URL", message)
        self.assertIn("BRAVE_API_KEY", message)
        self.assertIn("BRAVE_API_KEY", self.refused("NOT_CONFIGURED", query="x", engine="brave").message)
        self.refused("NOT_CONFIGURED", url="file:///etc", query="x")

    def test_should_report_what_the_server_does(self):
        self.assertIn("search.formats", self.refused("NOT_CONFIGURED", query="403").message)
        self.assertTrue(self.refused("HTTP_STATUS", query="503").retryable)
        self.assertFalse(self.refused("HTTP_STATUS", query="404").retryable)
        self.refused("BAD_ANSWER", query="html")
        self.assertTrue(self.refused("UNREACHABLE", url="http://127.0.0.1:9", query="x").retryable)

    def test_should_refuse_nothing_to_search_for(self):
        self.refused("BAD_INPUT", query=" ")


class Proxy(BaseHTTPRequestHandler):
    """The worker's egress proxy, and Brave behind it: the request for it comes in the clear, with a placeholder."""

    asked: list = []

    def do_GET(self):
        self.asked.append((self.path, self.headers["X-Subscription-Token"]))
        word = parse_qs(urlsplit(self.path).query)["q"][0]
        self.send_response(int(word) if word.isdigit() else 200)
        if word == "403":
            self.send_header("X-OpenClaw-Egress", "forbidden")
        self.end_headers()
        found = {"title": "A <strong>penguin</strong> &amp; co", "url": "https://example.org/", "age": "2 days ago"}
        answer = {"web": {"results": [{**found, "description": "b" * 900}, {"title": "no address"}]}}
        self.wfile.write(b"not granted to agent-1\n" if word == "403" else json.dumps(answer).encode())

    def log_message(self, *_):
        pass


class BraveTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = HTTPServer(("127.0.0.1", 0), Proxy)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()

    def search(self, **inputs):
        environment = {
            "BRAVE_API_KEY": "placeholder",
            "SEARXNG_URL": "http://127.0.0.1:9",
            "HTTP_PROXY": f"http://127.0.0.1:{self.server.server_port}",
            "http_proxy": f"http://127.0.0.1:{self.server.server_port}",
            "https_proxy": "http://127.0.0.1:9",
            "no_proxy": "",
            "NO_PROXY": "",
            "OPENCLAW_INJECTED_HOSTS": "api.example.org, api.search.brave.com",
        }
        return call(HANDLER, inputs, environment=environment).output

    def test_should_prefer_brave_and_give_sources(self):
        output = self.search(query="penguins", limit=50, time_range="month")
        result = {"title": "A penguin & co", "url": "https://example.org/", "snippet": "b" * 500}
        expected = {**result, "engine": "brave", "published": "2 days ago", "rank": 1}
        self.assertEqual((output["engine"], output["results"]), ("brave", [expected]))
        address, token = Proxy.asked[-1]
        self.assertTrue(address.startswith("http://api.search.brave.com/res/v1/web/search?"), address)
        self.assertIn("count=20", address)
        self.assertIn("freshness=pm", address)
        self.assertEqual(token, "placeholder")

    def test_should_tell_the_proxys_refusal_from_braves(self):
        for word, code, part in (
            ("403", "FORBIDDEN_HOST", "not granted to agent-1"),
            ("401", "NOT_CONFIGURED", "BRAVE_API_KEY"),
            ("503", "HTTP_STATUS", "503"),
        ):
            with self.subTest(word), self.assertRaises(SkillError) as raised:
                self.search(query=word)
            self.assertEqual((raised.exception.code, raised.exception.retryable), (code, word == "503"))
            self.assertIn(part, raised.exception.message)

    def test_should_take_the_engine_that_is_asked_for(self):
        self.search(query="x", engine="searxng")
        self.assertTrue(Proxy.asked[-1][0].startswith("http://127.0.0.1:9/search?"), Proxy.asked[-1])


if __name__ == "__main__":
    unittest.main()
