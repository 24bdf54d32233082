"""Tries to use up the machine, or to outlive the call."""

from __future__ import annotations

import json
import mmap
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

_MIB = 1 << 20


def run(inputs, context):
    os.chdir(context.scratch_dir)
    return globals()[inputs["attempt"]](context)


def fork_without_end(context):
    while True:
        try:
            os.fork()
        except OSError:
            pass


def start_threads_without_end(context):
    threading.stack_size(64 * 1024)
    while True:
        try:
            threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
        except RuntimeError:
            time.sleep(0.01)


def take_memory_without_end(context):
    taken = []
    while True:
        taken.append(bytearray(16 * _MIB))


def take_memory_in_many_processes(context):
    for _ in range(8):
        if os.fork() == 0:
            _hold = bytearray(os.urandom(1 * _MIB)) * 100
            time.sleep(1000)
    time.sleep(1000)


def take_shared_memory(context):
    shared = mmap.mmap(-1, 1024 * _MIB)
    for start in range(0, 1024 * _MIB, 4096):
        shared[start] = 1
    time.sleep(1000)


def fill_the_disk_by_one_file(context):
    with open("large", "wb") as file:
        while True:
            file.write(bytes(_MIB))


def fill_the_disk_by_many_files(context):
    number = 0
    while True:
        Path(f"file-{number}").write_bytes(bytes(_MIB))
        number += 1


def fill_the_disk_by_empty_files(context):
    number = 0
    while True:
        Path(f"file-{number}").touch()
        number += 1


def fill_the_disk_out_of_sight(context):
    os.mkdir("hidden")
    os.chmod("hidden", 0o300)
    os.chmod(".", 0o300)
    number = 0
    while True:
        Path(f"hidden/file-{number}").write_bytes(bytes(_MIB))
        number += 1


def fill_the_artifacts(context):
    context.artifacts_dir.mkdir(parents=True, exist_ok=True)
    number = 0
    while True:
        (context.artifacts_dir / f"file-{number}").write_bytes(bytes(_MIB))
        number += 1


def fill_the_temporary_folder(context):
    number = 0
    while True:
        Path(f"/tmp/file-{number}").write_bytes(bytes(_MIB))
        number += 1


def fill_the_shared_folder(context):
    number = 0
    while True:
        Path(f"/dev/shm/file-{number}").write_bytes(bytes(_MIB))
        number += 1


def open_files_without_end(context):
    kept = []
    while True:
        kept.append(open("/dev/null"))  # noqa: SIM115


def compute_without_end(context):
    while True:
        pass


def compute_in_children_without_end(context):
    while True:
        subprocess.run([sys.executable, "-S", "-c", "for _ in range(20_000_000): pass"])


def wait_without_end(context):
    time.sleep(1000)


def ignore_being_asked(context):
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    time.sleep(1000)


def stop_oneself(context):
    os.kill(os.getpid(), signal.SIGSTOP)
    return {}


def kill_the_sandboxs_first_process(context):
    os.kill(1, signal.SIGKILL)
    return {"alive": True}


def write_errors_without_end(context):
    while True:
        os.write(2, b"x" * 65536)


def log_without_end(context):
    for number in range(20_000):
        context.log("info", f"line {number}")
    return {"logged": True}


def tell_progress_without_end(context):
    while True:
        context.progress("more")


def leave_a_daemon(context):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.execve("/bin/sleep", ["sleep", "7321"], {})
        os._exit(0)
    os.wait()
    return {"left": True}


def answer_for_another_call(context):
    _raw({"type": "result", "callId": "call-2", "output": {"stolen": True}})
    time.sleep(1000)


def answer_without_end(context):
    while True:
        _write(b"{" * 65536)


def answer_hugely(context):
    return {"text": "x" * (2 * _MIB)}


def answer_no_json(context):
    _write(b"this is no JSON\n")
    time.sleep(1000)


def announce_files_without_end(context):
    number = 0
    while True:
        _raw({"type": "artifact", "name": f"file-{number}", "mediaType": "text/plain"})
        number += 1


def announce_a_file_with_an_endless_name(context):
    _raw({"type": "artifact", "name": "x" * 1000, "mediaType": "text/plain"})
    time.sleep(1000)


def answer_nothing(context):
    os._exit(0)


def _raw(message):
    _write(json.dumps(message).encode() + b"\n")


def _write(data):
    """Past the helper, at whatever descriptor leads to the worker."""
    for descriptor in range(3, 20):
        try:
            if os.readlink(f"/proc/self/fd/{descriptor}").startswith("pipe:"):
                os.write(descriptor, data)
                return
        except OSError:
            continue
