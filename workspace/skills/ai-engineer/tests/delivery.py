"""Calling the handlers, as the tests of this skill do."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from openclaw_skill import SkillError
from openclaw_skill.testing import Outcome, call

HANDLERS = Path(__file__).resolve().parent.parent / "handlers"
DATASETS = HANDLERS.parent.parent.parent / "datasets"
PENGUINS = DATASETS / "penguins.csv"
REQUEST = "Train and deploy a penguin species classifier from workspace/datasets/penguins.csv"
GATE = [
    {"id": "AC-1", "metric": "accuracy", "operator": ">=", "threshold": 0.721},
    {"id": "AC-2", "metric": "recall_min", "operator": ">=", "threshold": 0.667},
    {"id": "AC-3", "metric": "p99_latency_ms", "operator": "<=", "threshold": 60000},
]


def train(data: Path = PENGUINS, language: str = "en", **inputs):
    return call(HANDLERS / "model_training.py", {"training_data": str(data), **inputs}, language=language)


def evaluate(trained: dict, gate: list = GATE, language: str = "en"):
    inputs = {"trained_model": trained, "product_spec": {"acceptance_criteria": gate}}
    return call(HANDLERS / "model_evaluation.py", inputs, language=language)


def deploy(trained: dict, report: dict, workspace: Path, key: str = "key"):
    inputs = {"trained_model": trained, "evaluation_report": report}
    return call(HANDLERS / "model_deployment.py", inputs, workspace=workspace, paths=(workspace / "models",), key=key)


def predict(workspace: Path, **inputs):
    return on_store("predict", workspace, **inputs)


def on_store(handler: str, workspace: Path, language: str = "en", **inputs):
    return call(
        HANDLERS / f"{handler}.py", inputs, workspace=workspace, paths=(workspace / "models",), language=language
    )


@cache
def delivered() -> tuple[Outcome, Outcome]:
    """The training and the evaluation that several tests look at."""
    training = train(request=REQUEST)
    return training, evaluate(training.output)


@cache
def released(version: int) -> tuple[Path, dict]:
    """A workspace after so many deployments of that model, and what the last one said.

    Not to be changed: each version begins as a copy of the one before.
    """
    workspace = copy_of(released(version - 1)[0]) if version > 1 else Path(tempfile.mkdtemp())
    trained, report = (outcome.output for outcome in delivered())
    return workspace, deploy(trained, report, workspace, f"key-{version}").output


def copy_of(workspace: Path) -> Path:
    copied = Path(tempfile.mkdtemp()) / "workspace"
    shutil.copytree(workspace, copied)
    return copied


class Refusals:
    def refused(self, code: str, action, *arguments, **inputs) -> str:
        with self.assertRaises(SkillError) as raised:
            action(*arguments, **inputs)
        self.assertEqual(raised.exception.code, code)
        return raised.exception.message
