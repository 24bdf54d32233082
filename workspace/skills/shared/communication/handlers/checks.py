"""One check of a review, and what all of them say together."""

from __future__ import annotations

import operator

OPERATORS = {">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt}


def check(question: str, passed: bool | None, evidence: str, *, blocking: bool, action: str = "") -> dict:
    """passed None: the evidence is missing. The action is shown unless the check passed."""
    verdict = {True: "pass", False: "fail", None: "unknown"}[passed]
    found = {"question": question, "verdict": verdict, "evidence": evidence, "blocking": blocking}
    if action and verdict != "pass":
        found["action"] = action
    return found


def counts(checks: list[dict]) -> dict[str, int]:
    return {verdict: sum(c["verdict"] == verdict for c in checks) for verdict in ("pass", "fail", "unknown")}


def verdict(checks: list[dict]) -> str:
    """What blocks has to pass; what does not is a comment."""
    open_points = [c for c in checks if c["verdict"] != "pass"]
    if any(c["blocking"] for c in open_points):
        return "changes_requested"
    return "approved_with_comments" if open_points else "approved"


def measured(model: dict, metric: str) -> float | None:
    """A figure of the deployed model by the name that acceptance criteria use."""
    if metric == "p99_latency_ms":
        latency = model.get("latency_ms")
        # Whoever calls may have to wait for a new process first.
        return round(latency["p99"] + latency.get("cold_start", 0.0), 1) if latency else None
    return model["metrics"].get(metric)
