"""The facts about a table, computed by DuckDB in a handful of queries."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path

import duckdb

from openclaw_skill import SkillError
from openclaw_skill.datasets import MOST_CATEGORIES, MOST_CODES, Package, duckdb_source, kind_of, role_of

MOST_CORRELATED = 30
"""Numeric columns between which correlations are computed; their number grows with the square."""

BINS = 16


class Table:
    """A loaded table: ``data`` in the connection, its row count and its columns' SQL types."""

    def __init__(self, connection: duckdb.DuckDBPyConnection):
        self._connection = connection
        self.types = {row[0]: str(row[1]) for row in self.query("DESCRIBE data")}
        self.rows: int = self.query("SELECT count(*) FROM data")[0][0]

    def query(self, sql: str) -> list[tuple]:
        return self._connection.execute(sql).fetchall()


@contextmanager
def open_table(path: Path) -> Iterator[Table]:
    """Loads the file into memory; it may reach nothing but that file."""
    source, parameters = duckdb_source(path)
    with duckdb.connect(config={"autoinstall_known_extensions": "false", "threads": "2"}) as connection:
        try:
            connection.execute(f"CREATE TABLE data AS SELECT * FROM {source}", parameters)
        except duckdb.Error as e:
            raise SkillError("BAD_INPUT", f"{path.name} cannot be read: {str(e).splitlines()[0]}") from e
        connection.execute("SET enable_external_access = false")
        yield Table(connection)


def profile_of(table: Table, package: Package | None) -> dict:
    """All that the output has but the file's own facts and the words."""
    columns = _columns(table, package)
    names = [quoted(c["name"]) for c in columns]
    missing = " OR ".join(f"{name} IS NULL" for name in names)
    distinct_rows, incomplete = table.query(
        f"SELECT (SELECT count(*) FROM (SELECT DISTINCT * FROM data)), count(*) FILTER ({missing}) FROM data"
    )[0]
    return {
        "rows": table.rows,
        "duplicate_rows": table.rows - distinct_rows,
        "complete_rows": table.rows - incomplete,
        "missing_cells": sum(c["missing"] for c in columns),
        "columns": columns,
        "correlations": _correlations(table, columns),
    }


def bars_of(table: Table, columns: list[dict]) -> dict[str, list[tuple[str, int]]]:
    """What the chart shows of a column: (label, count) of its categories or of equal-width bins."""
    bars = {}
    for column in columns:
        if "categories" in column:
            shown = column["categories"][:8]
            if column["kind"] == "numeric":
                # Codes and years read best in their own order.
                shown = sorted(shown, key=lambda c: float(c["value"]))
            bars[column["name"]] = [(c["value"], c["count"]) for c in shown]
        elif column.get("numeric") and column["distinct"] > 1:
            bars[column["name"]] = _histogram(table, column)
    return bars


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _columns(table: Table, package: Package | None) -> list[dict]:
    counts = ", ".join(f"count({quoted(n)}), count(DISTINCT {quoted(n)})" for n in table.types)
    flat = table.query(f"SELECT {counts} FROM data")[0]
    columns = []
    for index, (name, sql_type) in enumerate(table.types.items()):
        present, distinct = flat[2 * index], flat[2 * index + 1]
        kind = kind_of(sql_type, present, distinct)
        field = package.fields.get(name) if package else None
        column = {"name": name, "kind": kind, "sql_type": sql_type, "distinct": distinct}
        column["missing"] = table.rows - present
        column["missing_share"] = _round(1 - present / table.rows)
        if field and field.titles:
            column["titles"] = field.titles
        if field and field.unit:
            column["unit"] = field.unit
        consecutive = False
        if kind == "numeric" and present and (summary := _numeric(table, name)):
            column["numeric"] = summary
            span = column["numeric"]["max"] - column["numeric"]["min"]
            consecutive = "INT" in sql_type and span == table.rows - 1
        coded = kind == "numeric" and "INT" in sql_type and distinct <= MOST_CODES
        if present and (coded or kind in ("categorical", "boolean")):
            column["categories"] = _categories(table, name, present)
        column["role"] = role_of(name, kind, field, table.rows, present, distinct, consecutive)
        columns.append(column)
    return columns


def _numeric(table: Table, name: str) -> dict | None:
    """The summary; None where no value is finite."""
    # Infinities are legal in a table and have no place in a mean, nor in JSON.
    value = f"CASE WHEN isfinite({quoted(name)}::DOUBLE) THEN {quoted(name)}::DOUBLE END"
    facts = table.query(f"""WITH v AS (SELECT {value} AS x FROM data),
                 q AS (SELECT min(x) a, quantile_cont(x, 0.25) b, median(x) c, quantile_cont(x, 0.75) d,
                              max(x) e, avg(x) f, stddev_samp(x) g FROM v)
            SELECT a, b, c, d, e, f, g,
                   (SELECT count(*) FROM v, q WHERE x < b - 1.5 * (d - b) OR x > d + 1.5 * (d - b)) FROM q""")[0]
    if facts[0] is None:
        return None
    keys = ("min", "p25", "median", "p75", "max", "mean", "std", "outliers")
    return {key: _round(value, 10) for key, value in zip(keys, facts) if value is not None}


def _categories(table: Table, name: str, present: int) -> list[dict]:
    rows = table.query(f"""SELECT {quoted(name)}::VARCHAR AS value, count(*) AS n FROM data WHERE value IS NOT NULL
            GROUP BY value ORDER BY n DESC, value LIMIT {MOST_CATEGORIES}""")
    return [{"value": value, "count": n, "share": _round(n / present)} for value, n in rows]


def _correlations(table: Table, columns: list[dict]) -> list[dict]:
    numeric = [c["name"] for c in columns if c["kind"] == "numeric" and c["role"] == "feature"]
    pairs = list(combinations(numeric[:MOST_CORRELATED], 2))
    if not pairs:
        return []
    sums = ", ".join(
        f"corr({quoted(a)}, {quoted(b)}), count(*) FILTER ({quoted(a)} IS NOT NULL AND {quoted(b)} IS NOT NULL)"
        for a, b in pairs
    )
    flat = table.query(f"SELECT {sums} FROM data")[0]
    found = []
    for (a, b), pearson, rows in zip(pairs, flat[::2], flat[1::2]):
        if pearson is not None and math.isfinite(pearson) and rows >= 2:
            found.append({"a": a, "b": b, "pearson": _round(max(-1.0, min(1.0, pearson))), "rows": rows})
    return sorted(found, key=lambda c: -abs(c["pearson"]))


def _histogram(table: Table, column: dict) -> list[tuple[str, int]]:
    low, high = column["numeric"]["min"], column["numeric"]["max"]
    bins = min(BINS, column["distinct"])
    width = (high - low) / bins
    if width <= 0:
        return []
    value = f"{quoted(column['name'])}::DOUBLE"
    place = f"greatest(0, least({bins - 1}, floor(({value} - {low!r}) / {width!r})))::INTEGER"
    counts = dict(table.query(f"SELECT {place} AS bin, count(*) FROM data WHERE isfinite({value}) GROUP BY bin"))
    return [(f"{low + i * width:.4g}", counts.get(i, 0)) for i in range(bins)]


def _round(value: float, digits: int = 6) -> float | int:
    """So many significant digits: enough to compute with, short enough to read."""
    if isinstance(value, int) or value == 0:
        return value
    return float(f"{value:.{digits}g}")
