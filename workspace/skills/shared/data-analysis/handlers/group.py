"""Groups the rows of a table and measures each group."""

from __future__ import annotations

from pathlib import Path

import conditions
import results

from openclaw_skill import Context, SkillError
from openclaw_skill.tables import Database, Table, quoted, using

FUNCTIONS = {
    "count": "count({})",
    "count_distinct": "count(DISTINCT {})",
    "sum": "sum({})",
    "mean": "avg({})",
    "median": "median({})",
    "std": "stddev_samp({})",
    "min": "min({})",
    "max": "max({})",
}
OF_NUMBERS = ("sum", "mean", "median", "std")


def run(inputs: dict, context: Context) -> dict:
    path, file = Path(inputs["dataset"]), results.file_of(inputs, context)
    by, measures = inputs.get("by") or [], inputs.get("measures") or [{"function": "count"}]
    context.progress(context.text(zh=f"汇总 {path.name}", en=f"Grouping {path.name}"), 0.1)

    def work(database: Database) -> dict:
        table = database.tables[0]
        condition, values = conditions.where(database, table, inputs)
        columns = [table.column(name) for name in by] + [_measure(table, m) for m in measures]
        _distinct([*by, *(name_of(m) for m in measures)])
        grouped = f"SELECT {', '.join(columns)} FROM {table.sql}{condition}"
        if by:
            grouped += " GROUP BY " + ", ".join(table.column(name) for name in by)
        parameters = [*table.parameters, *values]
        types = database.types(grouped, parameters)
        order = results.order_by(types, inputs) or _by_groups(by)
        sql = f"SELECT * FROM ({grouped}){order}{results.limited(inputs)}"
        return results.write(database, sql, parameters, file)

    output = using(context, [path], work, writes=[file])
    names = context.text(zh="、", en=", ").join(by) or context.text(zh="整表", en="the whole table")
    output["summary"] = context.text(
        zh=f"{path.name} 按 {names} 汇总为 {output['rows']} 行。",
        en=f"{path.name} grouped by {names}: {output['rows']} rows.",
    )
    return output


def name_of(measure: dict) -> str:
    """The given name, else the function with its column, such as mean_body_mass_g."""
    if measure.get("name"):
        return measure["name"]
    return "_".join(part for part in (measure["function"], measure.get("column")) if part)


def expression(table: Table, measure: dict) -> str:
    """The measure in SQL."""
    function, column = measure["function"], measure.get("column")
    if column is None:
        if function != "count":
            raise SkillError("BAD_INPUT", f"{function} needs a column; only count does without")
        return "count(*)"
    checked = table.numeric(column) if function in OF_NUMBERS else table.column(column)
    return FUNCTIONS[function].format(checked)


def _measure(table: Table, measure: dict) -> str:
    return f"{expression(table, measure)} AS {quoted(name_of(measure))}"


def _distinct(names: list[str]) -> None:
    lower = [n.lower() for n in names]
    twice = sorted({n for n in names if lower.count(n.lower()) > 1})
    if twice:
        raise SkillError("BAD_INPUT", f"the result would have {', '.join(twice)} twice; give the measures names")


def _by_groups(by: list[str]) -> str:
    """The order of groups is not defined: the same call gives the same file."""
    return " ORDER BY " + ", ".join(f"{quoted(name)} NULLS LAST" for name in by) if by else ""
