"""Compares candidates by cross-validation and chooses one."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pipelines
from sklearn.base import clone
from sklearn.metrics import balanced_accuracy_score, r2_score
from sklearn.model_selection import KFold, StratifiedKFold
from sklearn.pipeline import Pipeline

METRICS: dict[str, Callable] = {"balanced_accuracy": balanced_accuracy_score, "r2": r2_score}


class Comparison:
    """Cross-validation on fixed folds, so that all scores are comparable."""

    def __init__(self, X: np.ndarray, y: np.ndarray, task_type: str, folds: int, seed: int):
        self.metric = "balanced_accuracy" if task_type == "classification" else "r2"
        self._X, self._y = X, y
        splitter = StratifiedKFold if task_type == "classification" else KFold
        self._folds = list(splitter(folds, shuffle=True, random_state=seed).split(X, y))

    def score(self, model: Pipeline) -> tuple[float, float, float]:
        """Mean, standard error, and seconds of one fit."""
        scores, seconds = [], 0.0
        for train, test in self._folds:
            started = time.perf_counter()
            fitted = clone(model).fit(self._X[train], self._y[train])
            seconds += time.perf_counter() - started
            scores.append(METRICS[self.metric](self._y[test], fitted.predict(self._X[test])))
        error = float(np.std(scores, ddof=1)) / len(scores) ** 0.5
        return float(np.mean(scores)), error, seconds / len(scores)

    def candidate(self, name: str, model: Pipeline) -> dict:
        """A score with its name, as it is reported."""
        mean, error, seconds = self.score(model)
        return {
            "name": name,
            "score": round(mean, 6),
            "standard_error": round(error, 6),
            "fit_seconds": round(seconds, 4),
        }


def choose(candidates: list[dict]) -> tuple[dict, dict]:
    """The simplest candidate within one standard error of the best, and the best.

    The list runs from simple to complex. A lead within the error is no reason for a model that is harder to
    explain, to run and to keep.
    """
    best = max(candidates, key=lambda c: c["score"])
    enough = best["score"] - best["standard_error"]
    return next(c for c in candidates if c["score"] >= enough), best


def strongest_single(comparison: Comparison, task_type: str, kinds: dict[str, str], seed: int) -> dict:
    """What the best single feature achieves: one that is nearly perfect may give the answer away."""
    scored = []
    for index, (name, kind) in enumerate(kinds.items()):
        mean, _, _ = comparison.score(pipelines.single_feature(task_type, index, kind, seed))
        scored.append((mean, name))
    score, name = max(scored)
    return {"feature": name, "score": round(score, 6), "metric": comparison.metric}
