"""The evaluation as a document."""

from __future__ import annotations

from openclaw_skill import Context
from openclaw_skill.markdown import number, percent, table


def write(report: dict, model: dict, context: Context) -> str:
    t = context.text
    parts = [t(zh=f"# 评估报告:{report['name']}\n", en=f"# Evaluation: {report['name']}\n"), report["summary"] + "\n"]
    parts.append(
        t(
            zh=(
                f"算法 `{model['chosen']['name']}`;{report['rows']} 行留出数据没有参与训练和模型选择。模型文件"
                f" `sha256:{report['model_sha256'][:16]}…`\n"
            ),
            en=(
                f"Algorithm `{model['chosen']['name']}`; the {report['rows']} held-out rows took no part in training or"
                f" in the choice. Model file `sha256:{report['model_sha256'][:16]}…`\n"
            ),
        )
    )
    parts.append(t(zh="## 指标\n", en="## Metrics\n"))
    base = report["baseline"]["metrics"]
    rows = []
    for metric, value in report["metrics"].items():
        interval = report["intervals"].get(metric)
        rows.append(
            [
                metric,
                number(value),
                f"{number(interval[0])} – {number(interval[1])}" if interval else "",
                number(base[metric]),
            ]
        )
    heads = t(zh="指标|测得|95% 区间|基线", en="metric|measured|95% interval|baseline").split("|")
    parts.append(table(heads, rows, "lrrr"))
    if report["task_type"] == "classification":
        parts.extend(_classes(report, context))
    parts.extend(_gate(report, context))
    parts.append(
        t(
            zh=f"## 特征重要性(打乱后 {model['selection_metric']} 的损失)\n",
            en=f"## Importance of the features (loss of {model['selection_metric']} when shuffled)\n",
        )
    )
    rows = [[f["feature"], f"{f['importance']:.4f}", f"± {f['std']:.4f}"] for f in report["feature_importance"]]
    parts.append(table(t(zh="特征|损失|标准差", en="feature|loss|deviation").split("|"), rows, "lrr"))
    parts.append(
        t(
            zh="相关的特征会分摊重要性;此表不说明因果。\n",
            en="Correlated features share their importance; this says nothing of causes.\n",
        )
    )
    return "\n".join(parts)


def _classes(report: dict, context: Context) -> list[str]:
    t, labels = context.text, report["confusion_matrix"]["labels"]
    rows = [
        [c["class"], percent(c["precision"]), percent(c["recall"]), percent(c["f1"]), c["support"]]
        for c in report["per_class"]
    ]
    heads = t(zh="类别|精确率|召回率|F1|行数", en="class|precision|recall|F1|rows").split("|")
    parts = [t(zh="## 各类别\n", en="## Classes\n"), table(heads, rows, "lrrrr")]
    parts.append(t(zh="## 混淆矩阵(行:实际,列:预测)\n", en="## Confusion matrix (rows: actual, columns: predicted)\n"))
    rows = [[f"**{label}**", *line] for label, line in zip(labels, report["confusion_matrix"]["matrix"])]
    parts.append(table(["", *labels], rows, "l" + "r" * len(labels)))
    if report["errors"]:
        parts.append(t(zh="## 判错的行\n", en="## Rows predicted wrongly\n"))
        rows = [
            [
                e["actual"],
                e["predicted"],
                percent(e["probability"]),
                ", ".join(f"{k}={_short(v)}" for k, v in e["input"].items()),
            ]
            for e in report["errors"]
        ]
        parts.append(
            table(t(zh="实际|预测|概率|输入", en="actual|predicted|probability|input").split("|"), rows, "llrl")
        )
    return parts


def _gate(report: dict, context: Context) -> list[str]:
    t = context.text
    yes, no = t(zh="通过", en="passed"), t(zh="未通过", en="missed")
    rows = [
        [
            "baseline",
            t(zh="区间下限高于基线", en="the interval lies above the baseline"),
            "",
            yes if report["beats_baseline"] else no,
        ]
    ]
    for c in report["gate"]:
        rows.append(
            [
                c["id"],
                f"{c['metric']} {c['operator']} {number(c['threshold'])}",
                number(c["measured"]),
                yes if c["passed"] else no,
            ]
        )
    for c in report["gate_deferred"]:
        rows.append(
            [
                c["id"],
                f"{c['metric']} {c['operator']} {number(c['threshold'])}",
                "",
                t(zh="部署时测量", en="measured at deployment"),
            ]
        )
    return [
        t(zh="## 门槛\n", en="## Gate\n"),
        table(t(zh="编号|要求|测得|结论", en="id|asked for|measured|outcome").split("|"), rows, "llrl"),
    ]


def _short(value: object) -> str:
    return number(value) if isinstance(value, (int, float)) else str(value)
