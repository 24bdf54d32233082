"""Measures data-analysis on a CSV file of more than 1 GB: seconds and the most memory that a call takes.

From the repository's root, with a Python that has duckdb:
``PYTHONPATH=worker/src/main/resources/python python benchmarks/large_tables.py [MiB]``
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SKILL = Path(__file__).resolve().parent.parent / "workspace" / "skills" / "shared" / "data-analysis"
CALL = """
import json, resource, sys
from openclaw_skill.testing import call
output = call(sys.argv[1], json.loads(sys.argv[2])).output
print(json.dumps({"summary": output["summary"], "kib": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}))
"""


def main() -> None:
    mib = int(sys.argv[1]) if len(sys.argv) > 1 else 1100
    with tempfile.TemporaryDirectory() as folder:
        table = str(Path(folder) / "large.csv")
        rows = write(table, mib << 20)
        print(f"{os.path.getsize(table) / 1e9:.2f} GB, {rows} rows, {os.cpu_count()} processors\n")
        print("| call | seconds | most memory | answer |\n|---|---:|---:|---|")
        for name, handler, inputs in calls(table):
            started = time.perf_counter()
            done = subprocess.run(
                [sys.executable, "-c", CALL, str(SKILL / "handlers" / f"{handler}.py"), json.dumps(inputs)],
                check=True,
                capture_output=True,
                text=True,
                env={**os.environ, "TMPDIR": folder},
            )
            answer = json.loads(done.stdout)
            seconds = time.perf_counter() - started
            print(f"| {name} | {seconds:.1f} | {answer['kib'] >> 10} MiB | {answer['summary']} |", flush=True)


def write(path: str, size: int) -> int:
    """A stream of rows: this script never holds more than one block of them either."""
    rows = 0
    with open(path, "w", encoding="utf-8") as file:
        file.write("id,region,customer,amount,quantity,day,note\n")
        while file.tell() < size:
            block = (
                f"{n},{'nesw'[n % 4]},c{n * 7919 % 99991},{n * 31 % 100_000 / 100},{n % 50},"
                f"2026-{n % 12 + 1:02d}-{n % 28 + 1:02d},{'x' * (n % 25)}\n"
                for n in range(rows, rows + 50_000)
            )
            file.write("".join(block))
            rows += 50_000
    return rows


def calls(table: str) -> list[tuple[str, str, dict]]:
    cheap = [{"column": "amount", "operator": "<", "value": 100}]
    total = [{"function": "sum", "column": "amount"}]
    return [
        ("filter, a tenth of the rows", "filter", {"dataset": table, "where": cheap}),
        ("group into 4", "group", {"dataset": table, "by": ["region"], "measures": total}),
        ("group into as many as there are rows", "group", {"dataset": table, "by": ["id"], "measures": total}),
        ("join with itself by a unique column", "join", {"left": table, "right": table, "on": [{"left": "id"}]}),
        ("correlation of 3 columns", "correlation", {"dataset": table}),
        ("histogram", "chart", {"dataset": table, "kind": "histogram", "x": "amount"}),
        ("profile", "profile", {"dataset": table}),
    ]


if __name__ == "__main__":
    main()
