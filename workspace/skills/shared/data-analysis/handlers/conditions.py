"""Conditions on rows, as data: columns are quoted, values are bound, and nothing that a caller writes becomes SQL."""

from __future__ import annotations

from openclaw_skill import SkillError
from openclaw_skill.tables import Database, Table, is_numeric, is_temporal

COMPARISONS = {"=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
TEXTS = {"contains": "contains", "starts_with": "starts_with", "ends_with": "ends_with", "matches": "regexp_matches"}
LISTS = {"in": "IN", "not_in": "NOT IN"}
GAPS = {"is_missing": "IS NULL", "is_present": "IS NOT NULL"}
BETWEEN = "between"
OPERATORS = (*COMPARISONS, *LISTS, BETWEEN, *TEXTS, *GAPS)


def where(database: Database, table: Table, inputs: dict) -> tuple[str, list]:
    """A WHERE clause with its parameters; empty where there is no condition."""
    parts = [_condition(database, table, c) for c in inputs.get("where") or []]
    if not parts:
        return "", []
    joint = " OR " if inputs.get("match") == "any" else " AND "
    return " WHERE " + joint.join(f"({sql})" for sql, _ in parts), [p for _, values in parts for p in values]


def _condition(database: Database, table: Table, condition: dict) -> tuple[str, list]:
    name, operator = condition["column"], condition["operator"]
    column, kind = table.column(name), table.types[name]
    if operator in GAPS:
        return f"{column} {GAPS[operator]}", []
    if operator in TEXTS:
        return _text(database, column, condition)
    if operator in LISTS:
        values = [_bound(database, name, kind, v) for v in _values(condition, fewest=1)]
        return f"{column} {LISTS[operator]} ({', '.join('?' for _ in values)})", values
    if operator == BETWEEN:
        low, high = (_bound(database, name, kind, v) for v in _values(condition, fewest=2, most=2))
        return f"{column} BETWEEN ? AND ?", [low, high]
    if operator not in COMPARISONS:
        raise SkillError("BAD_INPUT", f"{operator} is no operator; there are {', '.join(OPERATORS)}")
    return f"{column} {COMPARISONS[operator]} ?", [_bound(database, name, kind, _value(condition))]


def _text(database: Database, column: str, condition: dict) -> tuple[str, list]:
    function, wanted = TEXTS[condition["operator"]], str(_value(condition))
    text = f"CAST({column} AS VARCHAR)"
    if function == "regexp_matches":
        options = "i" if condition.get("ignore_case") else "c"
        try:
            database.rows(f"SELECT regexp_matches('', ?, '{options}')", [wanted])
        except Exception:
            raise SkillError("BAD_INPUT", f"{wanted!r} is no RE2 pattern") from None
        return f"regexp_matches({text}, ?, '{options}')", [wanted]
    if condition.get("ignore_case"):
        return f"{function}(lower({text}), lower(?))", [wanted]
    return f"{function}({text}, ?)", [wanted]


def _value(condition: dict) -> object:
    value = condition.get("value")
    if value is None:
        raise SkillError(
            "BAD_INPUT", f"the condition on {condition['column']} lacks its value; for gaps there is is_missing"
        )
    return value


def _values(condition: dict, fewest: int, most: int = 10_000) -> list:
    values = condition.get("values") or []
    if not fewest <= len(values) <= most:
        needed = str(fewest) if most == fewest else f"{fewest} to {most}"
        raise SkillError(
            "BAD_INPUT", f"{condition['operator']} on {condition['column']} needs {needed} values, not {len(values)}"
        )
    return values


def _bound(database: Database, name: str, kind: str, value: object) -> object:
    """The value as the column's type has it, or an error: a comparison must not depend on how text is ordered."""
    if is_numeric(kind):
        return _number(name, kind, value)
    if kind == "BOOLEAN":
        if str(value).lower() not in ("true", "false"):
            raise _misfit(name, kind, value, "true or false")
        return str(value).lower() == "true"
    if is_temporal(kind):
        found = database.first(f"SELECT TRY_CAST(? AS {kind})", [str(value)])[0]
        if found is None:
            raise _misfit(name, kind, value, "a value such as 2026-01-31")
        return found
    if kind.startswith(("VARCHAR", "ENUM", "UUID", "JSON")):
        return str(value)
    raise SkillError("BAD_INPUT", f"{name} is {kind}; it can only be looked at with {', '.join((*TEXTS, *GAPS))}")


def _number(name: str, kind: str, value: object) -> int | float:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    try:
        return float(str(value))
    except ValueError:
        raise _misfit(name, kind, value, "a number") from None


def _misfit(name: str, kind: str, value: object, wanted: str) -> SkillError:
    return SkillError("BAD_INPUT", f"{name} is {kind} and cannot be compared with {value!r}; give {wanted}")
