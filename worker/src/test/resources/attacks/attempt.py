"""What the attempts share: each is a function that returns what it got hold of, or fails with an OSError."""

from __future__ import annotations

import ctypes
import errno
import inspect
import os
import platform

_LIBC = ctypes.CDLL(None, use_errno=True)
_X86 = platform.machine() == "x86_64"


class Denied(Exception):
    """It did not work, and not by an OSError."""


def run_attempt(module: dict, inputs: dict) -> dict:
    """Makes the attempt that the inputs name; without a name, tells which there are."""
    attempts = {
        name: function
        for name, function in module.items()
        if inspect.isfunction(function) and function.__module__ == module["__name__"] and not name.startswith("_")
    }
    del attempts["run"]
    if "attempt" not in inputs:
        return {"attempts": sorted(attempts)}
    try:
        return {"reached": repr(attempts[inputs["attempt"]](inputs))[:200]}
    except OSError as e:
        return {"denied": errno.errorcode.get(e.errno or 0, str(e))}
    except Denied as e:
        return {"denied": str(e)}


def system_call(x86: int, arm: int, *arguments: object) -> int:
    """Makes a system call by its number; an error is an OSError."""
    result = _LIBC.syscall(ctypes.c_long(x86 if _X86 else arm), *arguments)
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result
