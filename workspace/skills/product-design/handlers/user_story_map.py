"""Lays the requirements of a specification out by user and by release."""

from __future__ import annotations

from openclaw_skill import Context, SkillError
from openclaw_skill.markdown import table

RELEASES = {"must": 1, "should": 2, "could": 3}


def run(inputs: dict, context: Context) -> dict:
    spec = inputs["product_spec"]
    requirements = spec["functional_requirements"]
    if not requirements:
        raise SkillError("BAD_INPUT", "the specification has no functional requirement to map")
    needs = {user["role"]: user["need"] for user in spec["users"]}
    activities: dict[str, list[dict]] = {}
    for requirement in requirements:
        role = requirement.get("role") or context.text(zh="使用者", en="user")
        activities.setdefault(role, []).append(_story(requirement, role, context))
    releases = _releases([story for stories in activities.values() for story in stories], context)
    story_map = {
        "activities": [
            {"name": f"{role}: {needs[role]}" if role in needs else role, "stories": stories}
            for role, stories in activities.items()
        ],
        "releases": releases,
        "summary": context.text(
            zh=(
                f"{len(requirements)} 条需求分布在 {len(activities)} 条主线、{len(releases)} 次发布;首次发布含"
                f" {releases[0]['stories']} 个故事。"
            ),
            en=(
                f"{len(requirements)} requirements along {len(activities)} lines and {len(releases)} releases; the"
                f" first has {releases[0]['stories']} stories."
            ),
        ),
    }
    document = _document(spec["title"], story_map, context)
    context.artifact("user_story_map.md", "text/markdown").write_text(document, encoding="utf-8")
    return {**story_map, "document": {"artifact": "user_story_map.md"}}


def _story(requirement: dict, role: str, context: Context) -> dict:
    text = requirement["text"]
    return {
        "requirement": requirement["id"],
        "role": role,
        "story": context.text(zh=f"作为{role},我需要:{text}", en=f"As {role} I need the following: {text}"),
        "release": RELEASES[requirement["priority"]],
        "acceptance": requirement.get("acceptance", []),
    }


def _releases(stories: list[dict], context: Context) -> list[dict]:
    """Numbered without gaps, also where a priority does not occur."""
    goals = {
        1: context.text(zh="能用,且可以验收", en="usable, and can be accepted"),
        2: context.text(zh="更可靠", en="more reliable"),
        3: context.text(zh="更方便", en="more convenient"),
    }
    used = sorted({story["release"] for story in stories})
    for story in stories:
        story["release"] = used.index(story["release"]) + 1
    return [
        {"number": i, "stories": sum(s["release"] == i for s in stories), "goal": goals[original]}
        for i, original in enumerate(used, 1)
    ]


def _document(title: str, story_map: dict, context: Context) -> str:
    t = context.text
    parts = [t(zh=f"# 用户故事地图:{title}\n", en=f"# User story map: {title}\n"), story_map["summary"] + "\n"]
    heads = [
        "",
        *(
            t(zh=f"发布 {r['number']}:{r['goal']}", en=f"release {r['number']}: {r['goal']}")
            for r in story_map["releases"]
        ),
    ]
    rows = []
    for activity in story_map["activities"]:
        cells = [activity["name"]]
        for release in story_map["releases"]:
            cells.append(
                "<br>".join(s["requirement"] for s in activity["stories"] if s["release"] == release["number"])
            )
        rows.append(cells)
    parts.append(table(heads, rows))
    for activity in story_map["activities"]:
        parts.append(f"## {activity['name']}\n")
        rows = [
            [s["requirement"], s["release"], s["story"], ", ".join(s["acceptance"]) or "—"] for s in activity["stories"]
        ]
        parts.append(table(t(zh="需求|发布|故事|验收标准", en="requirement|release|story|acceptance").split("|"), rows))
    return "\n".join(parts)
