"""How many threads the numeric libraries use.

Their threads wait for each other in busy loops: for a small table on a machine that others use too, that
makes the same work ten times slower. To be called before numpy is imported, which reads these variables.
"""

from __future__ import annotations

import os

LARGE_BYTES = 20 << 20
_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def limit(data_bytes: int = 0) -> None:
    """One thread, or as many as there are cores for a large table; what the operator has set stays."""
    cores = os.cpu_count() or 1
    for variable in _VARIABLES:
        os.environ.setdefault(variable, str(cores if data_bytes >= LARGE_BYTES else 1))
