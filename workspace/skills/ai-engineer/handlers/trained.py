"""Opening what model_training made: the model, and the rows that it has not seen."""

from __future__ import annotations

import json
from pathlib import Path

import joblib
from sklearn.pipeline import Pipeline

from openclaw_skill import SkillError
from openclaw_skill.datasets import sha256_of


class Holdout:
    """The held-out rows, their targets, and what the baseline answers."""

    def __init__(self, file: Path):
        content = json.loads(file.read_text(encoding="utf-8"))
        self.rows: list[dict] = content["rows"]
        self.targets: list[str | float] = content["targets"]
        self.baseline: str | float = content["baseline"]


def path_of(artifact: dict, what: str) -> Path:
    """Where an artifact of an earlier call lies."""
    path = artifact.get("path")
    if not path or not Path(path).is_file():
        raise SkillError(
            "BAD_INPUT", f"{what} is not there: the artifact {artifact.get('artifact')} has no readable file"
        )
    return Path(path)


def verified_file(model: dict) -> Path:
    """The model file, once its content is known to be the trained one: a joblib file can run code."""
    path = path_of(model["model"], "the model file")
    expected = model.get("model_sha256") or model["model"].get("sha256")
    actual = sha256_of(path)
    if expected != actual:
        raise SkillError(
            "MODEL_DAMAGED", f"{path.name} has the hash {actual[:16]}…, and {str(expected)[:16]}… was trained"
        )
    return path


def load(file: Path) -> Pipeline:
    """Loads a file whose hash was verified."""
    try:
        return joblib.load(file)
    except Exception as e:
        # Whatever a file of another library version raises, the remedy is the same.
        raise SkillError("MODEL_DAMAGED", f"{file.name} cannot be loaded: {type(e).__name__}: {e}") from e
