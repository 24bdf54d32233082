"""Arithmetic of servers and waiting: Erlang C, spares for an availability."""

from __future__ import annotations

import math


def wait_probability(offered: float, servers: int) -> float:
    """Erlang C: the chance that an arrival finds all servers busy. offered in erlang, below servers."""
    blocking = 1.0
    for n in range(1, servers + 1):
        blocking = offered * blocking / (n + offered * blocking)
    return blocking / (1 - (offered / servers) * (1 - blocking))


def wait_percentile(offered: float, servers: int, service: float, share: float) -> float:
    """How long all but ``1 - share`` of the arrivals wait at the most, in the unit of service."""
    waiting = wait_probability(offered, servers)
    if waiting <= 1 - share:
        return 0.0
    return math.log(waiting / (1 - share)) * service / (servers - offered)


def servers_for(offered: float, utilisation: float) -> int:
    """Servers that carry a load and are at most so busy."""
    return max(1, math.ceil(offered / utilisation - 1e-9))


def with_spares(needed: int, each: float, wanted: float) -> int:
    """Servers of which at least ``needed`` are up with the probability wanted, each being up with ``each``."""
    total = needed
    while _at_least(needed, total, each) < wanted and total < needed + 50:
        total += 1
    return total


def _at_least(needed: int, total: int, each: float) -> float:
    return sum(math.comb(total, k) * each**k * (1 - each) ** (total - k) for k in range(needed, total + 1))
