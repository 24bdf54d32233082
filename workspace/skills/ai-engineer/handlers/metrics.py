"""Measuring predictions: figures, intervals, importance."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from sklearn.metrics import (
    accuracy_score,
    balanced_accuracy_score,
    confusion_matrix,
    mean_absolute_error,
    mean_squared_error,
    precision_recall_fscore_support,
    r2_score,
)
from sklearn.pipeline import Pipeline

Z = 1.959964
RESAMPLES = 2000
REPEATS = 10


def classification(actual: list[str], predicted: list[str], labels: list[str]) -> dict:
    """Metrics, intervals, figures of each class and the confusion matrix."""
    precision, recall, f1, support = precision_recall_fscore_support(actual, predicted, labels=labels, zero_division=0)
    accuracy = accuracy_score(actual, predicted)
    low, high = wilson(round(accuracy * len(actual)), len(actual))
    present = [i for i in range(len(labels)) if support[i]]
    weakest = min(present, key=lambda i: (recall[i], support[i]))
    return {
        "metrics": {
            "accuracy": _round(accuracy),
            "balanced_accuracy": _round(balanced_accuracy_score(actual, predicted)),
            "macro_f1": _round(np.mean(f1[present])),
            "recall_min": _round(recall[weakest]),
            "accuracy_lower_bound": _round(low),
        },
        "intervals": {
            "accuracy": [_round(low), _round(high)],
            "recall_min": [_round(v) for v in wilson(round(recall[weakest] * support[weakest]), int(support[weakest]))],
        },
        "per_class": [
            {
                "class": label,
                "precision": _round(precision[i]),
                "recall": _round(recall[i]),
                "f1": _round(f1[i]),
                "support": int(support[i]),
            }
            for i, label in enumerate(labels)
        ],
        "confusion_matrix": {
            "labels": labels,
            "matrix": confusion_matrix(actual, predicted, labels=labels).tolist(),
        },
    }


def regression(actual: list[float], predicted: list[float], seed: int) -> dict:
    """Metrics, with an interval of R² by resampling the rows."""
    y, p = np.asarray(actual, dtype=float), np.asarray(predicted, dtype=float)
    draws = np.random.default_rng(seed).integers(0, len(y), (RESAMPLES, len(y)))
    # A draw of equal values has no variance to explain.
    scores = [r2_score(y[d], p[d]) for d in draws if np.ptp(y[d]) > 0]
    low, high = np.quantile(scores, [0.025, 0.975])
    return {
        "metrics": {
            "r2": _round(r2_score(y, p)),
            "mae": _round(mean_absolute_error(y, p)),
            "rmse": _round(math.sqrt(mean_squared_error(y, p))),
            "r2_lower_bound": _round(low),
        },
        "intervals": {"r2": [_round(low), _round(high)]},
    }


def wilson(hits: int, rows: int) -> tuple[float, float]:
    """The 95 % interval of a share; unlike the plain formula it holds for few rows and near 0 and 1."""
    share = hits / rows
    middle = (share + Z * Z / (2 * rows)) / (1 + Z * Z / rows)
    half = Z * math.sqrt(share * (1 - share) / rows + Z * Z / (4 * rows * rows)) / (1 + Z * Z / rows)
    return max(0.0, middle - half), min(1.0, middle + half)


def importance(model: Pipeline, X: np.ndarray, y: list, names: list[str], score: Callable, seed: int) -> list[dict]:
    """How much worse the score gets when a feature's values are shuffled."""
    rng, whole, found = np.random.default_rng(seed), score(y, model.predict(X)), []
    for i, name in enumerate(names):
        losses = []
        for _ in range(REPEATS):
            shuffled = X.copy()
            shuffled[:, i] = rng.permutation(shuffled[:, i])
            losses.append(whole - score(y, model.predict(shuffled)))
        found.append({"feature": name, "importance": _round(np.mean(losses)), "std": _round(np.std(losses))})
    return sorted(found, key=lambda f: -f["importance"])


def _round(value: float) -> float:
    return round(float(value), 6)
