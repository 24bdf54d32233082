"""The models that are compared, as plain scikit-learn pipelines: a saved one needs no code of ours."""

from __future__ import annotations

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.ensemble import (
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    RandomForestClassifier,
    RandomForestRegressor,
)
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from openclaw_skill import SkillError

CANDIDATES = {
    "classification": {
        "logistic_regression": lambda seed: LogisticRegression(max_iter=2000),
        "random_forest": lambda seed: RandomForestClassifier(n_estimators=200, random_state=seed),
        "hist_gradient_boosting": lambda seed: HistGradientBoostingClassifier(random_state=seed),
    },
    "regression": {
        "ridge": lambda seed: Ridge(),
        "random_forest": lambda seed: RandomForestRegressor(n_estimators=200, random_state=seed),
        "hist_gradient_boosting": lambda seed: HistGradientBoostingRegressor(random_state=seed),
    },
}
"""By task, simplest first."""


def candidate(task_type: str, name: str, kinds: dict[str, str], seed: int) -> Pipeline:
    known = CANDIDATES[task_type]
    if name not in known:
        raise SkillError("BAD_INPUT", f"there is no candidate {name} for a {task_type}; there are {', '.join(known)}")
    return Pipeline([("prepare", _prepare(kinds)), ("model", known[name](seed))])


def baseline(task_type: str) -> Pipeline:
    model = DummyClassifier(strategy="most_frequent") if task_type == "classification" else DummyRegressor()
    return Pipeline([("model", model)])


def single_feature(task_type: str, index: int, kind: str, seed: int) -> Pipeline:
    """A small tree on one column of the matrix."""
    tree = DecisionTreeClassifier if task_type == "classification" else DecisionTreeRegressor
    prepare = ColumnTransformer([("one", _numeric() if kind == "numeric" else _words(), [index])])
    return Pipeline([("prepare", prepare), ("model", tree(max_depth=4, random_state=seed))])


def matrix(rows: list[dict], features: list[dict]) -> np.ndarray:
    """Rows as objects, in the shape that a pipeline takes; what a row lacks is NaN."""
    X = np.empty((len(rows), len(features)), dtype=object)
    for i, row in enumerate(rows):
        for j, feature in enumerate(features):
            value = row.get(feature["name"])
            if value is None:
                X[i, j] = np.nan
            else:
                X[i, j] = float(value) if feature["kind"] == "numeric" else _word(value)
    return X


def _word(value: object) -> str:
    # Booleans are the words that the table reader makes of them.
    return str(value).lower() if isinstance(value, bool) else str(value)


def _prepare(kinds: dict[str, str]) -> ColumnTransformer:
    numeric = [i for i, kind in enumerate(kinds.values()) if kind == "numeric"]
    words = [i for i, kind in enumerate(kinds.values()) if kind != "numeric"]
    parts = []
    if numeric:
        parts.append(("numbers", _numeric(), numeric))
    if words:
        parts.append(("words", _words(), words))
    return ColumnTransformer(parts)


def _numeric() -> Pipeline:
    return make_pipeline(SimpleImputer(strategy="median", keep_empty_features=True), StandardScaler())


def _words() -> Pipeline:
    return make_pipeline(
        SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore", sparse_output=False)
    )
