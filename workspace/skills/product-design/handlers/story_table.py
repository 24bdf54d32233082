"""User stories out of a table that a team filled in."""

from __future__ import annotations

from pathlib import Path

import rows_of

from openclaw_skill import Context, SkillError

ALIASES = {
    "activity": ("activity", "epic", "backbone", "活动", "主线"),
    "story": ("story", "user story", "用户故事", "故事"),
    "role": ("role", "user", "persona", "角色", "用户"),
    "priority": ("priority", "优先级"),
    "release": ("release", "version", "发布", "版本"),
    "requirement": ("requirement", "id", "编号", "需求"),
    "acceptance": ("acceptance", "acceptance criteria", "验收标准"),
}
PRIORITIES = {"must": 1, "should": 2, "could": 3, "必须": 1, "应该": 2, "可以": 3}
MOST_RELEASES = 100


def read(path: Path, context: Context) -> list[dict]:
    return rows_of.fields(path, rows_of.read(path, context), ALIASES, required=["activity", "story"])


def stories(items: list[dict], context: Context) -> list[dict]:
    """What the map is made of; what is missing in one is said with its number."""
    if not items:
        raise SkillError("BAD_INPUT", "there is no story to map: the table has no row")
    return [_story(item, i, context) for i, item in enumerate(items, 1)]


def _story(item: dict, number: int, context: Context) -> dict:
    activity, story = (_text(item.get(field)) for field in ("activity", "story"))
    if not activity or not story:
        raise SkillError("BAD_INPUT", f"story {number} has no {'text' if activity else 'activity'}")
    acceptance = item.get("acceptance") or []
    if not isinstance(acceptance, list):
        acceptance = [part.strip() for part in str(acceptance).replace("；", ";").split(";") if part.strip()]
    return {
        "activity": activity,
        "requirement": _text(item.get("requirement")) or f"US-{number}",
        "role": _text(item.get("role")) or context.text(zh="使用者", en="user"),
        "story": story,
        "release": _release(item, number),
        "acceptance": acceptance,
    }


def _release(item: dict, number: int) -> int:
    release, priority = _text(item.get("release")), _text(item.get("priority")).lower()
    if release:
        try:
            value = float(release)
        except ValueError:
            value = 0.0
        if not value.is_integer() or not 1 <= value <= MOST_RELEASES:
            raise SkillError(
                "BAD_INPUT", f"story {number}: release is {release!r}, not a whole number from 1 to {MOST_RELEASES}"
            )
        return int(value)
    if priority in PRIORITIES:
        return PRIORITIES[priority]
    raise SkillError(
        "BAD_INPUT", f"story {number}: give it a release (1, 2, …) or a priority (must, should, could), not {priority!r}"
    )


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
