"""What an architect asks: does what was deployed match the design, and can it be run and taken back?"""

from __future__ import annotations

from checks import check, measured

from openclaw_skill import Context
from openclaw_skill.markdown import number


def architecture(model: dict, spec: dict | None, design: dict | None, context: Context) -> list[dict]:
    found = [_latency(model, design, context), _size(model, design, context), _rollback(model, design, context)]
    if design:
        found += [_assumptions(model, design, context), _degradation(design, context), _way(model, design, context)]
        if design.get("training_plan"):
            found += [_plan(model, design["training_plan"], context), _gate(model, design["training_plan"], context)]
    else:
        found.append(
            check(
                context.text(zh="是否有可对照的技术方案?", en="Is there a design to compare with?"),
                None,
                context.text(zh="未提供技术方案", en="no technical design was given"),
                blocking=True,
                action=context.text(zh="先完成技术方案", en="write the design first"),
            )
        )
    return found


def _latency(model: dict, design: dict | None, context: Context) -> dict:
    objective = (design or {}).get("capacity", {}).get("load", {}).get("latency_objective_ms")
    value, t = measured(model, "p99_latency_ms"), context.text
    question = t(zh="响应时间达到容量方案的目标吗?", en="Is the response time within the capacity plan's objective?")
    known = _known(
        question, {t(zh="实测", en="measured"): value, t(zh="目标", en="objective"): objective}, "ms", context
    )
    if "verdict" in known:
        return known
    return check(
        question,
        value <= objective,
        known["evidence"] + t(zh="(含新进程启动)", en=" (with the start of a process)"),
        blocking=design["capacity"]["load"].get("latency_objective_origin") != "assumed",
        action=t(zh="改为常驻服务,或放宽目标", en="serve it from a resident process, or relax the objective"),
    )


def _size(model: dict, design: dict | None, context: Context) -> dict:
    planned, t = (design or {}).get("capacity", {}).get("storage", {}).get("model_mb"), context.text
    size = model["artifact"]["bytes"] / 1e6 if "artifact" in model else None
    question = t(zh="模型大小在容量估算之内吗?", en="Is the model's size within the estimate?")
    known = _known(
        question, {t(zh="模型文件", en="model file"): size, t(zh="估算", en="estimate"): planned}, "MB", context
    )
    if "verdict" in known:
        return known
    action = t(zh="重算存储容量", en="estimate the storage again")
    return check(question, size <= planned, known["evidence"], blocking=False, action=action)


def _known(question: str, values: dict[str, float | None], unit: str, context: Context) -> dict:
    """The values in words as evidence, or at once the check that cannot be made without one of them."""
    absent = [name for name, value in values.items() if value is None]
    if absent:
        t, names = context.text, ", ".join(absent)
        evidence = t(zh=f"缺少:{names}", en=f"not known: {names}")
        return check(question, None, evidence, blocking=False, action=t(zh=f"补充:{names}", en=f"supply: {names}"))
    return {
        "evidence": ", ".join(f"{name} {number(value, 2 if value < 1 else 4)} {unit}" for name, value in values.items())
    }


def _rollback(model: dict, design: dict | None, context: Context) -> dict:
    t, rollback = context.text, model.get("rollback")
    question = t(zh="能退回吗?", en="Can it be taken back?")
    if not rollback:
        return check(
            question,
            None,
            t(zh="部署结果没有回滚信息", en="the deployment says nothing about it"),
            blocking=True,
            action=t(zh="补充版本指针和上一版本", en="record the version pointer and the version before"),
        )
    if rollback["available"]:
        evidence = t(
            zh=f"改写 {rollback['pointer']} 即可退回 {rollback['previous_version']}",
            en=f"writing {rollback['previous_version']} into {rollback['pointer']} takes it back",
        )
        return check(question, True, evidence, blocking=True)
    covered = bool((design or {}).get("degradation"))
    evidence = t(zh=f"{model['version']} 之前没有版本在服务", en=f"no version was in service before {model['version']}")
    if covered:
        evidence += t(zh=";技术方案为此规定了降级行为", en="; the design has the degradation for that case")
    return check(
        question,
        covered or None,
        evidence,
        blocking=True,
        action=t(zh="写明无可退回版本时的降级行为", en="say how it degrades when there is nothing to return to"),
    )


def _assumptions(model: dict, design: dict, context: Context) -> dict:
    t, latency = context.text, model.get("latency_ms")
    serving = design.get("capacity", {}).get("serving", {})
    ready, cold = (serving.get(way, {}).get("service_ms") for way in ("resident", "on_demand"))
    question = t(zh="容量估算的耗时假设成立吗?", en="Do the estimate's assumed times hold?")
    if not latency or ready is None or cold is None:
        return check(
            question, None, t(zh="缺少实测或假设值", en="the measured or the assumed times are missing"), blocking=False
        )
    start = latency.get("cold_start", 0.0)
    evidence = t(
        zh=(
            f"已加载时 p50 {number(latency['p50'], 3)} ms(假设 {number(ready)});含进程启动 {number(start)} ms(假设"
            f" {number(cold)})"
        ),
        en=(
            f"p50 once loaded {number(latency['p50'], 3)} ms (assumed {number(ready)}); with the start of a process"
            f" {number(start)} ms (assumed {number(cold)})"
        ),
    )
    return check(
        question,
        latency["p50"] <= ready and start <= cold,
        evidence,
        blocking=False,
        action=t(zh="用实测值重算进程数", en="estimate the processes again with the measured times"),
    )


def _degradation(design: dict, context: Context) -> dict:
    plans = design.get("degradation", [])
    evidence = "; ".join(p["condition"] for p in plans) or context.text(zh="没有降级方案", en="there is none")
    return check(
        context.text(zh="有降级方案吗?", en="Is degradation planned?"),
        bool(plans),
        evidence,
        blocking=True,
        action=context.text(zh="补充降级方案", en="plan it"),
    )


def _way(model: dict, design: dict, context: Context) -> dict:
    """A deployed model is a folder that a process reads when it is called: the first option of the first decision."""
    t, decisions = context.text, design.get("decisions", [])
    question = t(zh="服务方式与方案一致吗?", en="Is it served as designed?")
    if not decisions:
        return check(question, None, t(zh="方案没有选型结论", en="the design decides nothing"), blocking=False)
    chosen, on_demand = decisions[0]["chosen"], decisions[0]["options"][0]["name"]
    evidence = t(
        zh=f"方案:{chosen};实际:{model.get('path', model['name'])},调用时加载",
        en=f"designed: {chosen}; actual: {model.get('path', model['name'])}, loaded when called",
    )
    return check(
        question,
        chosen == on_demand,
        evidence,
        blocking=False,
        action=t(zh="按方案改造服务方式,或更新方案", en="serve it as designed, or change the design"),
    )


def _plan(model: dict, plan: dict, context: Context) -> dict:
    t, differences = context.text, []
    planned = {f["name"] for f in plan["features"]}
    actual = {f["name"] for f in model.get("features", [])}
    if planned != actual:
        differences.append(f"features: {', '.join(sorted(planned ^ actual))}")
    if plan["target"] != model.get("target"):
        differences.append(f"target: {plan['target']} ≠ {model.get('target')}")
    for key, own in (
        ("test_share", "test_share"),
        ("seed", "seed"),
        ("test_rows", "rows"),
        ("stratified", "stratified"),
    ):
        value = model.get("holdout", {}).get(own)
        if value != plan["split"][key]:
            differences.append(f"{key}: {plan['split'][key]} ≠ {value}")
    same = t(
        zh=f"目标、{len(planned)} 个特征、划分({plan['split']['train_rows']}/{plan['split']['test_rows']})和种子一致",
        en=(
            f"target, {len(planned)} features, split ({plan['split']['train_rows']}/{plan['split']['test_rows']}) and"
            " seed are the same"
        ),
    )
    return check(
        t(zh="训练按计划进行了吗?", en="Was the training plan followed?"),
        not differences,
        "; ".join(differences) or same,
        blocking=False,
        action=t(zh="说明偏离计划的理由", en="give reasons for the difference"),
    )


def _gate(model: dict, plan: dict, context: Context) -> dict:
    t = context.text
    question = t(zh="方案中的门槛全部执行了吗?", en="Was the design's whole gate applied?")
    wanted = [c["id"] for c in plan["acceptance_gate"]]
    if not wanted:
        action = t(zh="从产品规格带入门槛", en="carry the gate over from the specification")
        return check(question, None, t(zh="方案没有门槛", en="the design has no gate"), blocking=True, action=action)
    outcome = {c["id"]: c for c in model.get("gate", [])}
    absent = [i for i in wanted if i not in outcome]
    missed = [i for i in wanted if i in outcome and not outcome[i]["passed"]]
    binding = [i for i in missed if outcome[i].get("binding", True)]
    passed = [i for i in wanted if i not in absent and i not in missed]
    parts = [
        (passed, t(zh="通过", en="passed")),
        (missed, t(zh="未通过", en="missed")),
        (absent, t(zh="未执行", en="not applied")),
    ]
    evidence = "; ".join(f"{word}: {', '.join(ids)}" for ids, word in parts if ids)
    action = t(zh="补做缺少的门槛检查", en="apply what is missing")
    return check(question, not absent and not binding, evidence, blocking=True, action=action)
