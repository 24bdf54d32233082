"""The work of model_evaluation: figures on held-out rows, the gate, and the report."""

from __future__ import annotations

import json

import evaluation_document
import gate
import metrics
import numpy as np
import pipelines
import trained
from selection import METRICS
from sklearn.pipeline import Pipeline

from openclaw_skill import Context
from openclaw_skill.markdown import number, percent

MOST_ERRORS = 20


def evaluate(inputs: dict, context: Context) -> dict:
    t, model = context.text, inputs["trained_model"]
    file = trained.verified_file(model)
    fitted = trained.load(file)
    holdout = trained.Holdout(trained.path_of(model["holdout"], "the held-out part"))
    X = pipelines.matrix(holdout.rows, model["features"])
    predicted = fitted.predict(X)

    context.progress(t(zh="计算指标", en="Computing the metrics"), 0.4)
    measured, base, beats = _measure(model, holdout, list(predicted))
    criteria = gate.criteria_of(inputs.get("product_spec"), inputs.get("tech_design_doc"))
    decided, deferred = gate.check(criteria, measured["metrics"])

    context.progress(t(zh="计算特征重要性", en="Computing the importance of the features"), 0.6)
    report = {
        "name": model["name"],
        "model_sha256": trained.sha256_of(file),
        "task_type": model["task_type"],
        "target": model["target"],
        "rows": len(holdout.rows),
        **measured,
        "baseline": {"strategy": model["baseline"]["strategy"], "metrics": base},
        "beats_baseline": beats,
        "gate": decided,
        "gate_deferred": deferred,
        "gate_passed": beats and not gate.failures(decided),
        "errors": _errors(model, holdout, fitted, X, predicted),
        "feature_importance": _importance(model, holdout, fitted, X),
    }
    report["summary"] = _summary(report, context)
    text = json.dumps(report, ensure_ascii=False, allow_nan=False, indent=2) + "\n"
    context.artifact("evaluation_report.json", "application/json").write_text(text, encoding="utf-8")
    document = evaluation_document.write(report, model, context)
    context.artifact("evaluation_report.md", "text/markdown").write_text(document, encoding="utf-8")
    return {
        **report,
        "report": {"artifact": "evaluation_report.json"},
        "document": {"artifact": "evaluation_report.md"},
    }


def _measure(model: dict, holdout: trained.Holdout, predicted: list) -> tuple[dict, dict, bool]:
    """The model's figures, the baseline's, and whether the former are clearly better."""
    answers = [holdout.baseline] * len(predicted)
    if model["task_type"] == "classification":
        measured = metrics.classification(holdout.targets, predicted, model["classes"])
        base = metrics.classification(holdout.targets, answers, model["classes"])["metrics"]
        return measured, base, measured["metrics"]["accuracy_lower_bound"] > base["accuracy"]
    seed = model["split"]["seed"]
    measured = metrics.regression(holdout.targets, predicted, seed)
    base = metrics.regression(holdout.targets, answers, seed)["metrics"]
    return measured, base, measured["metrics"]["r2_lower_bound"] > max(0.0, base["r2"])


def _importance(model: dict, holdout: trained.Holdout, fitted: Pipeline, X: np.ndarray) -> list[dict]:
    names = [f["name"] for f in model["features"]]
    score = METRICS[model["selection_metric"]]
    return metrics.importance(fitted, X, holdout.targets, names, score, model["split"]["seed"])


def _errors(
    model: dict, holdout: trained.Holdout, fitted: Pipeline, X: np.ndarray, predicted: np.ndarray
) -> list[dict]:
    """The wrong rows of a classification, the surest ones first: those are the ones to learn from."""
    if model["task_type"] == "regression":
        return []
    wrong = [i for i, (p, a) in enumerate(zip(predicted, holdout.targets)) if p != a]
    if not wrong:
        return []
    sure = fitted.predict_proba(X[wrong]).max(axis=1)
    found = [
        {
            "input": {k: v for k, v in holdout.rows[i].items() if v is not None},
            "predicted": str(predicted[i]),
            "actual": holdout.targets[i],
            "probability": round(float(p), 4),
        }
        for i, p in zip(wrong, sure)
    ]
    return sorted(found, key=lambda e: -e["probability"])[:MOST_ERRORS]


def _summary(report: dict, context: Context) -> str:
    m, passed = report["metrics"], report["gate_passed"]
    zh, en = ("通过", "passed") if passed else ("未通过", "not passed")
    if report["task_type"] == "regression":
        low, high = report["intervals"]["r2"]
        return context.text(
            zh=(
                f"留出 {report['rows']} 行:R² {number(m['r2'])}(95% 区间 {number(low)}–{number(high)}),平均绝对误差"
                f" {number(m['mae'])},基线 {number(report['baseline']['metrics']['mae'])};门槛{zh}。"
            ),
            en=(
                f"On {report['rows']} held-out rows: R² {number(m['r2'])} (95% interval {number(low)}–{number(high)}),"
                f" mean absolute error {number(m['mae'])} against the baseline's"
                f" {number(report['baseline']['metrics']['mae'])}; gate {en}."
            ),
        )
    low, high = report["intervals"]["accuracy"]
    weakest = min(report["per_class"], key=lambda c: (c["recall"], c["support"]))
    if weakest["recall"] == 1:
        recall_zh, recall_en = "每个类别的召回率都是 100%", "the recall of every class is 100%"
    else:
        recall_zh = f"召回率最低的类别是 {weakest['class']},{percent(weakest['recall'])}"
        recall_en = f"the lowest recall is {percent(weakest['recall'])}, of {weakest['class']}"
    return context.text(
        zh=(
            f"留出 {report['rows']} 行:准确率 {percent(m['accuracy'])}(95% 区间 {percent(low)}–{percent(high)}),基线"
            f" {percent(report['baseline']['metrics']['accuracy'])};{recall_zh};门槛{zh}。"
        ),
        en=(
            f"On {report['rows']} held-out rows: accuracy {percent(m['accuracy'])} (95% interval"
            f" {percent(low)}–{percent(high)}) against the baseline's"
            f" {percent(report['baseline']['metrics']['accuracy'])}; {recall_en}; gate {en}."
        ),
    )
