"""Reads what users or the market said: counts it and quotes it, and adds nothing."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from openclaw_skill import SkillError

MOST_BYTES = 8 << 20
MOST_QUOTES = 10
_TEXT_COLUMNS = (
    "feedback",
    "comment",
    "text",
    "review",
    "message",
    "finding",
    "quote",
    "反馈",
    "评论",
    "意见",
    "内容",
    "结论",
)
_RATING_COLUMNS = ("rating", "score", "stars", "评分", "星级", "打分")


def evidence_of(source: str, path: Path) -> dict:
    """One file as evidence. source is user_feedback or market_research."""
    if path.stat().st_size > MOST_BYTES:
        raise SkillError("BAD_INPUT", f"{path.name} is larger than {MOST_BYTES >> 20} MiB")
    try:
        text = path.read_text(encoding="utf-8-sig")
        entries, ratings = _read(path, text)
    except UnicodeDecodeError as e:
        raise SkillError("BAD_INPUT", f"{path.name} is not UTF-8 text") from e
    except (csv.Error, ValueError) as e:
        raise SkillError("BAD_INPUT", f"{path.name} cannot be read: {e}") from e
    evidence = {
        "source": source,
        "file": path.name,
        "entries": len(entries),
        "quotes": [_short(e) for e in entries[:MOST_QUOTES]],
    }
    if ratings:
        evidence["average_rating"] = round(sum(ratings) / len(ratings), 2)
    return evidence


def _read(path: Path, text: str) -> tuple[list[str], list[float]]:
    suffix = path.suffix.lower()
    if suffix in (".csv", ".tsv"):
        return _from_rows(list(csv.DictReader(text.splitlines(), delimiter="\t" if suffix == ".tsv" else ",")))
    if suffix == ".jsonl":
        return _from_rows([json.loads(line) for line in text.splitlines() if line.strip()])
    if suffix == ".json":
        data = json.loads(text)
        return _from_rows(data if isinstance(data, list) else [data])
    return _paragraphs(text), []


def _from_rows(rows: list) -> tuple[list[str], list[float]]:
    if not rows:
        return [], []
    if not all(isinstance(row, dict) for row in rows):
        return [str(row).strip() for row in rows if str(row).strip()], []
    names = list(rows[0])
    column = _named(names, _TEXT_COLUMNS) or _longest(names, rows)
    rating = _named(names, _RATING_COLUMNS)
    entries = [str(row.get(column) or "").strip() for row in rows]
    return [e for e in entries if e], [v for row in rows if rating and (v := _number(row.get(rating))) is not None]


def _named(names: list[str], known: tuple[str, ...]) -> str | None:
    return next((n for n in names if n and any(k in n.lower() for k in known)), None)


def _longest(names: list[str], rows: list[dict]) -> str:
    return max(names, key=lambda n: sum(len(str(row.get(n) or "")) for row in rows))


def _paragraphs(text: str) -> list[str]:
    """Bullets and paragraphs; headings are not entries."""
    entries: list[str] = []
    for block in text.split("\n\n"):
        lines = [line.strip() for line in block.splitlines() if line.strip() and not line.lstrip().startswith("#")]
        items = [line.lstrip("-*• ") for line in lines if line.startswith(("-", "*", "•"))]
        entries.extend(items or ([" ".join(lines)] if lines else []))
    return entries


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def _short(entry: str) -> str:
    return entry if len(entry) <= 300 else entry[:299] + "…"
