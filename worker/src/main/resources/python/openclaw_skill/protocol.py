"""Writing the protocol's lines."""

from __future__ import annotations

import json
import math
import os
from _thread import allocate_lock  # threading takes its time to import.


class WorkerGone(BaseException):
    """Nobody reads the protocol any more; not an Exception, so that handlers do not swallow it."""


class Channel:
    """Writes whole JSON lines to a descriptor; may be used from several threads."""

    def __init__(self, descriptor: int):
        self._descriptor = descriptor
        self._lock = allocate_lock()

    def send(self, message: dict) -> None:
        text = json.dumps(message, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        # A lone surrogate has no UTF-8 form; its \\udXXX escape is valid JSON.
        line = memoryview(text.encode("utf-8", "backslashreplace") + b"\n")
        with self._lock:
            try:
                while line:
                    line = line[os.write(self._descriptor, line) :]
            except BrokenPipeError:
                raise WorkerGone from None


def unserialisable(value: object, place: str = "output") -> str | None:
    """Says which part of a value JSON cannot carry, or None."""
    if value is None or isinstance(value, (str, bool, int)):
        return None
    if isinstance(value, float):
        return None if math.isfinite(value) else f"{place} is {value}, which JSON cannot carry"
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                return f"{place} has the key {key!r}, which is no string"
            culprit = unserialisable(item, f"{place}.{key}")
            if culprit is not None:
                return culprit
        return None
    if isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            culprit = unserialisable(item, f"{place}[{index}]")
            if culprit is not None:
                return culprit
        return None
    return f"{place} is a {type(value).__name__}, which JSON cannot carry"
