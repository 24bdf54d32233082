"""Starts a child and a grandchild, and neither they nor it itself end when asked to."""

import os
import signal
import subprocess
import sys
import time

GRANDCHILD = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
CHILD = (
    "import signal, subprocess, sys, time\n"
    "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    f"grandchild = subprocess.Popen([sys.executable, '-c', {GRANDCHILD!r}])\n"
    "print(grandchild.pid, flush=True)\n"
    "time.sleep(600)\n"
)


def run(inputs, context):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    child = subprocess.Popen([sys.executable, "-c", CHILD], stdout=subprocess.PIPE, text=True)
    grandchild = child.stdout.readline().strip()
    context.progress(f"{os.getpid()} {child.pid} {grandchild}")
    if inputs.get("leave"):
        return {}
    time.sleep(600)
    return {}
