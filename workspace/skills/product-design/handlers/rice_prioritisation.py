"""Ranks initiatives by RICE: reach x impact x confidence / effort."""

from __future__ import annotations

import math
from pathlib import Path

import rows_of

from openclaw_skill import Context, SkillError
from openclaw_skill.markdown import number, percent, table

FIELDS = ("reach", "impact", "confidence", "effort")
ALIASES = {
    "name": ("name", "initiative", "feature", "名称", "事项", "功能"),
    "reach": ("reach", "覆盖", "覆盖面", "触达"),
    "impact": ("impact", "影响", "影响力"),
    "confidence": ("confidence", "信心", "信心度", "置信度"),
    "effort": ("effort", "工作量", "投入"),
}
ERROR = 0.25
"""How wrong an estimate may be for a rank to be called stable."""


def run(inputs: dict, context: Context) -> dict:
    items = _from_file(Path(inputs["table"]), context) if inputs.get("table") else inputs.get("items")
    if not items:
        raise SkillError("BAD_INPUT", "give a table or items with name, reach, impact, confidence and effort")
    scored = sorted((_scored(item, i) for i, item in enumerate(items, 1)), key=lambda s: -s["score"])
    ranking = [_ranked(scored, i) for i in range(len(scored))]
    first = ranking[0]
    shaky = sum(not r["stable"] for r in ranking)
    output = {
        "ranking": ranking,
        "summary": context.text(
            zh=(
                f"{len(ranking)} 项中 {first['name']} 居首(RICE {number(first['score'])});若任一估计偏差"
                f" {percent(ERROR, 0)},有 {shaky} 项的名次会变。"
            ),
            en=(
                f"{first['name']} leads {len(ranking)} items (RICE {number(first['score'])}); were one estimate off by"
                f" {percent(ERROR, 0)}, the place of {shaky} could change."
            ),
        ),
    }
    document = _document(output, context)
    context.artifact("rice_prioritisation.md", "text/markdown").write_text(document, encoding="utf-8")
    return {**output, "document": {"artifact": "rice_prioritisation.md"}}


def _from_file(path: Path, context: Context) -> list[dict]:
    return rows_of.fields(path, rows_of.read(path, context), ALIASES, required=list(ALIASES))


def _scored(item: dict, line: int) -> dict:
    name = str(item.get("name") or "").strip()
    if not name:
        raise SkillError("BAD_INPUT", f"item {line} has no name")
    values = {field: _number(item.get(field), field, name) for field in FIELDS}
    if values["confidence"] > 1:
        values["confidence"] /= 100
    if values["confidence"] > 1 or min(values.values()) < 0 or values["effort"] == 0:
        raise SkillError("BAD_INPUT", f"{name}: confidence is at most 100%, effort above 0, nothing negative")
    score = values["reach"] * values["impact"] * values["confidence"] / values["effort"]
    return {"name": name, **values, "score": round(score, 4)}


def _number(value: object, field: str, name: str) -> float:
    try:
        number = float(str(value).strip().rstrip("%"))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise SkillError("BAD_INPUT", f"{name}: {field} is {value!r}, not a number")
    return number


def _ranked(scored: list[dict], index: int) -> dict:
    """A place is stable when an estimate that is off swaps it with neither neighbour.

    An effort that was overrated by a quarter raises the score by a third, which is the largest effect of all.
    """
    own = scored[index]["score"]
    above = scored[index - 1]["score"] if index else None
    below = scored[index + 1]["score"] if index + 1 < len(scored) else None
    stable = (above is None or own / (1 - ERROR) < above) and (below is None or own * (1 - ERROR) > below)
    margin = (own - below) / below if below else 0.0
    return {"rank": index + 1, **scored[index], "margin_to_next": round(margin, 4), "stable": stable}


def _document(output: dict, context: Context) -> str:
    t = context.text
    heads = t(
        zh="名次|事项|覆盖|影响|信心|工作量|RICE|名次稳定", en="rank|item|reach|impact|confidence|effort|RICE|stable"
    ).split("|")
    rows = [
        [
            r["rank"],
            r["name"],
            number(r["reach"]),
            number(r["impact"]),
            percent(r["confidence"], 0),
            number(r["effort"]),
            number(r["score"]),
            t(zh="是" if r["stable"] else "否", en="yes" if r["stable"] else "no"),
        ]
        for r in output["ranking"]
    ]
    note = t(
        zh=(
            f"RICE = 覆盖 × 影响 × 信心 ÷ 工作量。“名次稳定”指任一估计偏差 {percent(ERROR, 0)} 也不会与相邻事项换位。"
            "估计值由团队给出,此处只做计算。\n"
        ),
        en=(
            f"RICE = reach × impact × confidence ÷ effort. Stable: an error of {percent(ERROR, 0)} in one estimate does"
            " not swap it with a neighbour. The estimates are the team's; only the arithmetic is done here.\n"
        ),
    )
    return "\n".join(
        [
            t(zh="# RICE 优先级\n", en="# RICE prioritisation\n"),
            output["summary"] + "\n",
            table(heads, rows, "rlrrrrrl"),
            note,
        ]
    )
