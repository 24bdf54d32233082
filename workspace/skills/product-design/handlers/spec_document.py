"""The specification as a document."""

from __future__ import annotations

from openclaw_skill import Context
from openclaw_skill.markdown import bullets, percent, table

WORDS = {
    "must": ("必须", "must"),
    "should": ("应该", "should"),
    "could": ("可以", "could"),
    "high": ("高", "high"),
    "medium": ("中", "medium"),
    "low": ("低", "low"),
    "request": ("需求原文", "request"),
    "dataset": ("数据", "data"),
    "user_feedback": ("用户反馈", "user feedback"),
    "market_research": ("市场调研", "market research"),
    "implied": ("推断", "inferred"),
    "assumed": ("假设", "assumed"),
    "computed": ("由数据计算", "computed"),
}


def word(key: str, context: Context) -> str:
    return context.text(zh=WORDS[key][0], en=WORDS[key][1])


def write(spec: dict, context: Context) -> str:
    t = context.text
    parts = [t(zh=f"# 产品规格:{spec['title']}\n", en=f"# Product specification: {spec['title']}\n")]
    parts.append(spec["summary"] + "\n")
    parts.append(t(zh="> 需求原文:", en="> Request: ") + spec["request"].replace("\n", "\n> ") + "\n")
    parts.append(t(zh="## 目标\n", en="## Goals\n"))
    parts.append(
        table(
            t(zh="编号|目标|如何衡量", en="id|goal|measure").split("|"),
            [[g["id"], g["text"], g["measure"]] for g in spec["goals"]],
        )
    )
    parts.extend(_users(spec, context))
    parts.extend(_data(spec, context))
    parts.append(t(zh="## 功能需求\n", en="## Functional requirements\n"))
    rows = [
        [r["id"], r["text"], word(r["priority"], context), word(r["origin"], context)]
        for r in spec["functional_requirements"]
    ]
    parts.append(table(t(zh="编号|需求|优先级|来源", en="id|requirement|priority|origin").split("|"), rows))
    parts.append(t(zh="## 非功能需求\n", en="## Non-functional requirements\n"))
    rows = [[r["id"], r["text"], word(r["origin"], context)] for r in spec["non_functional_requirements"]]
    parts.append(table(t(zh="编号|需求|来源", en="id|requirement|origin").split("|"), rows))
    parts.extend(_criteria(spec, context))
    parts.extend(_risks(spec, context))
    parts.extend(_evidence(spec, context))
    parts.append(t(zh="## 未提供的信息\n", en="## What was not given\n"))
    parts.append(bullets(spec["not_given"]) or t(zh="无。\n", en="Nothing.\n"))
    parts.append(t(zh="## 待确认的问题\n", en="## Open questions\n"))
    parts.append(bullets(spec["open_questions"]))
    return "\n".join(parts)


def _users(spec: dict, context: Context) -> list[str]:
    t = context.text
    parts = [t(zh="## 使用者\n", en="## Users\n")]
    if not spec["users"]:
        return parts + [t(zh="需求没有说明给谁用。\n", en="The request does not say for whom it is.\n")]
    rows = [[u["role"], u["need"], word(u["origin"], context)] for u in spec["users"]]
    return parts + [table(t(zh="角色|需要|来源", en="role|need|origin").split("|"), rows)]


def _data(spec: dict, context: Context) -> list[str]:
    if "dataset" not in spec:
        return []
    t, d = context.text, spec["dataset"]
    parts = [t(zh="## 数据与基线\n", en="## Data and baseline\n")]
    parts.append(
        t(
            zh=(
                f"`{d['path']}`:{d['rows']} 行、{len(d['columns'])} 列,{d.get('complete_rows', d['rows'])} 行完整,缺失"
                f" {d.get('missing_cells', 0)} 个单元格。\n"
            ),
            en=(
                f"`{d['path']}`: {d['rows']} rows, {len(d['columns'])} columns, {d.get('complete_rows', d['rows'])}"
                f" complete rows, {d.get('missing_cells', 0)} missing cells.\n"
            ),
        )
    )
    classes = spec.get("target", {}).get("classes")
    if classes:
        heads = [
            spec["target"].get("title") or spec["target"]["column"],
            *t(zh="行数|占比", en="rows|share").split("|"),
        ]
        parts.append(table(heads, [[c["value"], c["count"], percent(c["share"])] for c in classes], "lrr"))
    if spec.get("baseline", {}).get("strategy") == "majority_class":
        value = percent(spec["baseline"]["value"])
        parts.append(
            t(
                zh=f"基线(总是回答最多的类别)的准确率:**{value}**。\n",
                en=f"Baseline (always the most frequent class): **{value}** accuracy.\n",
            )
        )
    return parts


def _criteria(spec: dict, context: Context) -> list[str]:
    t = context.text
    parts = [t(zh="## 验收标准\n", en="## Acceptance criteria\n")]
    if not spec["acceptance_criteria"]:
        return parts + [
            t(
                zh="没有可以计算的验收标准:需求没有给出数字,也没有可预测的目标列。\n",
                en="None can be computed: the request states no number and names no column to predict.\n",
            )
        ]
    rows = [[c["id"], c["statement"], c["rationale"], word(c["origin"], context)] for c in spec["acceptance_criteria"]]
    return parts + [
        table(t(zh="编号|标准|数字的依据|来源", en="id|criterion|where the number comes from|origin").split("|"), rows)
    ]


def _risks(spec: dict, context: Context) -> list[str]:
    if not spec["risks"]:
        return []
    rows = [[r["id"], r["text"], word(r["severity"], context), r["evidence"], r["mitigation"]] for r in spec["risks"]]
    heads = context.text(zh="编号|风险|程度|依据|应对", en="id|risk|severity|evidence|mitigation").split("|")
    return [context.text(zh="## 风险\n", en="## Risks\n"), table(heads, rows)]


def _evidence(spec: dict, context: Context) -> list[str]:
    t, parts = context.text, []
    for item in spec["evidence"]:
        parts.append(f"## {word(item['source'], context)}\n")
        rating = f", ⌀ {item['average_rating']}" if "average_rating" in item else ""
        parts.append(
            t(
                zh=f"`{item['file']}`:{item['entries']} 条{rating}。原文摘录:\n",
                en=f"`{item['file']}`: {item['entries']} entries{rating}. Quoted as they are:\n",
            )
        )
        parts.append(bullets(f"“{quote}”" for quote in item["quotes"]))
    return parts
