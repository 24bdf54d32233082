"""The rows to predict: from the call, from a file, or from the words of a request."""

from __future__ import annotations

import re
from pathlib import Path

from openclaw_skill import Context, SkillError

MOST_ROWS = 100_000


def given(inputs: dict, features: list[dict], context: Context) -> list[dict]:
    """The rows, from the first source that is there."""
    if inputs.get("rows"):
        rows = inputs["rows"]
    elif inputs.get("data"):
        rows = _from_file(Path(inputs["data"]), context)
    else:
        row = _from_words(inputs.get("request") or "", features)
        rows = [row] if row else []
    if not rows:
        names = ", ".join(f["name"] for f in features)
        raise SkillError("BAD_INPUT", f"there is nothing to predict; give rows or data with the features {names}")
    if len(rows) > MOST_ROWS:
        raise SkillError("BAD_INPUT", f"{len(rows)} rows are more than {MOST_ROWS}")
    return rows


def checked(rows: list[dict], features: list[dict], context: Context) -> tuple[list[dict], list[str]]:
    """The rows with values of the right type, and what is worth a warning about them."""
    t, warnings = context.text, []
    known = {f["name"]: f for f in features}
    unknown = sorted({key for row in rows for key in row if key not in known})
    if len(unknown) == len({key for row in rows for key in row}):
        raise SkillError("BAD_INPUT", f"no column is a feature of the model; the features are {', '.join(known)}")
    if unknown:
        warnings.append(t(zh=f"忽略的列:{', '.join(unknown)}", en=f"ignored columns: {', '.join(unknown)}"))
    clean: list[dict] = [{} for _ in rows]
    for name, feature in known.items():
        values = [_typed(row.get(name), feature, i) for i, row in enumerate(rows, 1)]
        for row, value in zip(clean, values):
            row[name] = value
        gaps = sum(v is None for v in values)
        if gaps:
            warnings.append(
                t(zh=f"{name} 在 {gaps} 行中缺失,已填补", en=f"{name} is missing in {gaps} row(s) and was imputed")
            )
        warnings.extend(_outside(feature, values, context))
    return clean, warnings


def _typed(value: object, feature: dict, line: int) -> object:
    if value is None or (isinstance(value, float) and value != value) or value == "":
        return None
    if feature["kind"] != "numeric":
        return value
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise SkillError("BAD_INPUT", f"row {line}: {feature['name']} is {value!r}, not a number") from None
    return number if number - number == 0 else None


def _outside(feature: dict, values: list, context: Context) -> list[str]:
    t, name = context.text, feature["name"]
    if "min" in feature:
        count = sum(v is not None and not feature["min"] <= v <= feature["max"] for v in values)
        seen = f"{feature['min']:g}–{feature['max']:g}"
    else:
        known = set(feature.get("values", []))
        count = sum(v is not None and _word(v) not in known for v in values)
        seen = ", ".join(sorted(known)[:8])
    if not count:
        return []
    return [
        t(
            zh=f"{name} 有 {count} 行超出训练范围({seen})",
            en=f"{name} is outside of what training saw ({seen}) in {count} row(s)",
        )
    ]


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _from_file(path: Path, context: Context) -> list[dict]:
    import training_table

    table = training_table.read(path, context)
    columns = {name: column.values for name, column in table.columns.items()}
    return [{name: values[i] for name, values in columns.items()} for i in range(table.rows)]


def _from_words(request: str, features: list[dict]) -> dict:
    """Pairs such as ``bill_length_mm=39.1`` or ``sex: male``."""
    row = {}
    for feature in features:
        found = re.search(rf"(?<![\w]){re.escape(feature['name'])}\s*[=:=:]\s*([^\s,,;;。]+)", request)
        if found:
            row[feature["name"]] = found[1]
    return row
