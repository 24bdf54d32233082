"""Runs one call of a skill handler and speaks JSON lines with the worker.

Started by ``openclaw_runner.py``. It reads one call from standard input, runs the
handler and writes progress, logs, artifacts and at last one result or error. The protocol has
descriptors of its own: whatever the handler or a library prints goes to standard error, so that it
cannot break the protocol, and nothing that they start can read the call. The exit status is 0 once
a result or an error was reported.

With a handler's file as its argument, it imports the handler first, says that it is ready, and
waits for the call.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from importlib.machinery import SourceFileLoader
from types import ModuleType

from openclaw_skill import Context, SkillError
from openclaw_skill.protocol import Channel, WorkerGone, unserialisable

TYPE_CHECKING = False  # As typing's, which takes its time to import.
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO


class Terminated(BaseException):
    """The worker asked the process to stop; not an Exception, so that handlers do not swallow it."""


def main() -> int:
    calls = take_standard_input()
    channel = Channel(take_standard_output())
    signal.signal(signal.SIGTERM, terminate)
    signal.signal(signal.SIGINT, terminate)
    try:
        run = ahead(sys.argv[1], channel) if len(sys.argv) > 1 else None
        last = answer(calls, run, channel)
        # The outcome is known: a late signal must not cut its line in two.
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        channel.send(last)
        return 0
    except WorkerGone:
        print("openclaw: the worker closed the protocol", file=sys.stderr)
        return 1
    except Terminated:
        return 1


def take_standard_input() -> BinaryIO:
    """Keeps the calls on a private descriptor; everybody else reads nothing."""
    private = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return os.fdopen(private, "rb")


def take_standard_output() -> int:
    """Keeps the protocol on a private descriptor and lets everybody else's output go to stderr."""
    private = os.dup(1)
    os.dup2(2, 1)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    return private


def terminate(_signal: int, _frame: object) -> None:
    """Unwinds the handler so that its cleanup runs; a second signal ends the process at once."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    raise Terminated


def ahead(handler_file: str, channel: Channel) -> Callable:
    """Imports the handler before there is a call. What goes wrong here goes wrong again in a call."""
    open_way_out()
    run = load(handler_file)
    channel.send({"type": "ready"})
    return run


def answer(calls: BinaryIO, run: Callable | None, channel: Channel) -> dict:
    """Reads the call, runs it, and gives the message that ends it."""
    try:
        call = read_call(calls)
        open_way_out()
        context = Context(call["context"], channel)
        run = run or load(call["handlerFile"])
        output = run(call["inputs"], context)
        return result(output, context)
    except MemoryError:
        return error("LIMIT_EXCEEDED", "the handler needed more memory than it may have")
    except Terminated:
        return error("CANCELLED", "the call was cancelled")
    except SkillError as e:
        return error(e.code, e.message, e.retryable)
    except ModuleNotFoundError as e:
        trace()
        message = (
            f"Python module {e.name} is not there for {sys.executable}:"
            " name its package under requirements in config.yaml"
        )
        return error("REQUIREMENT_MISSING", message)
    except (Exception, SystemExit) as e:
        trace()
        return error("HANDLER_FAILED", f"{type(e).__name__}: {e}".strip()[:500])


def open_way_out() -> None:
    """Imports what it takes only where there is a way out: most calls have none, and start sooner."""
    if os.environ.get("OPENCLAW_EGRESS"):
        import openclaw_egress

        openclaw_egress.open_way_out()


def read_call(calls: BinaryIO) -> dict:
    with calls:
        line = calls.readline()
    try:
        call = json.loads(line)
    except ValueError as e:
        raise SkillError("BAD_CALL", f"the call is no JSON: {e}") from e
    if not isinstance(call, dict) or call.get("type") != "call":
        raise SkillError("BAD_CALL", 'the call is no object with "type": "call"')
    for key, kind in (("handlerFile", str), ("inputs", dict), ("context", dict)):
        if not isinstance(call.get(key), kind):
            raise SkillError("BAD_CALL", f"the call lacks {key}, or it has the wrong type")
    return call


def load(handler_file: str) -> Callable:
    """Imports the handler; modules beside it can be imported by their plain names."""
    if not os.path.isfile(handler_file):
        raise SkillError("BAD_CALL", f"{handler_file} is no Python file")
    sys.path.insert(first_site_packages(), os.path.dirname(handler_file))
    name = "openclaw_handler_" + os.path.splitext(os.path.basename(handler_file))[0]
    module = ModuleType(name)
    module.__file__ = handler_file
    sys.modules[name] = module
    SourceFileLoader(name, handler_file).exec_module(module)
    run = getattr(module, "run", None)
    if not callable(run):
        raise SkillError("BAD_HANDLER", f"{handler_file} has no function run(inputs, context)")
    return run


def first_site_packages() -> int:
    """Behind the standard library, which a handler named ``profile`` must not hide."""
    for index, entry in enumerate(sys.path):
        if entry.endswith(("site-packages", "dist-packages")):
            return index
    return len(sys.path)


def result(output: object, context: Context) -> dict:
    if not isinstance(output, dict):
        raise SkillError("BAD_OUTPUT", f"the handler returned {type(output).__name__}, not a dict")
    culprit = unserialisable(output)
    if culprit is not None:
        raise SkillError("BAD_OUTPUT", culprit)
    context.announce_artifacts()
    return {"type": "result", "output": output}


def error(code: str, message: str, retryable: bool = False) -> dict:
    return {"type": "error", "code": code, "message": message, "retryable": retryable}


def trace() -> None:
    try:
        import traceback

        traceback.print_exc()
    except Exception:  # A handler may have left nothing to print it with: no descriptor, no memory.
        print("openclaw: the traceback cannot be printed", file=sys.stderr)
