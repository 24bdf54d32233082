"""Correlations between the columns of numbers: Pearson's, or Spearman's by ranks."""

from __future__ import annotations

import csv
import math
from itertools import combinations
from pathlib import Path

import conditions
import heatmap

from openclaw_skill import Context, SkillError
from openclaw_skill.tables import Database, Table, is_numeric, using

MOST = {"pearson": 30, "spearman": 12}
"""Columns between which correlations are computed: the number of pairs grows with the square, and ranks need a sort."""

FEWEST_ROWS = 3


def run(inputs: dict, context: Context) -> dict:
    path, method = Path(inputs["dataset"]), inputs.get("method", "pearson")
    context.progress(context.text(zh=f"计算相关系数:{path.name}", en=f"Correlating {path.name}"), 0.1)

    def work(database: Database) -> tuple[list[str], list[dict]]:
        table = database.tables[0]
        names = _chosen(table, inputs.get("columns"), MOST[method])
        condition, values = conditions.where(database, table, inputs)
        rows = f"(SELECT {', '.join(table.column(n) for n in names)} FROM {table.sql}{condition})"
        measure = _pearson if method == "pearson" else _spearman
        return names, measure(database, table, names, rows, [*table.parameters, *values])

    names, pairs = using(context, [path], work)
    pairs.sort(key=lambda p: -abs(p["coefficient"]))
    file = context.artifact("correlation.csv", "text/csv")
    _write(file, pairs)
    picture = heatmap.draw(names, pairs, path.stem, method, context)
    context.artifact("correlation.svg", "image/svg+xml").write_text(picture, encoding="utf-8")
    return {
        "method": method,
        "columns": names,
        "pairs": pairs,
        "summary": _summary(path.name, pairs, context),
        "file": {"artifact": file.name},
        "chart": {"artifact": "correlation.svg"},
    }


def _chosen(table: Table, given: list[str] | None, most: int) -> list[str]:
    if given:
        for name in given:
            table.numeric(name)
        names = list(dict.fromkeys(given))
    else:
        names = [n for n, kind in table.types.items() if is_numeric(kind)]
    if len(names) < 2:
        raise SkillError("BAD_INPUT", f"a correlation needs two columns of numbers; {table.name} has {len(names)}")
    if len(names) > most:
        raise SkillError("TOO_MANY", f"{len(names)} columns of numbers; name at most {most} of them in columns")
    return names


def _pearson(database: Database, table: Table, names: list[str], rows: str, parameters: list) -> list[dict]:
    """All pairs in one pass."""
    pairs = list(combinations(names, 2))
    # Infinities and NaN are legal in a table and have no place in a mean.
    finite = ", ".join(
        f"CASE WHEN isfinite({c}::DOUBLE) THEN {c}::DOUBLE END AS c{i}" for i, c in enumerate(map(table.column, names))
    )
    place = {name: f"c{i}" for i, name in enumerate(names)}
    sums = ", ".join(
        f"corr({place[a]}, {place[b]}), count(*) FILTER ({place[a]} IS NOT NULL AND {place[b]} IS NOT NULL)"
        for a, b in pairs
    )
    flat = database.first(f"SELECT {sums} FROM (SELECT {finite} FROM {rows})", parameters)
    return [p for pair, r, n in zip(pairs, flat[::2], flat[1::2]) if (p := _pair(pair, r, n))]


def _spearman(database: Database, table: Table, names: list[str], rows: str, parameters: list) -> list[dict]:
    """Pearson's correlation of the ranks of the rows in which both have a value; equal values share their mean rank."""
    found = []
    for pair in combinations(names, 2):
        a, b = (f"{table.column(n)}::DOUBLE" for n in pair)
        sql = f"""WITH complete AS (SELECT {a} AS x, {b} AS y FROM {rows} WHERE isfinite({a}) AND isfinite({b})),
                       ranked AS (SELECT rank() OVER (ORDER BY x) + (count(*) OVER (PARTITION BY x) - 1) / 2.0 AS p,
                                         rank() OVER (ORDER BY y) + (count(*) OVER (PARTITION BY y) - 1) / 2.0 AS q
                                  FROM complete)
                  SELECT corr(p, q), count(*) FROM ranked"""
        found.append(_pair(pair, *database.first(sql, parameters)))
    return [p for p in found if p]


def _pair(names: tuple[str, str], coefficient: float | None, rows: int) -> dict | None:
    if coefficient is None or not math.isfinite(coefficient) or rows < FEWEST_ROWS:
        return None
    bounded = max(-1.0, min(1.0, coefficient))
    return {"a": names[0], "b": names[1], "coefficient": float(f"{bounded:.6g}"), "rows": rows}


def _write(file: Path, pairs: list[dict]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, ["a", "b", "coefficient", "rows"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(pairs)


def _summary(name: str, pairs: list[dict], context: Context) -> str:
    if not pairs:
        return context.text(
            zh=f"{name}:没有可计算的相关系数。", en=f"{name}: no correlation can be computed, for lack of variation."
        )
    top = pairs[0]
    return context.text(
        zh=f"{name}:最强的相关是 {top['a']} 与 {top['b']}({top['coefficient']:.3f},{top['rows']} 行)。相关不等于因果。",
        en=(
            f"{name}: the strongest correlation is between {top['a']} and {top['b']} ({top['coefficient']:.3f},"
            f" {top['rows']} rows). It says nothing about causes."
        ),
    )
