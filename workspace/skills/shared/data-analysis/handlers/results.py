"""A result table: a file with all of it, and a few rows to look at."""

from __future__ import annotations

import json
import math
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

from openclaw_skill import Context, SkillError
from openclaw_skill.tables import Database, Table, literal, plain

PREVIEW_ROWS = 20
PREVIEW_COLUMNS = 50
MOST_CELL = 200
MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def file_of(inputs: dict, context: Context, name: str = "result") -> Path:
    """Where the result goes."""
    layout = inputs.get("format", "csv")
    return context.artifact(f"{name}.{layout}", MEDIA_TYPES[layout])


def write(database: Database, sql: str, parameters: list, file: Path) -> dict:
    """Writes a query's rows to the file; the output's part that tells of them."""
    types = database.types(sql, parameters)
    rows = database.write(sql, parameters, file)
    return {
        "rows": rows,
        "columns": [{"name": name, "type": kind} for name, kind in types.items()],
        "preview": _preview(database, file, types),
        "truncated": rows > PREVIEW_ROWS,
        "file": {"artifact": file.name},
    }


def order_by(table_types: dict[str, str], inputs: dict) -> str:
    """An ORDER BY over result columns, gaps last; empty where none is asked for."""
    parts = []
    for item in inputs.get("order_by") or []:
        if item["column"] not in table_types:
            known = ", ".join(table_types)
            raise SkillError("UNKNOWN_COLUMN", f"there is no column {item['column']} to order by; there are {known}")
        direction = "DESC" if item.get("descending") else "ASC"
        parts.append('"' + item["column"].replace('"', '""') + f'" {direction} NULLS LAST')
    return " ORDER BY " + ", ".join(parts) if parts else ""


def limited(inputs: dict) -> str:
    return f" LIMIT {int(inputs['limit'])}" if inputs.get("limit") else ""


def selected(table: Table, names: list[str] | None) -> str:
    return ", ".join(table.column(n) for n in names or table.types)


def cell(value: object) -> object:
    """A value as JSON can carry it."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    text = value if isinstance(value, str) else _nested(value)
    return text if len(text) <= MOST_CELL else text[: MOST_CELL - 1] + "…"


def _nested(value: object) -> str:
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _preview(database: Database, file: Path, types: dict[str, str]) -> list[dict]:
    """Read from the file itself, so that nothing is computed twice."""
    if file.suffix == ".parquet":
        sql = "read_parquet(?)"
    else:
        columns = ", ".join(f"{literal(n)}: {literal(t)}" for n, t in types.items())
        sql = "read_csv(?, auto_detect=false, delim=',', quote='\"', escape='\"', header=true, nullstr='',"
        sql += f" allow_quoted_nulls=false, columns={{{columns}}})"
    shown = ", ".join(plain(name, kind) for name, kind in types.items())
    rows = database.rows(f"SELECT {shown} FROM {sql} LIMIT {PREVIEW_ROWS}", [str(file)])
    names = list(types)[:PREVIEW_COLUMNS]
    return [{name: cell(value) for name, value in zip(names, row)} for row in rows]
