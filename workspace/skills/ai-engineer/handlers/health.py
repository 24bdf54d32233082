"""Checks a model where it lies: does it still measure the same, and how fast does it answer?"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pipelines
from sklearn.metrics import accuracy_score, r2_score
from sklearn.pipeline import Pipeline

import openclaw_skill
from openclaw_skill import SkillError

SAMPLES = 200
COLD_STARTS = 3
COLD_START_LIMIT_S = 120

_COLD_START = """
import sys, json
sys.path[:0] = json.loads(sys.argv[1])
import pipelines, store
from pathlib import Path
folder = Path(sys.argv[2])
metadata = store.read_metadata(folder)
store.load(folder, metadata).predict(pipelines.matrix([json.loads(sys.argv[3])], metadata["features"]))
"""


def same_score(model: Pipeline, rows: list[dict], targets: list, features: list[dict], report: dict) -> None:
    """Fails when the stored file does not reproduce the evaluation's figure on the held-out rows."""
    predicted = model.predict(pipelines.matrix(rows, features))
    if report["task_type"] == "classification":
        metric, score = "accuracy", accuracy_score(targets, list(predicted))
    else:
        metric, score = "r2", r2_score(targets, predicted)
    if abs(score - report["metrics"][metric]) > 1e-6:
        raise SkillError(
            "HEALTH_CHECK_FAILED",
            f"the deployed file has {metric} {score:.6f} on the held-out rows, {report['metrics'][metric]:.6f} was"
            " evaluated",
        )


def predict_one(model: Pipeline, row: dict, features: list[dict]) -> dict:
    """One prediction, with the probabilities of a classification."""
    X = pipelines.matrix([row], features)
    answer: dict = {"prediction": plain(model.predict(X)[0])}
    if hasattr(model, "predict_proba"):
        classes = [str(c) for c in model.classes_]
        answer["probabilities"] = {c: round(float(p), 6) for c, p in zip(classes, model.predict_proba(X)[0])}
    return answer


def latency(model: Pipeline, rows: list[dict], features: list[dict]) -> dict:
    """Milliseconds for one row, by this process that has the model loaded."""
    prepared = [pipelines.matrix([rows[i % len(rows)]], features) for i in range(SAMPLES)]
    model.predict(prepared[0])
    times = []
    for X in prepared:
        started = time.perf_counter()
        model.predict(X)
        times.append((time.perf_counter() - started) * 1000)
    p50, p95, p99 = np.percentile(times, [50, 95, 99])
    return {"p50": round(float(p50), 3), "p95": round(float(p95), 3), "p99": round(float(p99), 3), "samples": SAMPLES}


def cold_start(folder: Path, row: dict) -> float:
    """Milliseconds from the start of a new process to its first prediction; the median of a few."""
    places = [str(Path(__file__).parent), str(Path(openclaw_skill.__file__).parent.parent)]
    command = [sys.executable, "-I", "-B", "-c", _COLD_START, json.dumps(places), str(folder), json.dumps(row)]
    times = []
    for _ in range(COLD_STARTS):
        started = time.perf_counter()
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=COLD_START_LIMIT_S)
        except subprocess.TimeoutExpired:
            raise SkillError(
                "HEALTH_CHECK_FAILED", f"a new process gave no prediction in {COLD_START_LIMIT_S} s"
            ) from None
        if done.returncode != 0:
            last = done.stderr.strip().splitlines()[-1:] or ["no message"]
            raise SkillError("HEALTH_CHECK_FAILED", f"a new process cannot predict with the model: {last[0]}")
        times.append((time.perf_counter() - started) * 1000)
    return round(float(np.median(times)), 1)


def same(a: str | float, b: str | float) -> bool:
    """Whether two predictions are the same; numbers but for rounding."""
    if isinstance(a, str) or isinstance(b, str):
        return a == b
    return abs(a - b) <= 1e-6 * max(1.0, abs(b))


def plain(value: object) -> str | float:
    return str(value) if isinstance(value, str) else float(value)
