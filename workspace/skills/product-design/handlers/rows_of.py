"""Reads tables that people filled in: by the names of their columns, in either language."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from openclaw_skill import Context, SkillError
from openclaw_skill.datasets import file_format

MOST_ROWS = 10_000


def read(path: Path, context: Context) -> list[dict]:
    """All rows, by the table's own headings."""
    return _text_rows(path) if file_format(path) in ("csv", "tsv") else _other_rows(path, context)


def fields(path: Path, rows: list[dict], aliases: dict[str, tuple], required: list[str]) -> list[dict]:
    """The rows by our own names of the columns; those that the table lacks and nobody requires are absent."""
    headers = list(rows[0]) if rows else []
    columns = {}
    for field, names in aliases.items():
        columns[field] = next((h for h in headers if h and h.strip().lower() in names), None)
    absent = [field for field in required if columns[field] is None]
    if absent:
        raise SkillError(
            "BAD_INPUT", f"{path.name} lacks the columns {', '.join(absent)}; it has {', '.join(headers) or 'no rows'}"
        )
    return [{field: row[header] for field, header in columns.items() if header is not None} for row in rows]


def _text_rows(path: Path) -> list[dict]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as e:
        raise SkillError("BAD_INPUT", f"{path.name} is not UTF-8 text") from e
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter="\t" if path.suffix.lower() == ".tsv" else ",")
    rows = [{key: value for key, value in row.items() if key is not None} for row in reader]
    if len(rows) > MOST_ROWS:
        raise SkillError("TOO_LARGE", f"{path.name} has more than {MOST_ROWS} rows")
    return rows


def _other_rows(path: Path, context: Context) -> list[dict]:
    # Most tables that people fill in are CSV, and for these the engine need not be loaded.
    from openclaw_skill.tables import records

    return records(context, path, MOST_ROWS)
