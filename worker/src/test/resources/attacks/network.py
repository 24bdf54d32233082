"""Tries to reach what was not granted, past the proxy."""

from __future__ import annotations

import socket

from attempt import Denied, run_attempt

_SECONDS = 2


def run(inputs, context):
    socket.setdefaulttimeout(_SECONDS)
    return run_attempt(globals(), inputs)


def connect_to_a_port_of_this_machine(inputs):
    return socket.create_connection(("127.0.0.1", inputs["port"]))


def connect_to_a_port_of_this_machine_by_ipv6(inputs):
    return socket.create_connection(("::1", inputs["port"]))


def connect_to_the_machine_by_its_address(inputs):
    return socket.create_connection((inputs["address"], inputs["port"]))


def connect_to_a_public_address(inputs):
    return socket.create_connection(("1.1.1.1", 443))


def connect_to_the_metadata(inputs):
    return socket.create_connection(("169.254.169.254", 80))


def look_a_name_up(inputs):
    return socket.getaddrinfo("example.org", 443)


def ask_a_name_server(inputs):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
        return datagrams.sendto(b"\0" * 12, ("8.8.8.8", 53))


def broadcast(inputs):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
        datagrams.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        return datagrams.sendto(b"who is there", ("255.255.255.255", 9))


def connect_to_a_socket_of_the_host(inputs):
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect(inputs["socket"])


def see_other_interfaces(inputs):
    names = [name for _, name in socket.if_nameindex() if name != "lo"]
    if not names:
        raise Denied("only the sandbox's own loopback is there")
    return names
