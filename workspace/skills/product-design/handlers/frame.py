"""What a request is about: the machine-learning task, the column to predict, and what comes without a model."""

from __future__ import annotations

from openclaw_skill.datasets import shown
from openclaw_skill.targets import choose_target, mentioned, task_type, wants_learning


class Frame:
    """The task as far as request and profile tell.

    task_type is classification, regression or general; target and classes are those of the profile's
    column; candidates are the columns that could be meant where the request names none or several.
    """

    def __init__(self, request: str, profile: dict | None):
        self.request = request
        self.profile = profile
        self.columns: list[dict] = profile["columns"] if profile else []
        self.target: dict | None = None
        self.task_type = "general"
        self.candidates: list[str] = []
        if profile and wants_learning(request):
            self._find_target()

    @property
    def features(self) -> list[dict]:
        """The columns to predict from."""
        return [c for c in self.columns if c["role"] == "feature" and c is not self.target]

    @property
    def classes(self) -> list[dict]:
        """The target's classes with their counts, the most frequent first; empty for a regression."""
        return self.target["categories"] if self.target and self.task_type == "classification" else []

    @property
    def target_rows(self) -> int:
        """Rows that have a value to learn from."""
        return self.profile["rows"] - self.target["missing"] if self.profile and self.target else 0

    @property
    def majority_share(self) -> float:
        return self.classes[0]["count"] / self.target_rows

    def target_name(self, language: str) -> str:
        return shown(self.target, language) if self.target else ""

    def _find_target(self) -> None:
        possible = {c["name"]: c for c in self.columns if c["role"] == "feature"}
        titles = {name: list(c.get("titles", {}).values()) for name, c in possible.items()}
        name = choose_target(self.request, titles)
        if name is None:
            self.candidates = mentioned(self.request, titles) or list(possible)
            return
        self.target = possible[name]
        self.task_type = task_type(self.request, self.target["kind"], len(self.target.get("categories", ())))
