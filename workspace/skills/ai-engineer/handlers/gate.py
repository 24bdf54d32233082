"""The acceptance gate: criteria of the specification against measured figures."""

from __future__ import annotations

import operator

from openclaw_skill import SkillError

_OPERATORS = {">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt}


def criteria_of(product_spec: dict | None, tech_design_doc: dict | None) -> list[dict]:
    """The specification's own criteria, else those that the training plan carried over.

    A threshold that somebody assumed is measured like the others, and does not bind: nobody asked for it.
    """
    found = (product_spec or {}).get("acceptance_criteria")
    if not found:
        found = ((tech_design_doc or {}).get("training_plan") or {}).get("acceptance_gate")
    return [
        {**{key: c[key] for key in ("id", "metric", "operator", "threshold")}, "binding": c.get("origin") != "assumed"}
        for c in found or []
    ]


def check(criteria: list[dict], measured: dict[str, float]) -> tuple[list[dict], list[dict]]:
    """The criteria with their outcome, and those that these figures cannot decide."""
    decided, deferred = [], []
    for criterion in criteria:
        if criterion["operator"] not in _OPERATORS:
            raise SkillError(
                "BAD_INPUT", f"criterion {criterion['id']} has the unknown operator {criterion['operator']}"
            )
        value = measured.get(criterion["metric"])
        if value is None:
            deferred.append(criterion)
        else:
            passed = bool(_OPERATORS[criterion["operator"]](value, criterion["threshold"]))
            decided.append({**criterion, "measured": value, "passed": passed})
    return decided, deferred


def failures(decided: list[dict]) -> list[str]:
    """The missed criteria that bind, in words."""
    return [
        f"{c['id']}: {c['metric']} is {c['measured']:.4g}, {c['operator']} {c['threshold']:.4g} is asked for"
        for c in decided
        if c["binding"] and not c["passed"]
    ]
