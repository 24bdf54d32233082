"""The model card: what the model is, what it was made from, and where it should not be trusted."""

from __future__ import annotations

from openclaw_skill import Context
from openclaw_skill.datasets import Package
from openclaw_skill.markdown import bullets, number, percent, table

GIVEAWAY = 0.99
"""From this score on a single feature is suspected to give the answer away."""


def write(trained: dict, package: Package | None, context: Context) -> str:
    t, data, split = context.text, trained["data"], trained["split"]
    parts = [t(zh=f"# 模型卡:{trained['name']}\n", en=f"# Model card: {trained['name']}\n"), trained["summary"] + "\n"]
    rows = [
        [t(zh="任务", en="task"), f"{trained['task_type']}, `{trained['target']}`"],
        [t(zh="算法", en="algorithm"), f"`{trained['chosen']['name']}`"],
        [t(zh="数据", en="data"), f"`{data['path']}` (`sha256:{data['sha256'][:16]}…`)"],
    ]
    if package and package.licence:
        rows.append([t(zh="数据许可", en="licence of the data"), package.licence])
    rows += [
        [
            t(zh="划分", en="split"),
            t(
                zh=(
                    f"训练 {split['train_rows']} 行,留出 {split['test_rows']}"
                    f" 行({percent(split['test_share'], 0)}),种子 {split['seed']}"
                ),
                en=(
                    f"{split['train_rows']} rows to train, {split['test_rows']} held out"
                    f" ({percent(split['test_share'], 0)}), seed {split['seed']}"
                ),
            ),
        ],
        [
            t(zh="环境", en="environment"),
            f"Python {trained['environment']['python']}, scikit-learn {trained['environment']['scikit_learn']}",
        ],
        [t(zh="模型文件", en="model file"), f"`sha256:{trained['model_sha256']}`"],
    ]
    parts.append(table(["", ""], rows))
    parts.append(
        t(zh=f"## 模型选择({split['folds']} 折交叉验证)\n", en=f"## Choice ({split['folds']}-fold cross-validation)\n")
    )
    rows = [
        [
            t(zh="基线:", en="baseline: ") + trained["baseline"]["strategy"],
            f"{trained['baseline']['score']:.4f}",
            "",
            "",
        ]
    ]
    for c in trained["candidates"]:
        name = f"**{c['name']}**" if c["name"] == trained["chosen"]["name"] else c["name"]
        rows.append([name, f"{c['score']:.4f}", f"{c['standard_error']:.4f}", f"{c['fit_seconds']:.3f}"])
    heads = t(zh="候选|得分|标准误|拟合秒数", en="candidate|score|standard error|seconds a fit").split("|")
    heads[1] += f" ({trained['selection_metric']})"
    parts.append(table(heads, rows, "lrrr"))
    parts.append(t(zh="理由:", en="Why: ") + trained["chosen"]["reason"] + t(zh="。\n", en=".\n"))
    parts.append(t(zh="## 特征\n", en="## Features\n"))
    parts.append(
        table(
            t(zh="特征|类型|训练中见过的取值|缺失", en="feature|kind|values seen in training|missing").split("|"),
            [_feature(f, data) for f in trained["features"]],
            "lllr",
        )
    )
    if trained["excluded"]:
        parts.append(
            table(
                t(zh="不使用的列|原因", en="left out|reason").split("|"),
                [[e["name"], e["reason"]] for e in trained["excluded"]],
            )
        )
    parts.append(t(zh="## 局限\n", en="## Limits\n"))
    parts.append(bullets(_limits(trained, context)))
    return "\n".join(parts)


def _feature(feature: dict, data: dict) -> list:
    if "min" in feature:
        seen = f"{number(feature['min'])} – {number(feature['max'])}"
    else:
        values = feature.get("values", [])
        seen = ", ".join(values[:8]) + (f" … ({len(values)})" if len(values) > 8 else "")
    return [f"`{feature['name']}`", feature["kind"], seen, data["missing_by_feature"].get(feature["name"], 0)]


def _limits(trained: dict, context: Context) -> list[str]:
    t, split, single = context.text, trained["split"], trained["strongest_single_feature"]
    if single["score"] >= GIVEAWAY:
        judged = t(zh="接近完美,请检查它是否泄漏了答案", en="nearly perfect; check whether it gives the answer away")
    else:
        judged = t(zh="没有哪个特征单独就能给出答案", en="no single feature gives the answer away")
    score = number(single["score"])
    found = [
        t(
            zh="只在上表的取值范围内可信;超出范围的输入会得到预测和警告。",
            en="Trust it within the values above; inputs outside of them get a prediction and a warning.",
        ),
        t(
            zh=f"单个特征 {single['feature']} 的得分为 {score},{judged}。",
            en=f"The feature {single['feature']} alone scores {score}: {judged}.",
        ),
    ]
    if split["duplicates_in_training"]:
        found.append(
            t(
                zh=f"{split['duplicates_in_training']} 行留出数据在训练数据中有相同的行,评估可能偏乐观。",
                en=(
                    f"{split['duplicates_in_training']} held-out rows occur in the training part too: the evaluation"
                    " may flatter."
                ),
            )
        )
    found.append(
        t(
            zh=f"留出数据只有 {split['test_rows']} 行,评估结果请看置信区间。",
            en=f"The held-out part has {split['test_rows']} rows: mind the intervals of the evaluation.",
        )
    )
    return found
