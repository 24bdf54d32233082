"""Writes the technical design for a request and its specification."""

from __future__ import annotations

import capacity
import design_document
import diagram
import drawing
import operations
import training_plan
from tradeoffs import decisions

from openclaw_skill import Context, SkillError


def run(inputs: dict, context: Context) -> dict:
    request, spec = inputs["request"].strip(), inputs.get("product_spec")
    if not request:
        raise SkillError("BAD_INPUT", "the request is empty")
    t = context.text
    context.progress(t(zh="核算容量", en="Checking the capacity"), 0.2)
    estimate = inputs.get("capacity_estimate") or capacity.estimate(
        spec, inputs.get("dataset_profile"), inputs.get("slo"), context
    )
    context.progress(t(zh="比较备选方案", en="Comparing the options"), 0.4)
    decided = decisions(estimate, spec, context)
    plan = training_plan.plan(spec, context)
    design = {
        "title": (spec or {}).get("title") or request.splitlines()[0][:60],
        "language": context.language,
        "components": operations.components(plan, context),
        "decisions": decided,
        "capacity": estimate,
        "rollback": operations.rollback(plan, context),
        "degradation": operations.degradation(plan, spec, context),
        "risks": operations.risks(decided, estimate, plan, context),
        "not_given": _not_given(inputs, plan, context),
    }
    if plan:
        design["training_plan"] = plan
    design["summary"] = _summary(design, context)
    context.progress(t(zh="撰写技术方案", en="Writing the design"), 0.8)
    graph = diagram.of(plan, context)
    design["mermaid"] = diagram.mermaid(graph)
    picture = drawing.draw(graph, design["title"])
    context.artifact("architecture.svg", "image/svg+xml").write_text(picture, encoding="utf-8")
    document = design_document.write(design, request, "architecture.svg", context)
    context.artifact("tech_design_doc.md", "text/markdown").write_text(document, encoding="utf-8")
    return {**design, "document": {"artifact": "tech_design_doc.md"}, "diagram": {"artifact": "architecture.svg"}}


def _not_given(inputs: dict, plan: dict | None, context: Context) -> list[str]:
    t, found = context.text, []
    spec = inputs.get("product_spec")
    if not spec:
        found.append(
            t(
                zh="产品规格:没有验收标准,方案只能依据需求原文和假设",
                en="a product specification: there are no acceptance criteria, only the request and assumptions",
            )
        )
    elif plan is None:
        found.append(t(zh="要预测的目标列:没有训练计划", en="a column to predict: there is no training plan"))
    if not inputs.get("slo"):
        found.append(
            t(
                zh="服务等级目标(SLO):按产品规格或假设值处理",
                en="service-level objectives: the specification's or assumed ones are used",
            )
        )
    return found


def _summary(design: dict, context: Context) -> str:
    first = design["decisions"][0]
    text = context.text(
        zh=f"处理方式选“{first['chosen']}”(领先 {first['margin']} 分,{'结论稳健' if first['robust'] else '结论依赖权重'})。",
        en=(
            f"Served as: {first['chosen']} (a lead of {first['margin']} points,"
            f" {'robust' if first['robust'] else 'dependent on the weights'}). "
        ),
    )
    plan = design.get("training_plan")
    if plan:
        text += context.text(
            zh=(
                f"训练计划:{len(plan['features'])} 个特征预测 {plan['target']},{plan['split']['train_rows']}"
                f" 行训练、{plan['split']['test_rows']} 行留出,{plan['cross_validation']['folds']} 折交叉验证比较"
                f" {len(plan['candidates'])} 个候选;上线须满足 {len(plan['acceptance_gate'])} 条验收标准。"
            ),
            en=(
                f"Training plan: {len(plan['features'])} features predict {plan['target']};"
                f" {plan['split']['train_rows']} rows to train, {plan['split']['test_rows']} held out;"
                f" {len(plan['candidates'])} candidates by {plan['cross_validation']['folds']}-fold cross-validation;"
                f" {len(plan['acceptance_gate'])} criteria to meet."
            ),
        )
    return text.strip()
