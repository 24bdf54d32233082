"""Lays stories out by activity and by release: a team's own, or the requirements of a specification."""

from __future__ import annotations

from pathlib import Path

import story_table

from openclaw_skill import Context, SkillError
from openclaw_skill.markdown import table

RELEASES = {"must": 1, "should": 2, "could": 3}


def run(inputs: dict, context: Context) -> dict:
    stories, title, needs = _stories(inputs, context)
    activities: dict[str, list[dict]] = {}
    for story in stories:
        activities.setdefault(story.pop("activity"), []).append(story)
    releases = _releases(stories, context)
    story_map = {
        "activities": [
            {"name": f"{name}: {needs[name]}" if name in needs else name, "stories": of_it}
            for name, of_it in activities.items()
        ],
        "releases": releases,
        "summary": context.text(
            zh=(
                f"{len(stories)} 个故事分布在 {len(activities)} 条主线、{len(releases)} 次发布;首次发布含"
                f" {releases[0]['stories']} 个故事。"
            ),
            en=(
                f"{len(stories)} stories along {len(activities)} lines and {len(releases)} releases; the"
                f" first has {releases[0]['stories']}."
            ),
        ),
    }
    document = _document(title, story_map, context)
    context.artifact("user_story_map.md", "text/markdown").write_text(document, encoding="utf-8")
    return {**story_map, "document": {"artifact": "user_story_map.md"}}


def _stories(inputs: dict, context: Context) -> tuple[list[dict], str, dict]:
    """A team's own stories before those that a specification gives; with a title and what users need."""
    spec = inputs.get("product_spec")
    if inputs.get("stories"):
        return story_table.stories(inputs["stories"], context), context.text(zh="团队的故事", en="the team's stories"), {}
    if inputs.get("table"):
        path = Path(inputs["table"])
        try:
            rows = story_table.read(path, context)
        except SkillError:
            # What is attached may be the data that the specification was made from, and no stories.
            if spec is None:
                raise
        else:
            return story_table.stories(rows, context), path.stem, {}
    if spec is None:
        raise SkillError("BAD_INPUT", "give a product_spec, or a table or stories with activity, story and release")
    requirements = spec["functional_requirements"]
    if not requirements:
        raise SkillError("BAD_INPUT", "the specification has no functional requirement to map")
    needs = {user["role"]: user["need"] for user in spec["users"]}
    return [_of_requirement(requirement, context) for requirement in requirements], spec["title"], needs


def _of_requirement(requirement: dict, context: Context) -> dict:
    text = requirement["text"]
    role = requirement.get("role") or context.text(zh="使用者", en="user")
    return {
        "activity": role,
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
    other = context.text(zh="后续", en="what comes later")
    used = sorted({story["release"] for story in stories})
    for story in stories:
        story["release"] = used.index(story["release"]) + 1
    return [
        {"number": i, "stories": sum(s["release"] == i for s in stories), "goal": goals.get(original, other)}
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
