"""Keeps the rows of a table that meet conditions."""

from __future__ import annotations

from pathlib import Path

import conditions
import results

from openclaw_skill import Context
from openclaw_skill.tables import Database, using


def run(inputs: dict, context: Context) -> dict:
    path, file = Path(inputs["dataset"]), results.file_of(inputs, context)
    context.progress(context.text(zh=f"筛选 {path.name}", en=f"Filtering {path.name}"), 0.1)

    def work(database: Database) -> dict:
        table = database.tables[0]
        condition, values = conditions.where(database, table, inputs)
        order = results.order_by(table.types, inputs)
        columns = results.selected(table, inputs.get("columns"))
        sql = f"SELECT {columns} FROM {table.sql}{condition}{order}{results.limited(inputs)}"
        return results.write(database, sql, [*table.parameters, *values], file)

    output = using(context, [path], work, writes=[file])
    found = output["rows"]
    output["summary"] = context.text(
        zh=f"{path.name}:{found} 行符合条件,共 {len(output['columns'])} 列。",
        en=f"{path.name}: {found} rows meet the conditions, with {len(output['columns'])} columns.",
    )
    return output
