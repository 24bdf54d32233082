"""The facts about a table, computed by DuckDB in a handful of queries."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import TypeVar

from openclaw_skill import Context
from openclaw_skill.datasets import MOST_CATEGORIES, MOST_CODES, Package, kind_of, role_of
from openclaw_skill.tables import Database, quoted, using

T = TypeVar("T")

MOST_CORRELATED = 30
"""Numeric columns between which correlations are computed; their number grows with the square."""

BINS = 16

MOST_AT_ONCE = 2_000_000
"""Rows of which the quartiles are taken from a list in memory."""


LARGE_BYTES = 64 << 20
"""From this size on the table is laid out in the scratch folder, so that its many measures read no text again."""


class Table:
    """A table that was read once: ``data`` in the database, its row count and its columns' SQL types."""

    def __init__(self, database: Database):
        self._database = database
        self.types = database.types("SELECT * FROM data")
        self.rows: int = self.query("SELECT count(*) FROM data")[0][0]

    def query(self, sql: str) -> list[tuple]:
        return self._database.rows(sql)


def measured(path: Path, context: Context, work: Callable[[Table], T]) -> T:
    """Reads the file once and does the work on it."""
    file = "profiled.duckdb" if path.stat().st_size >= LARGE_BYTES else ":memory:"

    def read(database: Database) -> T:
        source = database.tables[0]
        database.rows(f"CREATE OR REPLACE TABLE data AS SELECT * FROM {source.sql}", source.parameters)
        return work(Table(database))

    return using(context, [path], read, file=file)


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


def _columns(table: Table, package: Package | None) -> list[dict]:
    counts = table.query(f"SELECT {', '.join(f'count({quoted(n)})' for n in table.types)} FROM data")[0]
    columns = []
    for (name, sql_type), present in zip(table.types.items(), counts):
        # One column at a time and by groups: that goes to disk where it gets too large, and count(DISTINCT) does not.
        column = quoted(name)
        [(distinct,)] = table.query(
            f"SELECT count(*) FROM (SELECT {column} FROM data WHERE {column} IS NOT NULL GROUP BY {column})"
        )
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
    values = f"(SELECT {value} AS x FROM data)"
    low, high, mean, std = table.query(f"SELECT min(x), max(x), avg(x), stddev_samp(x) FROM {values}")[0]
    if low is None:
        return None
    p25, median, p75 = _quartiles(table, values)
    reach = 1.5 * (p75 - p25)
    [(outliers,)] = table.query(f"SELECT count(*) FROM {values} WHERE x < {p25 - reach!r} OR x > {p75 + reach!r}")
    facts = (low, p25, median, p75, high, mean, std, outliers)
    keys = ("min", "p25", "median", "p75", "max", "mean", "std", "outliers")
    return {key: _round(value, 10) for key, value in zip(keys, facts) if value is not None}


def _quartiles(table: Table, values: str) -> list[float]:
    """Exact ones, as between the two values at each place; of many rows by their counts, which need no room."""
    if table.rows <= MOST_AT_ONCE:
        return table.query(f"SELECT quantile_cont(x, [0.25, 0.5, 0.75]) FROM {values}")[0][0]
    counted = f"""WITH g AS (SELECT x, count(*) AS n FROM {values} WHERE x IS NOT NULL GROUP BY x),
                       c AS (SELECT x, sum(n) OVER (ORDER BY x ROWS UNBOUNDED PRECEDING) AS upto FROM g)"""
    present = int(table.query(f"SELECT count(x) FROM {values}")[0][0])
    places = [(present - 1) * share for share in (0.25, 0.5, 0.75)]
    wanted = sorted({int(edge) for place in places for edge in (math.floor(place), math.ceil(place))})
    columns = ", ".join(f"min(x) FILTER (upto > {place})" for place in wanted)
    at = dict(zip(wanted, table.query(f"{counted} SELECT {columns} FROM c")[0]))
    return [_between(at[math.floor(p)], at[math.ceil(p)], p - math.floor(p)) for p in places]


def _between(low: float, high: float, share: float) -> float:
    return low + (high - low) * share


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
