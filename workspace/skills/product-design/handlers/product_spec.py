"""Writes a product specification out of a request and what is known about the data and the users."""

from __future__ import annotations

from pathlib import Path

import criteria
import requirements
import risks
import spec_document
import unknowns
from frame import Frame
from research import evidence_of
from users import users

from openclaw_skill import Context, SkillError
from openclaw_skill.markdown import percent


def run(inputs: dict, context: Context) -> dict:
    request = inputs["request"].strip()
    if not request:
        raise SkillError("BAD_INPUT", "the request is empty")
    frame = Frame(request, inputs.get("dataset_profile"))
    files = [key for key in ("user_feedback", "market_research") if inputs.get(key)]
    context.progress(context.text(zh="整理需求和证据", en="Sorting the request and the evidence"), 0.2)
    evidence = [evidence_of(key, Path(inputs[key])) for key in files]

    context.progress(context.text(zh="推导验收标准", en="Deriving the acceptance criteria"), 0.5)
    accepted = criteria.acceptance_criteria(frame, context)
    spec = {
        "title": _title(frame, context),
        "language": context.language,
        "request": request,
        "task_type": frame.task_type,
        **_task(frame, context),
        "goals": requirements.goals(frame, accepted, context),
        "users": users(frame, context),
        "functional_requirements": requirements.functional(frame, evidence, accepted, context),
        "non_functional_requirements": criteria.non_functional(frame, context),
        "acceptance_criteria": accepted,
        "risks": risks.risks(frame, context),
        "not_given": unknowns.not_given(frame, set(files), context),
        "open_questions": unknowns.open_questions(frame, context),
        "evidence": evidence,
    }
    spec["summary"] = _summary(frame, spec, context)
    context.progress(context.text(zh="撰写产品规格", en="Writing the specification"), 0.8)
    document = spec_document.write(spec, context)
    context.artifact("product_spec.md", "text/markdown").write_text(document, encoding="utf-8")
    return {**spec, "document": {"artifact": "product_spec.md"}}


def _title(frame: Frame, context: Context) -> str:
    if frame.target is None:
        first = frame.request.splitlines()[0]
        return first if len(first) <= 60 else first[:59] + "…"
    dataset = frame.profile["dataset"]
    subject = dataset.get("title") or dataset["name"]
    target = frame.target.get("titles", {}).get(context.language) or frame.target["name"]
    if frame.task_type == "classification":
        return context.text(zh=f"{subject}:{target}分类模型", en=f"{subject}: {target.lower()} classifier")
    return context.text(zh=f"{subject}:{target}预测模型", en=f"{subject}: {target.lower()} estimator")


def _task(frame: Frame, context: Context) -> dict:
    """The parts that exist only where there is data, and a column to predict."""
    task: dict = {}
    if frame.profile:
        facts, file = frame.profile, frame.profile["dataset"]
        task["dataset"] = {
            **{key: file[key] for key in ("name", "path", "sha256", "bytes") if key in file},
            **{key: facts[key] for key in ("rows", "complete_rows", "duplicate_rows", "missing_cells") if key in facts},
            "columns": [
                {key: c[key] for key in ("name", "kind", "role", "missing", "distinct")} for c in facts["columns"]
            ],
        }
    if frame.target:
        task["target"] = {"column": frame.target["name"], "kind": frame.target["kind"], "rows": frame.target_rows}
        title = frame.target.get("titles", {}).get(context.language)
        if title:
            task["target"]["title"] = title
        if frame.classes:
            task["target"]["classes"] = frame.classes
            task["baseline"] = {
                "strategy": "majority_class",
                "metric": "accuracy",
                "value": round(frame.majority_share, 6),
            }
        else:
            task["baseline"] = {"strategy": "mean", "metric": "r2", "value": 0.0}
    return task


def _summary(frame: Frame, spec: dict, context: Context) -> str:
    open_points = len(spec["not_given"])
    if frame.task_type == "general":
        return context.text(
            zh=(
                f"需求整理为 {len(spec['functional_requirements'])} 条功能需求;没有可计算的验收标准,有 {open_points}"
                " 项信息未提供,见文档。"
            ),
            en=(
                f"The request is laid out as {len(spec['functional_requirements'])} functional requirement(s); no"
                f" acceptance criterion can be computed, and {open_points} things were not given: see the document."
            ),
        )
    gates = {c["metric"]: c["threshold"] for c in spec["acceptance_criteria"]}
    name = frame.target_name(context.language)
    if frame.task_type == "classification":
        return context.text(
            zh=(
                f"目标:判断{name},共 {len(frame.classes)} 类、{frame.target_rows} 行。不用模型的准确率为"
                f" {percent(frame.majority_share)},上线门槛为准确率 {percent(gates['accuracy'])}、每类召回率"
                f" {percent(gates['recall_min'])};识别出 {len(spec['risks'])} 项风险,{open_points} 项信息未提供。"
            ),
            en=(
                f"Goal: tell {name} ({len(frame.classes)} classes, {frame.target_rows} rows). Without a model the"
                f" accuracy is {percent(frame.majority_share)}; the gate is {percent(gates['accuracy'])} accuracy and"
                f" {percent(gates['recall_min'])} recall of every class. {len(spec['risks'])} risks are named, and"
                f" {open_points} things were not given."
            ),
        )
    return context.text(
        zh=(
            f"目标:估计{name},共 {frame.target_rows} 行。上线门槛为 R² ≥ {gates['r2']};识别出 {len(spec['risks'])}"
            f" 项风险,{open_points} 项信息未提供。"
        ),
        en=(
            f"Goal: estimate {name} ({frame.target_rows} rows). The gate is R² ≥ {gates['r2']}. {len(spec['risks'])}"
            f" risks are named, and {open_points} things were not given."
        ),
    )
