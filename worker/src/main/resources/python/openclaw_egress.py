"""The way out of a sandbox: a local proxy address that leads to the worker's proxy.

A sandbox has a network of its own in which nothing else listens. The worker's proxy is at a Unix
socket, which HTTP libraries do not take for a proxy; so this listens at a port and passes on what
comes.
"""

from __future__ import annotations

import os
import socket
import threading

VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")


def open_way_out() -> None:
    """Where a way out was granted, begins to listen and sets the variables that name a proxy."""
    path = os.environ.pop("OPENCLAW_EGRESS", "")
    if not path:
        return
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    os.environ.update(dict.fromkeys(VARIABLES, address))
    threading.Thread(target=_accept, args=(listener, path), name="egress", daemon=True).start()


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
