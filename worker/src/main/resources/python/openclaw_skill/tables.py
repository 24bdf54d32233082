"""Tables of any size: DuckDB over files, out of core, and shut off from everything else.

A connection reads the files that it was opened for and writes what it was told to: no other file, no network,
no extension. What does not fit into its memory goes to the call's scratch folder.
"""

from __future__ import annotations

import difflib
import resource
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import duckdb

from openclaw_skill.context import Context
from openclaw_skill.datasets import NUMERIC_TYPES
from openclaw_skill.errors import SkillError
from openclaw_skill.table_formats import Source, literal, quoted, source_of

MEMORY_MB = 512
"""DuckDB's own limit; a process with a tighter one of its own gets less."""

THREADS = 2
ROOMY_MB = 128
"""Below this each thread's buffers would be most of the memory: one has to do."""

MOST_COLUMNS = 2000

__all__ = ["Database", "Table", "literal", "opened", "plain", "quoted", "records", "using"]

T = TypeVar("T")


class WrongGuess(Exception):
    """A value does not fit the type that a sample of the file suggested."""


class Table:
    """One file: what to call it in messages, the SQL to read it by, and its columns."""

    def __init__(self, path: Path, source: Source):
        self.name = path.name
        self.sql = source.sql
        self.parameters = source.parameters
        self.types = source.types
        self.guessed = source.guessed

    def column(self, name: str) -> str:
        """The quoted column; an unknown one is an error that names those that there are."""
        if name not in self.types:
            near = difflib.get_close_matches(name, self.types, n=3, cutoff=0.6)
            meant = f"; did you mean {' or '.join(near)}?" if near else ""
            shown = ", ".join(list(self.types)[:50]) + (" …" if len(self.types) > 50 else "")
            raise SkillError("UNKNOWN_COLUMN", f"{self.name} has no column {name}{meant} It has: {shown}")
        return quoted(name)

    def numeric(self, name: str) -> str:
        """The quoted column, which has to hold numbers."""
        column = self.column(name)
        if not is_numeric(self.types[name]):
            numbers = ", ".join(n for n, t in self.types.items() if is_numeric(t)) or "none"
            raise SkillError(
                "BAD_INPUT", f"{name} is {self.types[name]}, and numbers are needed; columns of numbers: {numbers}"
            )
        return column


class Database:
    """Queries over the tables that it was opened with."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, tables: Sequence[Table]):
        self._connection = connection
        self.tables = tables

    def rows(self, sql: str, parameters: Sequence = ()) -> list[tuple]:
        return self._run(sql, parameters).fetchall()

    def first(self, sql: str, parameters: Sequence = ()) -> tuple:
        return self.rows(sql, parameters)[0]

    def types(self, sql: str, parameters: Sequence = ()) -> dict[str, str]:
        """The names and SQL types of a query's columns."""
        return {row[0]: str(row[1]) for row in self.rows(f"DESCRIBE {sql}", parameters)}

    def arrays(self, sql: str, parameters: Sequence = ()) -> dict:
        """A query's columns as numpy arrays."""
        return self._run(sql, parameters).fetchnumpy()

    def write(self, sql: str, parameters: Sequence, path: Path) -> int:
        """Writes a query's rows to a file it was opened for, in the format of the ending; says how many."""
        layout = "FORMAT parquet" if path.suffix == ".parquet" else "FORMAT csv, HEADER"
        return self.first(f"COPY ({sql}) TO {literal(str(path))} ({layout}, USE_TMP_FILE false)", parameters)[0]

    def _run(self, sql: str, parameters: Sequence) -> duckdb.DuckDBPyConnection:
        try:
            return self._connection.execute(sql, list(parameters))
        except duckdb.Error as e:
            raise self._told(e) from e

    def _told(self, error: duckdb.Error) -> Exception:
        names = ", ".join(t.name for t in self.tables)
        if isinstance(error, (duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException)):
            return error  # a handler's own mistake, and no matter of the file
        if isinstance(error, duckdb.OutOfMemoryException):
            return SkillError(
                "TOO_LARGE", f"{names}: the result does not fit into memory and scratch space; ask for fewer groups"
            )
        first = str(error).splitlines()[0]
        if "No space left" in str(error):
            return SkillError("NO_SPACE", f"{names}: the scratch folder is full")
        if any(t.guessed for t in self.tables):
            return WrongGuess(first)
        return SkillError("BAD_INPUT", f"{names} cannot be read: {first}")


def using(
    context: Context,
    paths: Sequence[Path],
    work: Callable[[Database], T],
    *,
    writes: Sequence[Path] = (),
    file: str = ":memory:",
) -> T:
    """Opens the files, does the work, and does it again where a sample misled about the types."""
    try:
        with opened(context, paths, writes=writes, file=file) as database:
            return work(database)
    except WrongGuess:
        with opened(context, paths, writes=writes, file=file, exact=True) as database:
            return work(database)


@contextmanager
def opened(
    context: Context, paths: Sequence[Path], *, writes: Sequence[Path] = (), exact: bool = False, file: str = ":memory:"
) -> Iterator[Database]:
    """A connection that can reach these files and nothing else.

    file: in the scratch folder, for tables made on the way that are too large for memory.
    """
    scratch = context.scratch_dir
    place = file if file == ":memory:" else str(scratch / file)
    links = [_linked(path, scratch, i) for i, path in enumerate(paths)]
    roomy = memory_mb() >= ROOMY_MB
    settings = {
        "memory_limit": f"{memory_mb()}MB",
        "temp_directory": str(scratch / "spilled"),
        "threads": THREADS if roomy else 1,
        # One thread keeps the rows in their order by itself, and then nothing has to be held back for it.
        "preserve_insertion_order": "true" if roomy else "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_community_extensions": "false",
    }
    with duckdb.connect(place, config=settings) as connection:
        reach = ", ".join(literal(str(p)) for p in (*links, *writes))
        connection.execute(f"SET allowed_paths = [{reach}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield Database(connection, [_table(connection, p, link, exact) for p, link in zip(paths, links)])


def memory_mb() -> int:
    """A third of what the process may have, where that is little: the interpreter needs some of it too."""
    limits = [resource.getrlimit(kind)[0] for kind in (resource.RLIMIT_AS, resource.RLIMIT_DATA)]
    tight = [limit for limit in limits if limit != resource.RLIM_INFINITY]
    return max(48, min([MEMORY_MB, *(limit // 3 >> 20 for limit in tight)]))


def plain(name: str, sql_type: str) -> str:
    """The quoted column as Python can take it without further packages: an instant with a zone as one in UTC."""
    return f"timezone('UTC', {quoted(name)}) AS {quoted(name)}" if "WITH TIME ZONE" in sql_type else quoted(name)


def is_numeric(sql_type: str) -> bool:
    return bool(NUMERIC_TYPES.match(sql_type))


def is_temporal(sql_type: str) -> bool:
    return sql_type.startswith(("DATE", "TIME"))


def _linked(path: Path, scratch: Path, index: int) -> Path:
    folder = scratch / "tables"
    folder.mkdir(parents=True, exist_ok=True)
    link = folder / f"{index}{path.suffix.lower()}"
    link.unlink(missing_ok=True)
    link.symlink_to(path.resolve())
    return link


def _table(connection: duckdb.DuckDBPyConnection, path: Path, link: Path, exact: bool) -> Table:
    if not path.is_file():
        raise SkillError("NOT_FOUND", f"{path.name} is no file that exists")
    try:
        source = source_of(connection, path, link, exact)
    except duckdb.OutOfMemoryException as e:
        raise SkillError("TOO_LARGE", f"{path.name}: the process has too little memory to read tables") from e
    except duckdb.Error as e:
        raise SkillError("BAD_INPUT", f"{path.name} cannot be read: {_reason(e, link)}") from e
    if len(source.types) > MOST_COLUMNS:
        raise SkillError("TOO_LARGE", f"{path.name} has {len(source.types)} columns; at most {MOST_COLUMNS} are read")
    return Table(path, source)


def _reason(error: duckdb.Error, link: Path) -> str:
    return str(error).splitlines()[0].replace(str(link), "the file")


def records(context: Context, path: Path, most: int) -> list[dict]:
    """The rows of a small table as dicts, at most so many."""

    def read(database: Database) -> list[dict]:
        table = database.tables[0]
        columns = ", ".join(plain(name, kind) for name, kind in table.types.items())
        rows = database.rows(f"SELECT {columns} FROM {table.sql} LIMIT {most + 1}", table.parameters)
        if len(rows) > most:
            raise SkillError("TOO_LARGE", f"{table.name} has more than {most} rows")
        return [dict(zip(table.types, row)) for row in rows]

    return using(context, [path], read)
