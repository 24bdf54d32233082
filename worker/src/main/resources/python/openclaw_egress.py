"""The way out of a sandbox: a local proxy address that leads to the worker's proxy.

A sandbox has a network of its own in which nothing else listens. The worker's proxy is at a Unix
socket, which HTTP libraries do not take for a proxy; so this listens at a port and passes on what
comes.

A handler in Python does so within its own process. In front of any other program, start this as
``python3 -I openclaw_egress.py program arguments``: it leaves a process behind that listens, and
becomes the program.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading

VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")


def open_way_out() -> None:
    """Where a way out was granted, begins to listen and sets the variables that name a proxy."""
    path = os.environ.pop("OPENCLAW_EGRESS", "")
    if path:
        listener = _listen()
        threading.Thread(target=_accept, args=(listener, path), name="egress", daemon=True).start()


def become(command: list[str]) -> None:
    """Opens the way out in a process of its own, and runs the command in this one."""
    path = os.environ.pop("OPENCLAW_EGRESS", "")
    if path:
        listener = _listen()
        if os.fork() == 0:
            _let_go()
            _accept(listener, path)
        listener.close()
    # Node.js takes no notice of a proxy without it.
    os.environ["NODE_USE_ENV_PROXY"] = "1"
    # Python ignores these two, and what is ignored stays so in another program.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    os.execv(command[0], command)


def _listen() -> socket.socket:
    """Listens, and sets the variables that name a proxy."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    os.environ.update(dict.fromkeys(VARIABLES, address))
    return listener


def _let_go() -> None:
    """The worker waits for the end of what the program writes; none of it may stay open here."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(nothing, descriptor)


def _accept(listener: socket.socket, path: str) -> None:
    while True:
        client, _ = listener.accept()
        threading.Thread(target=_serve, args=(client, path), daemon=True).start()


def _serve(client: socket.socket, path: str) -> None:
    with client, socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as proxy:
        try:
            proxy.connect(path)
            back = threading.Thread(target=_pump, args=(proxy, client), daemon=True)
            back.start()
            _pump(client, proxy)
            back.join()
        except OSError:
            return  # The client sees its connection end.


def _pump(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(64 * 1024):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        # One side has gone; so that the other one ends as well.
        for side in (source, target):
            try:
                side.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


if __name__ == "__main__":
    become(sys.argv[1:])
