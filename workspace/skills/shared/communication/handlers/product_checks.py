"""What a product manager asks: is it what was specified, criterion by criterion?"""

from __future__ import annotations

from checks import OPERATORS, check, measured

from openclaw_skill import Context
from openclaw_skill.markdown import number, percent

SHARES = ("accuracy", "recall_min", "accuracy_lower_bound")


def product(model: dict, spec: dict | None, design: dict | None, context: Context) -> list[dict]:
    t = context.text
    if not spec:
        return [
            check(
                t(zh="是否有可对照的产品规格?", en="Is there a specification to compare with?"),
                None,
                t(zh="未提供产品规格", en="no product specification was given"),
                blocking=True,
                action=t(zh="先完成产品规格", en="write the specification first"),
            )
        ]
    found = [_criterion(model, c, context) for c in spec.get("acceptance_criteria", [])]
    if not found:
        found.append(
            check(
                t(zh="是否有可验收的标准?", en="Is there anything to accept it by?"),
                None,
                t(zh="产品规格没有验收标准", en="the specification has no acceptance criterion"),
                blocking=True,
                action=t(zh="与需求方约定可测量的标准", en="agree on a criterion that can be measured"),
            )
        )
    found.extend(_subject(model, spec, context))
    left = spec.get("not_given", [])
    found.append(
        check(
            t(zh="规格依据的信息是否齐全?", en="Does the specification rest on complete information?"),
            None if left else True,
            (
                t(zh=f"{len(left)} 项未提供:{';'.join(left)}", en=f"{len(left)} not given: {'; '.join(left)}")
                if left
                else t(zh="无缺项", en="nothing is missing")
            ),
            blocking=False,
            action=t(zh="向需求方确认,特别是假设的门槛", en="confirm them, the assumed thresholds first"),
        )
    )
    return found


def _criterion(model: dict, criterion: dict, context: Context) -> dict:
    metric, value = criterion["metric"], measured(model, criterion["metric"])
    asked = f"{criterion['id']}: {metric} {criterion['operator']} {_shown(metric, criterion['threshold'])}"
    if value is None:
        return check(
            asked,
            None,
            context.text(zh=f"部署结果中没有 {metric}", en=f"the deployment has no {metric}"),
            blocking=True,
            action=context.text(zh="补测该指标", en="measure it"),
        )
    rows = model.get("holdout", {}).get("rows")
    where = (
        context.text(zh=f",{rows} 行留出数据", en=f", on {rows} held-out rows")
        if rows and metric in model["metrics"]
        else ""
    )
    if metric == "p99_latency_ms":
        latency = model["latency_ms"]
        where = context.text(
            zh=(
                f" ms(新进程首次预测 {number(latency.get('cold_start', 0.0))} ms + 已加载时 p99"
                f" {number(latency['p99'])} ms)"
            ),
            en=(
                f" ms (first prediction of a new process {number(latency.get('cold_start', 0.0))} ms + p99 once loaded"
                f" {number(latency['p99'])} ms)"
            ),
        )
    passed = OPERATORS[criterion["operator"]](value, criterion["threshold"])
    return check(
        asked,
        passed,
        context.text(zh=f"测得 {_shown(metric, value)}{where}", en=f"measured {_shown(metric, value)}{where}"),
        # Nobody asked for a threshold that was only assumed.
        blocking=criterion.get("origin") != "assumed",
        action=context.text(
            zh="改进模型,或与需求方重新约定门槛", en="improve the model, or agree on another threshold"
        ),
    )


def _shown(metric: str, value: float) -> str:
    return percent(value) if metric in SHARES else number(value)


def _subject(model: dict, spec: dict, context: Context) -> list[dict]:
    """Does the model answer the question that was asked, for every class that there is?"""
    t, target = context.text, spec.get("target")
    if not target:
        return []
    found = [
        check(
            t(zh="预测的是规格要求的目标吗?", en="Does it predict what was specified?"),
            model["target"] == target["column"],
            t(
                zh=f"规格:{target['column']};模型:{model['target']}",
                en=f"specified: {target['column']}; the model's: {model['target']}",
            ),
            blocking=True,
            action=t(zh="用规格的目标列重新训练", en="train on the specified column"),
        )
    ]
    if target.get("classes") and model.get("classes"):
        absent = sorted({c["value"] for c in target["classes"]} - set(model["classes"]))
        found.append(
            check(
                t(zh="规格中的每个类别都能预测吗?", en="Can it answer every class of the specification?"),
                not absent,
                (
                    t(zh=f"缺少:{', '.join(absent)}", en=f"absent: {', '.join(absent)}")
                    if absent
                    else ", ".join(model["classes"])
                ),
                blocking=True,
                action=t(zh="补充缺少类别的样本", en="add rows of the absent classes"),
            )
        )
    return found
