"""Reviews a deployed model from the reviewing agent's field of work."""

from __future__ import annotations

from architecture_checks import architecture
from checks import counts, verdict
from learning_checks import learning
from product_checks import product

from openclaw_skill import Context
from openclaw_skill.markdown import table

PERSPECTIVES = {
    "product": (product, "P", ("product", "user", "requirement")),
    "architecture": (architecture, "A", ("architecture", "infrastructure", "technology")),
    "machine_learning": (learning, "M", ("machine_learning", "model", "data")),
}
"""Checks, letter of their ids, and the words of the domains that they belong to."""

NAMES = {
    "product": ("产品", "product"),
    "architecture": ("架构", "architecture"),
    "machine_learning": ("机器学习", "machine learning"),
    "approved": ("通过", "approved"),
    "approved_with_comments": ("通过,有意见", "approved with comments"),
    "changes_requested": ("需要修改", "changes requested"),
    "pass": ("✅ 通过", "✅ pass"),
    "fail": ("❌ 不通过", "❌ fail"),
    "unknown": ("❔ 无法判断", "❔ unknown"),
}


def run(inputs: dict, context: Context) -> dict:
    model, spec, design = inputs["deployed_model"], inputs.get("product_spec"), inputs.get("tech_design_doc")
    perspectives = _perspectives(context)
    checks = []
    for i, perspective in enumerate(perspectives):
        name = _name(perspective, context)
        context.progress(context.text(zh=f"{name}评审", en=f"Reviewing: {name}"), i / len(perspectives))
        make, letter, _ = PERSPECTIVES[perspective]
        for n, found in enumerate(make(model, spec, design, context), 1):
            checks.append({"id": f"{letter}-{n}", "perspective": perspective, **found})
    report = {
        "reviewer": {"perspectives": perspectives, **_reviewer(context)},
        "subject": {"model": model["name"], "version": model["version"]},
        "checks": checks,
        "counts": counts(checks),
        "verdict": verdict(checks),
    }
    report["summary"] = _summary(report, context)
    context.artifact("review_report.md", "text/markdown").write_text(_document(report, context), encoding="utf-8")
    return {**report, "document": {"artifact": "review_report.md"}}


def _perspectives(context: Context) -> list[str]:
    """Those that the agent's domains speak of; all of them where there is no agent or no such domain."""
    domains = context.agent.domains if context.agent else ()
    found = [name for name, (_, _, words) in PERSPECTIVES.items() if any(w in d for d in domains for w in words)]
    return found or list(PERSPECTIVES)


def _reviewer(context: Context) -> dict:
    return {"agent_id": context.agent.id, "name": context.agent.name} if context.agent else {}


def _name(key: str, context: Context) -> str:
    return context.text(zh=NAMES[key][0], en=NAMES[key][1])


def _summary(report: dict, context: Context) -> str:
    c, model = report["counts"], f"{report['subject']['model']} {report['subject']['version']}"
    fields = context.text(zh="、", en=" and ").join(_name(p, context) for p in report["reviewer"]["perspectives"])
    text = context.text(
        zh=(
            f"{fields}评审 {model}:{_name(report['verdict'], context)}。{c['pass']} 项通过,{c['fail']}"
            f" 项不通过,{c['unknown']} 项无法判断。"
        ),
        en=(
            f"Review of {model} for {fields}: {_name(report['verdict'], context)}. {c['pass']} passed, {c['fail']}"
            f" failed, {c['unknown']} unknown."
        ),
    )
    first = next(
        (
            x
            for x in report["checks"]
            if x["verdict"] != "pass" and x["blocking"] == (report["verdict"] == "changes_requested")
        ),
        None,
    )
    if first:
        text += context.text(
            zh=f"首要问题:{first['id']} {first['question']}", en=f" First of all: {first['id']} {first['question']}"
        )
    return text


def _document(report: dict, context: Context) -> str:
    t, subject = context.text, f"{report['subject']['model']} {report['subject']['version']}"
    parts = [t(zh=f"# 评审报告:{subject}\n", en=f"# Review: {subject}\n"), report["summary"] + "\n"]
    if "name" in report["reviewer"]:
        parts.append(t(zh=f"评审者:{report['reviewer']['name']}\n", en=f"Reviewer: {report['reviewer']['name']}\n"))
    heads = t(zh="编号|检查|结论|依据|阻断", en="id|check|verdict|evidence|blocking").split("|")
    for perspective in report["reviewer"]["perspectives"]:
        rows = [
            [
                c["id"],
                c["question"],
                _name(c["verdict"], context),
                c["evidence"],
                t(zh="是", en="yes") if c["blocking"] else t(zh="否", en="no"),
            ]
            for c in report["checks"]
            if c["perspective"] == perspective
        ]
        parts.append(f"## {_name(perspective, context)}\n")
        parts.append(table(heads, rows))
    actions = [c for c in report["checks"] if "action" in c]
    if actions:
        parts.append(t(zh="## 待办\n", en="## To do\n"))
        parts.append(table(t(zh="编号|行动", en="id|action").split("|"), [[c["id"], c["action"]] for c in actions]))
    parts.append(
        t(
            zh="结论规则:阻断项不通过或无法判断即需要修改;其余未通过项作为意见。\n",
            en="Rule: a blocking check that failed or is unknown asks for changes; any other is a comment.\n",
        )
    )
    return "\n".join(parts)
