"""The design as a document."""

from __future__ import annotations

from openclaw_skill import Context
from openclaw_skill.markdown import bullets, number, percent, table


def write(design: dict, request: str, picture: str, context: Context) -> str:
    t = context.text
    parts = [t(zh=f"# 技术方案:{design['title']}\n", en=f"# Technical design: {design['title']}\n")]
    parts.append(design["summary"] + "\n")
    parts.append(t(zh="> 需求原文:", en="> Request: ") + request.replace("\n", "\n> ") + "\n")
    parts.append(t(zh="## 结构\n", en="## Structure\n"))
    parts.append(design["mermaid"])
    parts.append(t(zh=f"同一张图的 SVG:[{picture}]({picture})\n", en=f"The same as SVG: [{picture}]({picture})\n"))
    rows = [[c["name"], c["responsibility"]] for c in design["components"]]
    parts.append(table(t(zh="组件|职责", en="component|responsibility").split("|"), rows))
    parts.append(t(zh="## 选型与取舍\n", en="## Decisions and trade-offs\n"))
    for decision in design["decisions"]:
        parts.extend(_decision(decision, context))
    parts.extend(_capacity(design["capacity"], context))
    if "training_plan" in design:
        parts.extend(_plan(design["training_plan"], context))
    parts.append(t(zh="## 回滚\n", en="## Rollback\n"))
    parts.append(t(zh="触发条件:\n", en="When:\n"))
    parts.append(bullets(design["rollback"]["triggers"]))
    parts.append(t(zh="步骤:\n", en="How:\n"))
    parts.append("".join(f"{i}. {step}\n" for i, step in enumerate(design["rollback"]["steps"], 1)))
    parts.append(t(zh="## 降级\n", en="## Degradation\n"))
    rows = [[d["condition"], d["behaviour"]] for d in design["degradation"]]
    parts.append(table(t(zh="情况|行为", en="condition|behaviour").split("|"), rows))
    parts.append(t(zh="## 风险\n", en="## Risks\n"))
    parts.append(
        table(
            t(zh="风险|应对", en="risk|mitigation").split("|"), [[r["text"], r["mitigation"]] for r in design["risks"]]
        )
    )
    if design["not_given"]:
        parts.append(t(zh="## 未提供的信息\n", en="## What was not given\n"))
        parts.append(bullets(design["not_given"]))
    return "\n".join(parts)


def _decision(decision: dict, context: Context) -> list[str]:
    t = context.text
    heads = [t(zh="备选", en="option")]
    heads += [f"{criterion} ({percent(weight, 0)})" for criterion, weight in decision["weights"].items()]
    heads.append(t(zh="总分", en="total"))
    rows = []
    for option in sorted(decision["options"], key=lambda o: -o["total"]):
        name = f"**{option['name']}**" if option["name"] == decision["chosen"] else option["name"]
        rows.append([name, *(number(option["scores"][c]) for c in decision["weights"]), f"{option['total']:.2f}"])
    robust = t(
        zh="任一权重减半或增加一半,结论不变" if decision["robust"] else "任一权重减半或增加一半时,结论可能改变",
        en=(
            "halving any one weight or raising it by half does not change it"
            if decision["robust"]
            else "halving one weight or raising it by half can change it"
        ),
    )
    return [
        f"### {decision['id']}: {decision['question']}\n",
        table(heads, rows, "l" + "r" * (len(heads) - 1)),
        t(
            zh=f"选择 **{decision['chosen']}**,领先 {decision['margin']} 分;{robust}。{decision['reason']}\n",
            en=f"**{decision['chosen']}**, by {decision['margin']} points; {robust}. Why: {decision['reason']}\n",
        ),
    ]


def _capacity(capacity: dict, context: Context) -> list[str]:
    t, load, serving = context.text, capacity["load"], capacity["serving"]
    parts = [t(zh="## 容量\n", en="## Capacity\n"), capacity["summary"] + "\n"]
    heads = t(
        zh="方式|处理耗时 ms|进程数|含冗余|峰值利用率|排队概率|p99 ms|满足目标|空闲内存 MB|平均占用核数",
        en=(
            "way|service ms|processes|with spares|utilisation at peak|waits|p99 ms|objective met|idle memory MB|busy"
            " cores"
        ),
    ).split("|")
    names = {"resident": t(zh="常驻进程", en="resident"), "on_demand": t(zh="按需进程", en="on demand")}
    rows = []
    for way, name in names.items():
        s = serving[way]
        met = t(zh="是" if s["latency_met"] else "否", en="yes" if s["latency_met"] else "no")
        rows.append(
            [
                name,
                number(s["service_ms"]),
                s["processes"],
                s["redundant_processes"],
                percent(s["utilisation"]),
                percent(s["wait_probability"]),
                number(s["p99_ms"]),
                f"{met} (≤ {number(load['latency_objective_ms'])})",
                number(s["idle_memory_mb"]),
                number(s["busy_cores"], 3),
            ]
        )
    parts.append(table(heads, rows, "l" + "r" * 9))
    if "training" in capacity:
        c = capacity["training"]
        parts.append(
            t(
                zh=(
                    f"训练:{c['rows']} 行 × {c['columns']} 列(独热编码后),矩阵 {number(c['matrix_mb'], 3)} MB,拟合"
                    f" {c['model_fits']} 次。不需要 GPU。\n"
                ),
                en=(
                    f"Training: {c['rows']} rows × {c['columns']} columns after one-hot encoding, a matrix of"
                    f" {number(c['matrix_mb'], 3)} MB, {c['model_fits']} fits. No GPU is needed.\n"
                ),
            )
        )
    c = capacity["storage"]
    if "versions_kept" in c:
        total = (
            f"{number(c['dataset_mb'], 3)} MB + {c['versions_kept']} × {number(c['model_mb'])} MB ="
            f" {number(c['total_mb'])} MB"
        )
        parts.append(
            t(zh=f"存储(数据 + 版本数 × 模型):{total}。\n", en=f"Storage (data + versions × model): {total}.\n")
        )
    origins = {
        "slo": "SLO",
        "product_spec": t(zh="产品规格", en="specification"),
        "assumed": t(zh="假设", en="assumed"),
    }
    rows = [
        [a["name"], f"{number(a['value'])} {a['unit']}".strip(), origins[a["origin"]]] for a in capacity["assumptions"]
    ]
    parts.append(table(t(zh="输入的数字|取值|来源", en="number|value|origin").split("|"), rows, "lrl"))
    return parts


def _plan(plan: dict, context: Context) -> list[str]:
    t, split = context.text, plan["split"]
    rows = [
        [t(zh="模型名", en="model name"), f"`{plan['model_name']}`"],
        [t(zh="数据", en="data"), f"`{plan['dataset']}`"],
        [t(zh="目标列", en="target"), f"`{plan['target']}` ({plan['task_type']})"],
        [
            t(zh="划分", en="split"),
            t(
                zh=(
                    f"训练 {split['train_rows']} 行,留出 {split['test_rows']}"
                    f" 行({percent(split['test_share'], 0)}{',按类别分层' if split['stratified'] else ''}),随机种子"
                    f" {split['seed']}"
                ),
                en=(
                    f"{split['train_rows']} rows to train, {split['test_rows']} held out"
                    f" ({percent(split['test_share'], 0)}{', stratified' if split['stratified'] else ''}), seed"
                    f" {split['seed']}"
                ),
            ),
        ],
        [
            t(zh="模型选择", en="choice"),
            t(
                zh=f"{plan['cross_validation']['folds']} 折交叉验证,指标 {plan['selection_metric']};最优值一个标准误以内取最简单的",
                en=(
                    f"{plan['cross_validation']['folds']}-fold cross-validation by {plan['selection_metric']}; the"
                    " simplest within one standard error of the best"
                ),
            ),
        ],
        [t(zh="候选(由简到繁)", en="candidates, simplest first"), ", ".join(f"`{c}`" for c in plan["candidates"])],
        [t(zh="基线", en="baseline"), f"`{plan['baseline']}`"],
    ]
    parts = [t(zh="## 训练计划\n", en="## Training plan\n"), table(["", ""], rows)]
    rows = [[f"`{f['name']}`", f["kind"], f["treatment"]] for f in plan["features"]]
    parts.append(table(t(zh="特征|类型|处理", en="feature|kind|treatment").split("|"), rows))
    if plan["excluded"]:
        rows = [[f"`{e['name']}`", e["reason"]] for e in plan["excluded"]]
        parts.append(table(t(zh="不使用的列|原因", en="left out|reason").split("|"), rows))
    if plan["acceptance_gate"]:
        parts.append(t(zh="上线门槛(来自产品规格):\n", en="Gate, carried over from the product specification:\n"))
        rows = [
            [c["id"], c["statement"], f"`{c['metric']} {c['operator']} {number(c['threshold'])}`"]
            for c in plan["acceptance_gate"]
        ]
        parts.append(table(t(zh="编号|标准|判定", en="id|criterion|check").split("|"), rows))
    return parts
