"""What a machine-learning engineer asks: is the measured quality real?"""

from __future__ import annotations

from checks import check

from openclaw_skill import Context
from openclaw_skill.markdown import number, percent

GIVEAWAY = 0.99
FEWEST_TEST_ROWS = 30
MOST_DUPLICATES = 0.05
MOST_MISSING = 0.2


def learning(model: dict, spec: dict | None, design: dict | None, context: Context) -> list[dict]:
    found = [_lift(model, context)]
    if model.get("per_class"):
        found.append(_weakest(model, spec, context))
    return found + [
        _held_out(model, context),
        _leakage(model, context),
        _missing(model, context),
        _reproducible(model, context),
    ]


def _lift(model: dict, context: Context) -> dict:
    t, metrics, base = context.text, model["metrics"], model["baseline"]["metrics"]
    question = t(zh="比不用模型明显更好吗?", en="Is it clearly better than no model?")
    if "accuracy" in metrics:
        value, low, reference = metrics["accuracy"], metrics["accuracy_lower_bound"], base["accuracy"]
        evidence = t(
            zh=(
                f"准确率 {percent(value)},95% 区间下限 {percent(low)},基线 {percent(reference)};错误减少"
                f" {percent(_fewer(value, reference))}"
            ),
            en=(
                f"accuracy {percent(value)}, lower end of the 95% interval {percent(low)}, baseline"
                f" {percent(reference)}; {percent(_fewer(value, reference))} fewer errors"
            ),
        )
        if value == 1:
            evidence += t(
                zh="。留出数据上零错误并不等于不会出错", en=". No error on these rows does not mean that there are none"
            )
    else:
        low, reference = metrics["r2_lower_bound"], max(0.0, base["r2"])
        evidence = t(
            zh=f"R² {number(metrics['r2'])},95% 区间下限 {number(low)},基线 0",
            en=f"R² {number(metrics['r2'])}, lower end of the 95% interval {number(low)}, baseline 0",
        )
    return check(
        question,
        low > reference,
        evidence,
        blocking=True,
        action=t(zh="不上线;换特征或收集数据", en="do not release it; find other features or more data"),
    )


def _weakest(model: dict, spec: dict | None, context: Context) -> dict:
    t = context.text
    weakest = min(model["per_class"], key=lambda c: (c["recall"], c["support"]))
    criteria = {c["metric"]: c["threshold"] for c in (spec or {}).get("acceptance_criteria", [])}
    # Without a threshold of the specification: better than guessing among the classes.
    wanted = criteria.get("recall_min", 1 / len(model["per_class"]))
    low, high = model.get("intervals", {}).get("recall_min", [0.0, 1.0])
    evidence = t(
        zh=(
            f"{weakest['class']}:召回率 {percent(weakest['recall'])},{weakest['support']} 行,95% 区间"
            f" {percent(low)}–{percent(high)};要求 {percent(wanted)}"
        ),
        en=(
            f"{weakest['class']}: recall {percent(weakest['recall'])} on {weakest['support']} rows, 95% interval"
            f" {percent(low)}–{percent(high)}; {percent(wanted)} is asked for"
        ),
    )
    if weakest["recall"] >= wanted > low:
        evidence += t(zh=";样本太少,不能排除实际低于要求", en="; too few rows to rule out that it is lower in truth")
    return check(
        t(zh="最弱的类别够好吗?", en="Is the weakest class good enough?"),
        weakest["recall"] >= wanted,
        evidence,
        blocking=True,
        action=t(zh="增加该类别的样本或权重", en="add rows or weight for that class"),
    )


def _held_out(model: dict, context: Context) -> dict:
    t, part = context.text, model.get("holdout")
    question = t(zh="评估用的数据够多、没参与训练吗?", en="Was it measured on enough rows that training has not seen?")
    if not part:
        return check(
            question,
            None,
            t(zh="没有划分信息", en="nothing is known of the split"),
            blocking=True,
            action=t(zh="记录划分方式", en="record the split"),
        )
    evidence = t(
        zh=(
            f"{part['rows']}"
            f" 行留出({percent(part['test_share'], 0)}{',按类别分层' if part['stratified'] else ''}),{part['train_rows']}"
            f" 行训练,种子 {part['seed']}"
        ),
        en=(
            f"{part['rows']} rows held out"
            f" ({percent(part['test_share'], 0)}{', stratified' if part['stratified'] else ''}), {part['train_rows']}"
            f" to train, seed {part['seed']}"
        ),
    )
    return check(
        question,
        part["rows"] >= FEWEST_TEST_ROWS,
        evidence,
        blocking=False,
        action=t(zh="扩大测试数据,或用重复交叉验证", en="enlarge the test part, or repeat the cross-validation"),
    )


def _leakage(model: dict, context: Context) -> dict:
    t, part, single = context.text, model.get("holdout"), model.get("strongest_single_feature")
    question = t(zh="有答案泄漏的迹象吗?", en="Does anything give the answer away?")
    if not part or not single:
        return check(
            question,
            None,
            t(zh="没有检查记录", en="it was not looked into"),
            blocking=True,
            action=t(zh="检查重复行和单特征得分", en="look for duplicates and single features"),
        )
    duplicates = part["duplicates_in_training"]
    evidence = t(
        zh=(
            f"{duplicates} 行留出数据与训练数据重复;最强的单个特征 {single['feature']} 的 {single['metric']} 为"
            f" {number(single['score'])}"
        ),
        en=(
            f"{duplicates} held-out rows occur in training; the strongest single feature, {single['feature']}, has a"
            f" {single['metric']} of {number(single['score'])}"
        ),
    )
    clean = duplicates <= MOST_DUPLICATES * part["rows"] and single["score"] < GIVEAWAY
    return check(
        question,
        clean,
        evidence,
        blocking=True,
        action=t(
            zh="去重,并核实该特征在预测时是否可得",
            en="remove duplicates; make sure that the feature is known at prediction time",
        ),
    )


def _missing(model: dict, context: Context) -> dict:
    t, data = context.text, model.get("data")
    question = t(zh="缺失数据处理得当吗?", en="Are missing values dealt with?")
    if not data:
        return check(question, None, t(zh="没有数据信息", en="nothing is known of the data"), blocking=False)
    worst = max(data["missing_by_feature"].items(), key=lambda i: i[1], default=("", 0))
    share = worst[1] / data["used_rows"]
    evidence = t(
        zh=(
            f"缺目标而剔除 {data['dropped_missing_target']} 行;特征缺失最多的是 {worst[0] or '无'}({worst[1]}"
            f" 行,{percent(share)}),在流程内填补"
        ),
        en=(
            f"{data['dropped_missing_target']} rows dropped for want of a target; most gaps are in"
            f" {worst[0] or 'no feature'} ({worst[1]} rows, {percent(share)}), imputed in the pipeline"
        ),
    )
    return check(
        question,
        share <= MOST_MISSING,
        evidence,
        blocking=False,
        action=t(zh="评估是否应去掉缺失过多的特征", en="consider leaving out features with that many gaps"),
    )


def _reproducible(model: dict, context: Context) -> dict:
    t = context.text
    data, artifact = model.get("data", {}).get("sha256"), model.get("artifact", {}).get("sha256")
    known = bool(data and artifact and "seed" in model.get("holdout", {}))
    evidence = t(
        zh=f"数据 {str(data)[:12]}…,模型 {str(artifact)[:12]}…,种子 {model.get('holdout', {}).get('seed')}",
        en=f"data {str(data)[:12]}…, model {str(artifact)[:12]}…, seed {model.get('holdout', {}).get('seed')}",
    )
    return check(
        t(zh="可以重现吗?", en="Can it be reproduced?"),
        known or None,
        evidence,
        blocking=False,
        action=t(zh="记录数据和模型的哈希、随机种子", en="record the hashes of data and model, and the seed"),
    )


def _fewer(value: float, reference: float) -> float:
    """The share of the baseline's errors that are gone."""
    return (value - reference) / (1 - reference) if reference < 1 else 0.0
