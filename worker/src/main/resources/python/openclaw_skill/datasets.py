"""What skills agree upon about tables: formats, missing values, titles, and what a column is good for."""

from __future__ import annotations

import json
import re
from pathlib import Path

from openclaw_skill.errors import SkillError

FORMATS = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
"""Format by file ending."""

MISSING = ("", "NA", "N/A", "NaN", "nan", "NULL", "null")
"""Cells of a text format that stand for no value."""

MOST_CATEGORIES = 50
"""A text column with more distinct values than this is free text, unless they still repeat a lot."""

MOST_CODES = 20
"""A column of whole numbers with at most so many distinct values may stand for classes: they are counted too."""

NUMERIC_TYPES = re.compile(r"^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL.*|FLOAT|DOUBLE|REAL)$")
_TIME_NAME = re.compile(r"(?i)(^|[_\s])(year|month|day|date|time|timestamp)($|[_\s])|年份|日期|时间")
_ID_NAME = re.compile(r"(?i)(^|[_\s])(id|index|key|uuid|no|nr|number|row)($|[_\s])|rowid|编号|序号")

EXCLUSIONS = {
    "identifier": ("标识列,每行取值不同,对新数据没有意义", "identifies a row, so it says nothing about new ones"),
    "time": (
        "时间列,上线后会出现训练时没有的取值",
        "a time: in service it takes values that training has never seen",
    ),
    "free_text": ("自由文本,取值几乎不重复", "free text that hardly repeats"),
    "constant": ("只有一个取值", "has one value only"),
    "empty": ("没有任何取值", "has no value at all"),
}
"""Why a column of a role is no feature: in Chinese, in English."""


class Field:
    """What datapackage.json says of a column."""

    def __init__(self, values: dict):
        self.type: str = values.get("type", "any")
        self.unit: str | None = values.get("unit")
        self.titles: dict[str, str] = _languages(values, "title")


class Package:
    """What datapackage.json says of one data file."""

    def __init__(self, resource: dict):
        self.titles = _languages(resource, "title")
        licences = resource.get("licenses") or []
        self.licence: str | None = licences[0].get("name") if licences else None
        fields = (resource.get("schema") or {}).get("fields") or []
        self.fields = {f["name"]: Field(f) for f in fields if "name" in f}

    @staticmethod
    def of(path: Path) -> Package | None:
        """The description of a file by the datapackage.json beside it; None where there is none."""
        try:
            text = (path.parent / "datapackage.json").read_text(encoding="utf-8")
        except OSError:
            # Absent, or not granted to this call: the file can be read without it.
            return None
        try:
            resources = json.loads(text).get("resources") or []
            return next((Package(r) for r in resources if r.get("path") == path.name), None)
        except (ValueError, AttributeError, TypeError) as e:
            raise SkillError("BAD_INPUT", f"datapackage.json beside {path.name} is not valid: {e}") from e


def file_format(path: Path) -> str:
    """The table format of a file, by its ending."""
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        known = ", ".join(FORMATS)
        raise SkillError(
            "BAD_INPUT", f"{path.name} is no table that can be read; the endings known are {known}"
        ) from None


def shown(column: dict, language: str) -> str:
    """A profiled column's title in the language with its name, or its name alone where the title says no more."""
    title = column.get("titles", {}).get(language)
    if not title or title.lower().replace(" ", "_") == column["name"].lower():
        return column["name"]
    return f"{title}({column['name']})" if language == "zh" else f"{title} ({column['name']})"


def model_name(dataset: str, target: str) -> str:
    """The name of a model that predicts a column of a data set: lower case, digits and hyphens."""
    import hashlib

    plain = re.sub(r"[^a-z0-9]+", "-", f"{dataset}-{target}".lower()).strip("-")
    if f"{dataset}{target}".isascii() and plain:
        return plain[:63].rstrip("-")
    # Names in another script leave nothing to spell out; the hash keeps them apart.
    digest = hashlib.sha256(f"{dataset}/{target}".encode()).hexdigest()[:8]
    return f"{plain[:48].rstrip('-') or 'model'}-{digest}"


def sha256_of(path: Path) -> str:
    """The hash of a file's content, in lower-case hexadecimal."""
    import hashlib

    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def kind_of(sql_type: str, present: int, distinct: int) -> str:
    """numeric, categorical, boolean, temporal or text."""
    if sql_type == "BOOLEAN":
        return "boolean"
    if NUMERIC_TYPES.match(sql_type):
        return "numeric"
    if sql_type.startswith(("DATE", "TIME", "INTERVAL")):
        return "temporal"
    repeats = distinct <= MOST_CATEGORIES or distinct <= 0.05 * present
    return "categorical" if repeats and sql_type.startswith(("VARCHAR", "ENUM")) else "text"


def role_of(
    name: str, kind: str, field: Field | None, rows: int, present: int, distinct: int, consecutive: bool
) -> str:
    """What a column can be used for; consecutive: its whole numbers run without a gap."""
    if present == 0:
        return "empty"
    if distinct == 1 and rows > 1:
        return "constant"
    if kind == "temporal" or (field and field.type in ("year", "yearmonth", "date", "time", "datetime")):
        return "time"
    if kind == "numeric" and _TIME_NAME.search(name):
        return "time"
    if distinct == rows and rows >= 20:
        named = bool(_ID_NAME.search(name))
        if kind in ("text", "categorical") or (kind == "numeric" and (named or consecutive)):
            return "identifier"
    return "free_text" if kind == "text" else "feature"


def _languages(values: dict, key: str) -> dict[str, str]:
    """``title`` is in English, ``title@zh`` in Chinese, as the standard's language pattern has it."""
    found = {"en": values.get(key), "zh": values.get(f"{key}@zh")}
    return {language: text for language, text in found.items() if text}
