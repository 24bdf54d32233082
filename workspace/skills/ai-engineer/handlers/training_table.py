"""A table in memory as a model needs it: numbers as floats, all else as words, gaps as NaN."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from openclaw_skill import Context
from openclaw_skill.datasets import MOST_CODES, Package, kind_of, role_of
from openclaw_skill.tables import Database, quoted, using


class Column:
    """One column: its kind and role as in a profile, and its values in the order of the file."""

    def __init__(self, name: str, kind: str, role: str, values: np.ndarray, distinct: int, codes: int):
        self.name = name
        self.kind = kind
        self.role = role
        self.values = values
        self.distinct = distinct
        self.codes = codes
        """How many values there are, where they may stand for classes; 0 for measurements."""

    @property
    def missing(self) -> np.ndarray:
        """Where it has no value."""
        if self.values.dtype == object:
            return np.array([not isinstance(v, str) for v in self.values], dtype=bool)
        return np.isnan(self.values)

    def words(self) -> np.ndarray:
        """The values as classes; whole numbers without a fraction."""
        if self.values.dtype == object:
            return self.values
        return np.array([f"{v:g}" if np.isfinite(v) else np.nan for v in self.values], dtype=object)


class TrainingTable:
    """All columns by name, in the order of the file."""

    def __init__(self, rows: int, columns: dict[str, Column], titles: dict[str, list[str]]):
        self.rows = rows
        self.columns = columns
        self.titles = titles

    def column(self, name: str) -> Column:
        return self.columns[name]


def read(path: Path, context: Context) -> TrainingTable:
    """Reads a file with the same missing markers, kinds and roles as the profile of it."""
    package = Package.of(path)

    def work(database: Database) -> TrainingTable:
        table = database.tables[0]
        rows = database.first(f"CREATE OR REPLACE TABLE data AS SELECT * FROM {table.sql}", table.parameters)[0]
        columns = {name: _column(database, name, kind, rows, package) for name, kind in table.types.items()}
        fields = package.fields if package else {}
        titles = {name: list(fields[name].titles.values()) if name in fields else [] for name in columns}
        return TrainingTable(rows, columns, titles)

    return using(context, [path], work)


def _column(database: Database, name: str, sql_type: str, rows: int, package: Package | None) -> Column:
    column = quoted(name)
    present, distinct = database.first(f"SELECT count({column}), count(DISTINCT {column}) FROM data")
    kind = kind_of(sql_type, present, distinct)
    target = "DOUBLE" if kind == "numeric" else "VARCHAR"
    values = database.arrays(f"SELECT {column}::{target} AS v FROM data")["v"]
    if kind == "numeric":
        values = np.ma.filled(values.astype(float), np.nan)
        values[~np.isfinite(values)] = np.nan
    else:
        mask = np.ma.getmaskarray(values)
        values = np.array([np.nan if gap else str(v) for v, gap in zip(np.ma.getdata(values), mask)], dtype=object)
    whole = kind == "numeric" and "INT" in sql_type
    consecutive = whole and present > 0 and np.nanmax(values) - np.nanmin(values) == rows - 1
    field = package.fields.get(name) if package else None
    role = role_of(name, kind, field, rows, present, distinct, bool(consecutive))
    codes = distinct if whole and distinct <= MOST_CODES else 0
    return Column(name, kind, role, values, distinct, codes)
