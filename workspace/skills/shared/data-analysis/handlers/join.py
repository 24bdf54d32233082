"""Joins two tables by columns that are equal."""

from __future__ import annotations

from pathlib import Path

import results

from openclaw_skill import Context, SkillError
from openclaw_skill.tables import Database, Table, is_numeric, quoted, using

KINDS = {"inner": "JOIN", "left": "LEFT JOIN", "right": "RIGHT JOIN", "full": "FULL JOIN", "semi": "SEMI JOIN"}
KINDS["anti"] = "ANTI JOIN"
MOST_ROWS = 100_000_000
SUFFIX = "_right"
N = '" rows of a key"'


def run(inputs: dict, context: Context) -> dict:
    paths, file = [Path(inputs["left"]), Path(inputs["right"])], results.file_of(inputs, context)
    kind, names = inputs.get("kind", "inner"), " + ".join(p.name for p in paths)
    context.progress(context.text(zh=f"连接 {names}", en=f"Joining {names}"), 0.1)

    def work(database: Database) -> dict:
        left, right = database.tables
        keys = _keys(left, right, inputs["on"])
        facts = _matches(database, keys, kind)
        sql = f"SELECT {_columns(left, right, inputs['on'], kind)} FROM {left.sql} l {KINDS[kind]} {right.sql} r"
        sql += " ON " + " AND ".join(f"l.{a} = r.{b}" for a, b in keys) + results.limited(inputs)
        parameters = [*left.parameters, *right.parameters]
        return {**results.write(database, sql, parameters, file), **facts}

    output = using(context, paths, work, writes=[file])
    output["summary"] = context.text(
        zh=(
            f"{names}({kind}):{output['rows']} 行;左表 {output['left_unmatched']} 行、右表"
            f" {output['right_unmatched']} 行没有对应。"
        ),
        en=(
            f"{names} ({kind}): {output['rows']} rows; {output['left_unmatched']} rows on the left and"
            f" {output['right_unmatched']} on the right have no partner."
        ),
    )
    return output


def _keys(left: Table, right: Table, pairs: list[dict]) -> list[tuple[str, str]]:
    keys = []
    for pair in pairs:
        a, b = pair["left"], pair.get("right", pair["left"])
        key = (left.column(a), right.column(b))
        if is_numeric(left.types[a]) != is_numeric(right.types[b]):
            raise SkillError(
                "BAD_INPUT",
                f"{a} of {left.name} is {left.types[a]} and {b} of {right.name} is {right.types[b]}: they never match",
            )
        keys.append(key)
    return keys


def _matches(database: Database, keys: list[tuple[str, str]], kind: str) -> dict:
    """Rows without a partner on each side; refuses a join that multiplies beyond all bounds before it is made."""
    left, right = database.tables
    a, b = (", ".join(side) for side in zip(*keys))
    equal = " AND ".join(f"x.{p} = y.{q}" for p, q in keys)
    sql = f"""WITH x AS (SELECT {a}, count(*) AS {N} FROM {left.sql} GROUP BY ALL),
                   y AS (SELECT {b}, count(*) AS {N} FROM {right.sql} GROUP BY ALL)
              SELECT coalesce(sum(x.{N}::HUGEINT * y.{N}::HUGEINT), 0), coalesce(sum(x.{N}) FILTER (y.{N} IS NULL), 0),
                     coalesce(sum(y.{N}) FILTER (x.{N} IS NULL), 0) FROM x FULL JOIN y ON {equal}"""
    pairs, left_only, right_only = map(int, database.first(sql, [*left.parameters, *right.parameters]))
    if pairs > MOST_ROWS and kind not in ("semi", "anti"):
        raise SkillError(
            "TOO_LARGE", f"the join would have {pairs} rows; at most {MOST_ROWS} are written: join by more columns"
        )
    return {"left_unmatched": left_only, "right_unmatched": right_only}


def _columns(left: Table, right: Table, pairs: list[dict], kind: str) -> str:
    """All of the left and, of the right, all but the keys; a name that both have gets a suffix."""
    if kind in ("semi", "anti"):
        return "l.*"
    partner = {p["left"]: p.get("right", p["left"]) for p in pairs}
    found = [
        f"coalesce(l.{quoted(n)}, r.{quoted(partner[n])}) AS {quoted(n)}" if n in partner else f"l.{quoted(n)}"
        for n in left.types
    ]
    taken = {n.lower() for n in left.types}
    for name in right.types:
        if name in partner.values():
            continue
        shown = name
        while shown.lower() in taken:
            shown += SUFFIX
        taken.add(shown.lower())
        found.append(f"r.{quoted(name)} AS {quoted(shown)}")
    return ", ".join(found)
