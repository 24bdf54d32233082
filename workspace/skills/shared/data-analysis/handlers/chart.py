"""Draws a table: bars, lines, points, or the distribution of a column."""

from __future__ import annotations

import csv
from pathlib import Path

import conditions
import group
import picture
import plot
import results

from openclaw_skill import Context, SkillError
from openclaw_skill.tables import Database, Table, is_numeric, is_temporal, using

MOST_BARS, MOST_LINE_POINTS, MOST_POINTS, MOST_SERIES, BINS = 30, 2000, 2000, 8, 20


class Points:
    """What is drawn: (x, y, series) each, and what of the table was left out."""

    def __init__(self, rows: list[tuple], left_out: int, y_title: str):
        self.rows = rows
        self.left_out = left_out
        self.y_title = y_title


def run(inputs: dict, context: Context) -> dict:
    path, kind = Path(inputs["dataset"]), inputs["kind"]
    context.progress(context.text(zh=f"计算图表数据:{path.name}", en=f"Computing what to draw of {path.name}"), 0.1)

    def work(database: Database) -> Points:
        table = database.tables[0]
        condition, values = conditions.where(database, table, inputs)
        return KINDS[kind](database, table, inputs, condition, [*table.parameters, *values])

    points = using(context, [path], work)
    if not points.rows:
        raise SkillError("BAD_INPUT", f"there is nothing to draw: no row of {path.name} has the values that are needed")
    title = inputs.get("title") or f"{path.stem}: {points.y_title} / {inputs['x']}"
    drawn = plot.draw(kind, points.rows, title, inputs["x"], points.y_title)
    chart = picture.write(context, "chart", drawn, inputs.get("format", "svg"))
    file = context.artifact("chart.csv", "text/csv")
    shown = [{"x": results.cell(x), "y": results.cell(y), "series": results.cell(s)} for x, y, s in points.rows]
    _write(file, shown)
    count = len(points.rows)
    return {
        "kind": kind,
        "points": count,
        "left_out": points.left_out,
        "preview": [{k: v for k, v in p.items() if v is not None} for p in shown[: results.PREVIEW_ROWS]],
        "chart": {"artifact": chart},
        "file": {"artifact": file.name},
        "summary": context.text(
            zh=f"{title}:画出 {count} 个值" + (f",{points.left_out} 个未画出。" if points.left_out else "。"),
            en=f"{title}: {count} values drawn" + (f", {points.left_out} left out." if points.left_out else "."),
        ),
    }


def _bars(database: Database, table: Table, inputs: dict, condition: str, parameters: list) -> Points:
    """A bar for each value of x, the largest ones; numbers and times keep their own order."""
    x, (measure, title) = table.column(inputs["x"]), _measure(table, inputs)
    sql = f"SELECT {x} AS x, {measure} AS y FROM {table.sql}{_and(condition, x)} GROUP BY x"
    total = database.first(f"SELECT count(*) FROM ({sql})", parameters)[0]
    rows = database.rows(f"SELECT x, y, NULL FROM ({sql}) ORDER BY y DESC NULLS LAST, x LIMIT {MOST_BARS}", parameters)
    if _ordered(table, inputs["x"]):
        rows.sort(key=lambda r: r[0])
    return Points([r for r in rows if r[1] is not None], total - len(rows), title)


def _lines(database: Database, table: Table, inputs: dict, condition: str, parameters: list) -> Points:
    x, (measure, title) = table.column(inputs["x"]), _measure(table, inputs)
    series = _series(database, table, inputs, condition, parameters)
    sql = f"""SELECT {x} AS x, {measure} AS y, {series.column} AS s FROM {table.sql}
              {_and(condition, x)}{series.condition} GROUP BY ALL"""
    parameters = [*parameters, *series.values]
    total = database.first(f"SELECT count(*) FROM ({sql})", parameters)[0]
    if total > MOST_LINE_POINTS:
        raise SkillError(
            "TOO_MANY",
            f"{inputs['x']} has {total} values to draw and a line takes {MOST_LINE_POINTS}; narrow it down by where",
        )
    rows = database.rows(f"SELECT x, y, s FROM ({sql}) WHERE y IS NOT NULL ORDER BY s, x", parameters)
    return Points(rows, series.left_out, title)


def _scatter(database: Database, table: Table, inputs: dict, condition: str, parameters: list) -> Points:
    """At most 2,000 points, and the same ones in each call."""
    if not inputs.get("y"):
        raise SkillError("BAD_INPUT", "a scatter chart needs y")
    x, y = (f"{table.numeric(inputs[k])}::DOUBLE" for k in ("x", "y"))
    series = _series(database, table, inputs, condition, parameters)
    sql = f"""SELECT {x} AS x, {y} AS y, {series.column} AS s FROM {table.sql}
              {_and(condition, x)}{series.condition} AND isfinite({x}) AND isfinite({y})"""
    parameters = [*parameters, *series.values]
    total = database.first(f"SELECT count(*) FROM ({sql})", parameters)[0]
    # Chosen by the values themselves: a sample that depends on the threads would differ from call to call.
    rows = database.rows(f"SELECT x, y, s FROM ({sql}) ORDER BY hash(x, y, s), x, y LIMIT {MOST_POINTS}", parameters)
    return Points(sorted(rows, key=lambda r: (str(r[2]), r[0], r[1])), total - len(rows), inputs["y"])


def _histogram(database: Database, table: Table, inputs: dict, condition: str, parameters: list) -> Points:
    """Bins of one width: x is the lower edge, y the count."""
    x, bins = f"{table.numeric(inputs['x'])}::DOUBLE", inputs.get("bins", BINS)
    rows = f"(SELECT {x} AS v FROM {table.sql}{_and(condition, x)} AND isfinite({x}))"
    low, high, distinct = database.first(f"SELECT min(v), max(v), approx_count_distinct(v) FROM {rows}", parameters)
    if low is None:
        return Points([], 0, "")
    width = (high - low) / bins
    if width <= 0:
        return Points([(low, database.first(f"SELECT count(*) FROM {rows}", parameters)[0], None)], 0, "count")
    place = f"greatest(0, least({bins - 1}, floor((v - {low!r}) / {width!r})))::INTEGER"
    counts = dict(database.rows(f"SELECT {place} AS bin, count(*) FROM {rows} GROUP BY bin", parameters))
    return Points([(low + i * width, counts.get(i, 0), None) for i in range(bins)], 0, "count")


KINDS = {"bar": _bars, "line": _lines, "scatter": _scatter, "histogram": _histogram}


class _Series:
    """The column that tells series apart, cut to the most frequent ones."""

    def __init__(self, column: str, condition: str, values: list, left_out: int):
        self.column = column
        self.condition = condition
        self.values = values
        self.left_out = left_out


def _series(database: Database, table: Table, inputs: dict, condition: str, parameters: list) -> _Series:
    if not inputs.get("by"):
        return _Series("NULL", "", [], 0)
    column = f"CAST({table.column(inputs['by'])} AS VARCHAR)"
    sql = f"SELECT {column} AS s, count(*) AS n FROM {table.sql}{_and(condition, column)} GROUP BY s ORDER BY n DESC, s"
    found = database.rows(f"{sql} LIMIT {MOST_SERIES}", parameters)
    total = database.first(f"SELECT count(DISTINCT {column}) FROM {table.sql}{_and(condition, column)}", parameters)[0]
    names = [name for name, _ in found]
    marks = ", ".join("?" for _ in names) or "NULL"
    return _Series(column, f" AND {column} IN ({marks})", names, total - len(names))


def _measure(table: Table, inputs: dict) -> tuple[str, str]:
    """The y of bars and lines in SQL, and what to call it."""
    function = inputs.get("function") or ("mean" if inputs.get("y") else "count")
    measure = {"function": function, "column": inputs.get("y")}
    name = function if not inputs.get("y") else f"{function}({inputs['y']})"
    return f"({group.expression(table, measure)})::DOUBLE", name


def _and(condition: str, column: str) -> str:
    present = f"{column} IS NOT NULL"
    return f" WHERE ({condition.removeprefix(' WHERE ')}) AND {present}" if condition else f" WHERE {present}"


def _ordered(table: Table, name: str) -> bool:
    return is_numeric(table.types[name]) or is_temporal(table.types[name])


def _write(file: Path, points: list[dict]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, ["x", "y", "series"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(points)
