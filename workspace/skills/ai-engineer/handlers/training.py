"""The work of model_training: split, compare, choose, fit, and write down how it went."""

from __future__ import annotations

import json
import platform
from pathlib import Path

import joblib
import model_card
import numpy as np
import pipelines
import selection
import sklearn
import training_table
from sklearn.model_selection import train_test_split
from task import Task, define

from openclaw_skill import Context, SkillError
from openclaw_skill.datasets import Package, model_name, sha256_of
from openclaw_skill.markdown import number

SEED, TEST_SHARE, FOLDS = 42, 0.2, 5


def train(inputs: dict, context: Context) -> dict:
    path = Path(inputs["training_data"])
    task = define(training_table.read(path, context), inputs, context)
    plan = (inputs.get("tech_design_doc") or {}).get("training_plan") or {}
    trained = {
        "name": inputs.get("name") or plan.get("model_name") or model_name(path.stem, task.target),
        "task_type": task.task_type,
        "target": task.target,
        "target_origin": task.origin,
        **({"classes": task.classes} if task.classes else {}),
        "excluded": task.excluded,
        "data": _data(task, path, context),
        **_fit(task, plan, context),
        "environment": {"python": platform.python_version(), "scikit_learn": sklearn.__version__},
    }
    trained["summary"] = _summary(trained, context)
    card = model_card.write(trained, Package.of(path), context)
    context.artifact("model_card.md", "text/markdown").write_text(card, encoding="utf-8")
    return {**trained, "model_card": {"artifact": "model_card.md"}}


def _fit(task: Task, plan: dict, context: Context) -> dict:
    """Chooses by cross-validation within the training part and fits the chosen one on all of that part."""
    t = context.text
    seed = plan.get("split", {}).get("seed", SEED)
    share = plan.get("split", {}).get("test_share", TEST_SHARE)
    rows, held_out = _split(task, share, seed)
    X, y = task.X[rows], task.y[rows]
    folds = _folds(y, plan.get("cross_validation", {}).get("folds", FOLDS), task.task_type)
    comparison = selection.Comparison(X, y, task.task_type, folds, seed)
    base, _, _ = comparison.score(pipelines.baseline(task.task_type))
    names = plan.get("candidates") or list(pipelines.CANDIDATES[task.task_type])
    models = {name: pipelines.candidate(task.task_type, name, task.kinds, seed) for name in names}
    candidates = []
    for i, (name, model) in enumerate(models.items()):
        told = t(zh=f"交叉验证 {name}({folds} 折)", en=f"Cross-validating {name} ({folds} folds)")
        context.progress(told, 0.1 + 0.7 * i / len(models))
        candidates.append(comparison.candidate(name, model))
    chosen, best = selection.choose(candidates)

    context.progress(t(zh="检查单个特征是否泄漏答案", en="Checking whether one feature gives the answer away"), 0.8)
    single = selection.strongest_single(comparison, task.task_type, task.kinds, seed)
    told = t(zh=f"在全部训练数据上拟合 {chosen['name']}", en=f"Fitting {chosen['name']} on the training part")
    context.progress(told, 0.9)
    file = context.artifact("model.joblib", "application/octet-stream")
    joblib.dump(models[chosen["name"]].fit(X, y), file, compress=3)
    holdout = json.dumps(_holdout(task, rows, held_out), ensure_ascii=False, allow_nan=False)
    context.artifact("holdout.json", "application/json").write_text(holdout, encoding="utf-8")
    return {
        "features": _features(task, X),
        "split": {
            "test_share": share,
            "stratified": task.task_type == "classification",
            "seed": seed,
            "train_rows": len(rows),
            "test_rows": len(held_out),
            "folds": folds,
            "duplicates_in_training": _duplicates(task, rows, held_out),
        },
        "selection_metric": comparison.metric,
        "baseline": {
            "strategy": "majority_class" if task.task_type == "classification" else "mean",
            "score": round(base, 6),
        },
        "candidates": candidates,
        "chosen": {"name": chosen["name"], "reason": _reason(chosen, best, candidates, context)},
        "strongest_single_feature": single,
        "model": {"artifact": "model.joblib"},
        "model_sha256": sha256_of(file),
        "holdout": {"artifact": "holdout.json"},
    }


def _data(task: Task, path: Path, context: Context) -> dict:
    return {
        "path": context.virtual_path(path),
        "sha256": sha256_of(path),
        "rows": task.rows,
        "used_rows": task.used_rows,
        "dropped_missing_target": task.rows - task.used_rows,
        "missing_by_feature": {name: count for name, count in task.missing.items() if count},
    }


def _split(task: Task, share: float, seed: int):
    labels = task.y if task.task_type == "classification" else None
    try:
        return train_test_split(np.arange(task.used_rows), test_size=share, random_state=seed, stratify=labels)
    except ValueError as e:
        raise SkillError("BAD_INPUT", f"the data cannot be split: {e}") from e


def _folds(y: np.ndarray, wanted: int, task_type: str) -> int:
    """Each fold needs a row of each class."""
    if task_type == "regression":
        return wanted
    return int(max(2, min(wanted, np.unique(y.astype(str), return_counts=True)[1].min())))


def _holdout(task: Task, train: np.ndarray, test: np.ndarray) -> dict:
    """The rows set aside, and what a baseline has to know of the others."""
    names = list(task.kinds)
    plain = [{name: _plain(v) for name, v in zip(names, task.X[i])} for i in test]
    targets = [_plain(task.y[i]) for i in test]
    return {"rows": plain, "targets": targets, "baseline": _baseline_answer(task, train)}


def _baseline_answer(task: Task, train: np.ndarray) -> str | float:
    if task.task_type == "regression":
        return float(np.mean(task.y[train].astype(float)))
    values, counts = np.unique(task.y[train].astype(str), return_counts=True)
    return str(values[counts.argmax()])


def _plain(value: object) -> str | float | None:
    if isinstance(value, str):
        return value
    return None if value != value else float(value)


def _duplicates(task: Task, train: np.ndarray, test: np.ndarray) -> int:
    def key(i: int) -> tuple:
        return (*(str(v) for v in task.X[i]), str(task.y[i]))

    seen = {key(i) for i in train}
    return sum(key(i) in seen for i in test)


def _features(task: Task, X: np.ndarray) -> list[dict]:
    """With the values that training has seen: predictions warn of others."""
    found = []
    for i, (name, kind) in enumerate(task.kinds.items()):
        present = [v for v in X[:, i] if v == v]
        feature: dict = {"name": name, "kind": kind}
        if kind == "numeric" and present:
            feature |= {"min": float(min(present)), "max": float(max(present))}
        elif kind != "numeric":
            feature["values"] = sorted(set(present))
        found.append(feature)
    return found


def _reason(chosen: dict, best: dict, candidates: list[dict], context: Context) -> str:
    if chosen is best and chosen is candidates[0]:
        return context.text(
            zh=f"交叉验证得分最高({number(best['score'])} ± {number(best['standard_error'], 2)}),也是最简单的候选",
            en=(
                f"the highest score ({number(best['score'])} ± {number(best['standard_error'], 2)}), and the simplest"
                " of the candidates"
            ),
        )
    if chosen is best:
        return context.text(
            zh=f"交叉验证得分最高({number(best['score'])} ± {number(best['standard_error'], 2)}),没有更简单的候选在一个标准误以内",
            en=(
                f"the highest score ({number(best['score'])} ± {number(best['standard_error'], 2)}); no simpler"
                " candidate is within one standard error"
            ),
        )
    return context.text(
        zh=(
            f"得分 {number(chosen['score'])},与最高的 {best['name']}({number(best['score'])} ±"
            f" {number(best['standard_error'], 2)})相差不到一个标准误,而且更简单"
        ),
        en=(
            f"its score of {number(chosen['score'])} is within one standard error of the best, {best['name']}"
            f" ({number(best['score'])} ± {number(best['standard_error'], 2)}), and it is simpler"
        ),
    )


def _summary(trained: dict, context: Context) -> str:
    chosen = next(c for c in trained["candidates"] if c["name"] == trained["chosen"]["name"])
    split, metric = trained["split"], trained["selection_metric"]
    return context.text(
        zh=(
            f"用 {len(trained['features'])} 个特征预测 {trained['target']}:{split['train_rows']}"
            f" 行训练,{split['test_rows']} 行留出。{len(trained['candidates'])} 个候选中选 {chosen['name']},交叉验证"
            f" {metric} {number(chosen['score'])} ± {number(chosen['standard_error'], 2)},基线"
            f" {number(trained['baseline']['score'])}。"
        ),
        en=(
            f"{len(trained['features'])} features predict {trained['target']}: {split['train_rows']} rows to train,"
            f" {split['test_rows']} held out. Of {len(trained['candidates'])} candidates {chosen['name']} was chosen,"
            f" with a cross-validated {metric} of {number(chosen['score'])} ± {number(chosen['standard_error'], 2)}"
            f" against a baseline of {number(trained['baseline']['score'])}."
        ),
    )
