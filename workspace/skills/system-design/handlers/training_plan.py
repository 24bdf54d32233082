"""How the model is to be trained: decided before anybody has seen a result."""

from __future__ import annotations

import math

from capacity import FOLDS

from openclaw_skill import Context
from openclaw_skill.datasets import EXCLUSIONS, model_name

TEST_SHARE = 0.2
SEED = 42
CANDIDATES = {
    "classification": ["logistic_regression", "random_forest", "hist_gradient_boosting"],
    "regression": ["ridge", "random_forest", "hist_gradient_boosting"],
}


def plan(spec: dict | None, context: Context) -> dict | None:
    """None where the specification asks for no model."""
    if not spec or "target" not in spec or "dataset" not in spec:
        return None
    task, target, dataset = spec["task_type"], spec["target"], spec["dataset"]
    columns = [c for c in dataset["columns"] if c["name"] != target["column"]]
    rows = target.get("rows", dataset["rows"])
    test = math.ceil(rows * TEST_SHARE)
    return {
        "model_name": model_name(dataset["name"], target["column"]),
        "dataset": dataset["path"],
        "task_type": task,
        "target": target["column"],
        "features": [
            {"name": c["name"], "kind": c["kind"], "treatment": _treatment(c, context)}
            for c in columns
            if c["role"] == "feature"
        ],
        "excluded": [
            {"name": c["name"], "reason": context.text(zh=EXCLUSIONS[c["role"]][0], en=EXCLUSIONS[c["role"]][1])}
            for c in columns
            if c["role"] != "feature"
        ],
        "split": {
            "test_share": TEST_SHARE,
            "stratified": task == "classification",
            "seed": SEED,
            "train_rows": rows - test,
            "test_rows": test,
        },
        "cross_validation": {"folds": _folds(target)},
        "selection_metric": "balanced_accuracy" if task == "classification" else "r2",
        "candidates": CANDIDATES[task],
        "baseline": "majority_class" if task == "classification" else "mean",
        "acceptance_gate": [
            {key: c[key] for key in ("id", "metric", "operator", "threshold", "origin", "statement")}
            for c in spec["acceptance_criteria"]
        ],
    }


def _folds(target: dict) -> int:
    """As many as the rarest class has rows to give each fold one."""
    counts = [c["count"] for c in target.get("classes", [])]
    if not counts:
        return FOLDS
    return max(2, min(FOLDS, math.floor(min(counts) * (1 - TEST_SHARE))))


def _treatment(column: dict, context: Context) -> str:
    gaps = column["missing"]
    if column["kind"] == "numeric":
        zh, en = ("中位数填补,标准化", "median imputed, standardised") if gaps else ("标准化", "standardised")
    else:
        zh, en = ("众数填补,独热编码", "most frequent imputed, one-hot") if gaps else ("独热编码", "one-hot")
    return context.text(zh=zh, en=en)
