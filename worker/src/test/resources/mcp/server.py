"""An MCP server for tests, on its standard input and output, in the standard library alone.

Its tool ``contract`` does what its argument ``do`` says; the first argument of the program makes the
server misbehave.
"""

import base64
import json
import os
import subprocess
import sys
import time
import urllib.request

HOW = sys.argv[1] if len(sys.argv) > 1 else ""
out = sys.stdout


def send(message):
    out.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
    out.flush()


def text(words, **more):
    return {"content": [{"type": "text", "text": words}], **more}


def structured(output):
    return {"content": [], "structuredContent": output}


def deep(levels):
    # By hand: the writer of JSON gives up before the reader has to.
    return '{"more":' * (levels - 1) + "{}" + "}" * (levels - 1) if levels else "{}"


def progress(token, message, done, total=None):
    params = {"progressToken": token, "progress": done, "message": message}
    if total is not None:
        params["total"] = total
    send({"method": "notifications/progress", "params": params})


def called(request):
    params = request["params"]
    inputs, meta = params["arguments"], params["_meta"]
    context, token = meta["io.openclaw/context"], meta["progressToken"]
    what = inputs["do"]
    if what == "echo":
        return structured(
            {
                "inputs": inputs,
                "key": context["idempotencyKey"],
                "attempt": context["attempt"],
                "task": context["taskId"],
                "step": context["stepId"],
                "agent": context["agent"],
                "language": context["language"],
            }
        )
    if what == "misfit":
        return structured({"rows": "many"})
    if what in ("work", "spoil"):
        progress(token, "begins", 0, 1)
        progress("another-call", "not for this one", 0.5, 1)
        if what == "work":
            send({"method": "notifications/message",
                  "params": {"level": "notice", "data": "half of it is done"}})
        progress(token, "ends", 1, 1)
        report = {"uri": "file:///report.md", "mimeType": "text/markdown", "text": "# Report\n"}
        files = [{"type": "resource", "resource": report}]
        if what == "spoil":
            return {"content": files, "isError": True}
        return {"content": files, "structuredContent": {"report": {"artifact": "report.md"}}}
    if what == "fail":
        return text("try again", isError=True)
    if what == "break":
        raise ValueError("unforeseen")
    if what == "wait":
        progress(token, "waits", 0)
        time.sleep(600)
    while what == "chatter":
        progress(token, "and so on", 0)
    if what == "large":
        return structured({"text": "x" * inputs["n"]})
    if what == "text":
        return text(inputs["text"])
    if what == "files":
        png = base64.b64encode(b"\x89PNG").decode()
        image = {"type": "image", "data": png, "mimeType": "image/png"}
        blob = {"type": "resource", "resource": {"uri": "data://x/all.bin", "blob": png}}
        return {"content": [image, image, blob]}
    if what == "own":
        path = os.path.join(context["artifactsDir"], "own.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write("own")
        return {"content": [{"type": "resource_link", "uri": "file://" + path, "name": "own",
                             "mimeType": "text/plain"}]}
    if what == "link":
        # Where the worker will write.
        os.symlink(inputs["text"], os.path.join(context["artifactsDir"], "report.md"))
        report = {"uri": "file:///report.md", "mimeType": "text/markdown", "text": "overwritten"}
        return {"content": [{"type": "resource", "resource": report}]}
    if what == "look":
        return structured({"found": {p: os.path.exists(p) for p in inputs["text"]},
                           "environment": sorted(os.environ)})
    if what == "leave":
        child = subprocess.Popen(["sleep", "600"], start_new_session=True, stdout=subprocess.DEVNULL)
        return structured({"pid": child.pid})
    if what == "get":
        try:
            with urllib.request.urlopen(inputs["text"], timeout=10) as answer:
                return text(answer.read().decode())
        except OSError as e:
            return text(str(getattr(e, "code", e)))
    raise ValueError(what)


def answer(request):
    method, number = request["method"], request.get("id")
    if method == "initialize":
        version = "1999-01-01" if HOW == "old" else request["params"]["protocolVersion"]
        info = {"name": "test", "version": "1"}
        return {"protocolVersion": version, "capabilities": {"tools": {}}, "serverInfo": info}
    if method == "tools/list":
        if HOW == "pages" and "cursor" not in request["params"]:
            return {"tools": [{"name": "other", "inputSchema": {}}], "nextCursor": "2"}
        if HOW == "endless-pages":
            return {"tools": [{"name": "x" * 60, "inputSchema": {}}], "nextCursor": "2"}
        return {"tools": [{"name": "other", "inputSchema": {}},
                          {"name": "contract", "inputSchema": {"type": "object",
                                                               "required": ["do"]}}]}
    if method == "tools/call":
        try:
            if request["params"]["arguments"]["do"] == "deep":
                body = deep(request["params"]["arguments"]["n"])
                out.write('{"jsonrpc":"2.0","id":%d,"result":{"content":[],"structuredContent":%s}}\n'
                          % (number, body))
                out.flush()
                return None
            return called(request)
        except Exception as e:
            return text(f"{type(e).__name__}: {e}", isError=True)
    return None


def misbehave():
    """What a server does instead of answering a call."""
    if HOW == "endless-line":
        while True:
            out.write("x" * 65536)
    if HOW == "garbage":
        out.write("Starting up...\n")
        out.flush()
    if HOW == "array":
        out.write("[]\n")
        out.flush()
    if HOW == "wrong-id":
        send({"id": 4711, "result": {}})
    if HOW == "ends":
        print("cannot go on", file=sys.stderr)
        sys.exit(3)
    if HOW == "asks":
        send({"id": "p", "method": "ping"})
        for number, method in enumerate(("sampling/createMessage", "elicitation/create", "roots/list")):
            send({"id": number, "method": method, "params": {}})
        replies = [json.loads(sys.stdin.readline()) for _ in range(4)]
        return {"content": [], "structuredContent": {"replies": replies}}
    if HOW == "asks-endlessly":
        while True:
            send({"id": 1, "method": "ping"})
    if HOW == "long-id":
        send({"id": "x" * 1000, "method": "ping"})
        sys.stdin.readline()
    if HOW == "log-flood":
        while True:
            print("x" * 100_000, file=sys.stderr)
            send({"method": "notifications/message", "params": {"level": "info", "data": {"x": "y" * 1000}}})
    if HOW == "stubborn":
        import signal

        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        while True:
            time.sleep(1)
    return None


for line in sys.stdin:
    message = json.loads(line)
    if HOW == "deaf":
        time.sleep(600)
    if message.get("method") == "notifications/cancelled":
        with open(left, "w", encoding="utf-8") as file:
            json.dump(message["params"], file)
    if HOW == "listens" and message.get("method") == "tools/call":
        context = message["params"]["_meta"]["io.openclaw/context"]
        left = os.path.join(context["artifactsDir"], "cancelled.json")
        progress(message["params"]["_meta"]["progressToken"], "waits", 0)
        continue
    if HOW == "refuses" and message.get("method") == "tools/call":
        send({"id": message["id"], "error": {"code": -32602, "message": "no such rows"}})
        continue
    if HOW and message.get("method") == "tools/call":
        done = misbehave()
        if done is not None:
            send({"id": message["id"], "result": done})
            continue
    if "id" in message and "method" in message:
        result = answer(message)
        if result is not None:
            send({"id": message["id"], "result": result})
if HOW == "stays":
    time.sleep(600)
