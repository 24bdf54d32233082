"""What is to be learned from a table: target, features, rows."""

from __future__ import annotations

from collections import Counter

import numpy as np
from training_table import TrainingTable

from openclaw_skill import Context, SkillError
from openclaw_skill.datasets import EXCLUSIONS
from openclaw_skill.targets import choose_target, task_type

FEWEST_ROWS = 30
FEWEST_OF_A_CLASS = 5
MOST_CLASSES = 100


class Task:
    """The learning task, with the rows that have a target.

    kinds: of the features, by name, in the order of the matrix's columns.
    """

    def __init__(
        self, table: TrainingTable, target: str, origin: str, kind: str, features: list[str], excluded: list[dict]
    ):
        self.target = target
        self.origin = origin
        self.task_type = kind
        self.excluded = excluded
        self.kinds = {name: table.column(name).kind for name in features}
        column = table.column(target)
        used = ~column.missing
        self.rows, self.used_rows = table.rows, int(used.sum())
        self.y = column.words()[used] if kind == "classification" else column.values[used]
        self.X = np.empty((self.used_rows, len(features)), dtype=object)
        for i, name in enumerate(features):
            self.X[:, i] = table.column(name).values[used]
        self.missing = {name: int(table.column(name).missing[used].sum()) for name in features}
        _check(self)

    @property
    def classes(self) -> list[str]:
        return sorted(set(self.y)) if self.task_type == "classification" else []


def define(table: TrainingTable, inputs: dict, context: Context) -> Task:
    """Finds the target and the features, by the training plan where there is one."""
    plan = (inputs.get("tech_design_doc") or {}).get("training_plan") or {}
    target, origin = _target(table, inputs, plan)
    column = table.column(target)
    kind = plan.get("task_type") if plan.get("target") == target else None
    if kind is None:
        kind = task_type(inputs.get("request") or "", column.kind, column.codes)
    if kind == "regression" and column.kind != "numeric":
        raise SkillError("BAD_INPUT", f"a regression cannot predict {target}, which is {column.kind}")
    others = [name for name in table.columns if name != target]
    if plan.get("target") == target:
        features = [f["name"] for f in plan["features"]]
        unknown = [name for name in features if name not in others]
        if unknown:
            raise SkillError("BAD_INPUT", f"the training plan's features {', '.join(unknown)} are not in the data")
        reasons = {e["name"]: e["reason"] for e in plan.get("excluded", [])}
    else:
        features = [name for name in others if table.column(name).role == "feature"]
        reasons = {}
    excluded = [
        {"name": name, "reason": reasons.get(name) or _reason(table.column(name).role, context)}
        for name in others
        if name not in features
    ]
    if not features:
        raise SkillError("BAD_INPUT", f"no column is left to predict {target} from")
    return Task(table, target, origin, kind, features, excluded)


def _target(table: TrainingTable, inputs: dict, plan: dict) -> tuple[str, str]:
    for name, origin in ((inputs.get("target"), "input"), (plan.get("target"), "tech_design_doc")):
        if name:
            if name not in table.columns:
                raise SkillError("BAD_INPUT", f"there is no column {name}; there are {', '.join(table.columns)}")
            return name, origin
    possible = {name: table.titles[name] for name, column in table.columns.items() if column.role == "feature"}
    found = choose_target(inputs.get("request") or "", possible)
    if found is None:
        shown = ", ".join(name + (f" ({' / '.join(titles)})" if titles else "") for name, titles in possible.items())
        raise SkillError("TARGET_UNCLEAR", f"it is not clear which column to predict; name one of: {shown}")
    return found, "request"


def _reason(role: str, context: Context) -> str:
    if role in EXCLUSIONS:
        return context.text(zh=EXCLUSIONS[role][0], en=EXCLUSIONS[role][1])
    return context.text(zh="训练计划未列入", en="not in the training plan")


def _check(task: Task) -> None:
    if task.used_rows < FEWEST_ROWS:
        raise SkillError(
            "BAD_INPUT", f"{task.used_rows} rows have a value of {task.target}; at least {FEWEST_ROWS} are needed"
        )
    if task.task_type == "regression":
        return
    counts = Counter(task.y)
    if not 2 <= len(counts) <= MOST_CLASSES:
        raise SkillError("BAD_INPUT", f"{task.target} has {len(counts)} classes; 2 to {MOST_CLASSES} can be told apart")
    rare = [f"{name} ({n})" for name, n in counts.items() if n < FEWEST_OF_A_CLASS]
    if rare:
        raise SkillError(
            "BAD_INPUT", f"classes of {task.target} with fewer than {FEWEST_OF_A_CLASS} rows: {', '.join(rare)}"
        )
