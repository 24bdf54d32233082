"""How a file of each table format is read: as a DuckDB table function with bound parameters.

Types are found once and then said outright, so that every later query reads the file alike and does not look
for them again. Of a large text file a sample decides; where that guess proves wrong, ``exact`` reads all of it.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from openclaw_skill.datasets import MISSING, file_format

WHOLE_BYTES = 32 << 20
"""Up to this size types are found by reading the whole file."""

SAMPLE_ROWS = 200_000

BUFFER_BYTES = 8 << 20
"""Of text at a time and thread; DuckDB's own 32 MB would be too much for a small process."""

_NONE = "(empty)"


class Source:
    """The SQL that reads a file, its parameters, and its columns' SQL types in their order."""

    def __init__(self, sql: str, parameters: list, types: dict[str, str], guessed: bool):
        self.sql = sql
        self.parameters = parameters
        self.types = types
        self.guessed = guessed


def source_of(connection: duckdb.DuckDBPyConnection, path: Path, link: Path, exact: bool) -> Source:
    """Describes a file.

    link: where the connection finds it, under a plain name: DuckDB takes ``*`` and ``[`` in one for patterns.
    """
    kind = file_format(path)
    sample = -1 if exact or path.stat().st_size <= WHOLE_BYTES else SAMPLE_ROWS
    if kind == "parquet":
        sql, parameters = "read_parquet(?)", [str(link)]
        return Source(sql, parameters, _types(connection, sql, parameters), guessed=False)
    if kind in ("csv", "tsv"):
        source = _text(connection, link, kind, sample)
    else:
        source = _json(connection, link, kind, sample)
    if source.guessed and _column_without_values(connection, source):
        return source_of(connection, path, link, exact=True)
    return source


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(connection: duckdb.DuckDBPyConnection, link: Path, kind: str, sample: int) -> Source:
    separator = ", delim='\t'" if kind == "tsv" else ""
    found = connection.execute(
        "SELECT Delimiter, Quote, Escape, Comment, SkipRows, HasHeader, Columns, DateFormat, TimestampFormat"
        f" FROM sniff_csv(?, nullstr=?, sample_size={sample}{separator})",
        [str(link), list(MISSING)],
    ).fetchone()
    delimiter, quote, escape, comment, skipped, header, columns, date_format, timestamp_format = found
    # No quotes in a sample do not mean that there are none further down.
    quote = '"' if quote in (None, "", _NONE) else quote
    escape = quote if escape in (None, "", _NONE) else escape
    types = {column["name"]: _without_zone(column["type"]) for column in columns}
    options = "auto_detect=false, delim=?, quote=?, escape=?, skip=?, header=?, nullstr=?"
    parameters: list = [str(link), delimiter, quote, escape, skipped, header, list(MISSING)]
    extras = (("buffer_size", BUFFER_BYTES), ("comment", comment), ("dateformat", date_format), ("timestampformat", timestamp_format))
    for option, value in extras:
        if value not in (None, "", _NONE):
            options += f", {option}=?"
            parameters.append(value)
    return Source(f"read_csv(?, {options}, columns={_columns(types)})", parameters, types, guessed=sample != -1)


def _json(connection: duckdb.DuckDBPyConnection, link: Path, kind: str, sample: int) -> Source:
    layout = "newline_delimited" if kind == "jsonl" else "auto"
    looking = f"read_json(?, format='{layout}', sample_size={sample})"
    types = _types(connection, looking, [str(link)])
    if list(types) == ["json"]:
        # Records that are no objects have no names that could be said outright.
        return Source(looking, [str(link)], types, guessed=False)
    return Source(
        f"read_json(?, format='{layout}', columns={_columns(types)})", [str(link)], types, guessed=sample != -1
    )


def _types(connection: duckdb.DuckDBPyConnection, sql: str, parameters: list) -> dict[str, str]:
    rows = connection.execute(f"DESCRIBE SELECT * FROM {sql}", parameters).fetchall()
    return {row[0]: str(row[1]) for row in rows}


def _without_zone(sql_type: str) -> str:
    """Instants are read in UTC: the type with a zone would be shown in that of the machine."""
    return sql_type.replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMP")


def _columns(types: dict[str, str]) -> str:
    return "{" + ", ".join(f"{literal(name)}: {literal(kind)}" for name, kind in types.items()) + "}"


def _column_without_values(connection: duckdb.DuckDBPyConnection, source: Source) -> bool:
    """Whether the sample says nothing of a column: what follows may be numbers."""
    counts = ", ".join(f"count({quoted(name)})" for name in source.types)
    sample = f"SELECT * FROM {source.sql} LIMIT {SAMPLE_ROWS // 2}"
    try:
        return 0 in connection.execute(f"SELECT {counts} FROM ({sample})", source.parameters).fetchone()
    except (duckdb.ConversionException, duckdb.InvalidInputException):
        # A value that does not fit is another sign that the guess is not good enough.
        return True
