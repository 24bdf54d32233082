"""Predicts with a model in service."""

from __future__ import annotations

import csv
from pathlib import Path

import rows as rows_given
import store
import threads

from openclaw_skill import Context, SkillError

MOST_SHOWN = 100


def run(inputs: dict, context: Context) -> dict:
    threads.limit()
    t, models = context.text, store.ModelStore(context)
    name = inputs.get("model") or models.only(inputs.get("request") or "")
    folder = models.folder(name, inputs.get("version"))
    metadata = store.read_metadata(folder)
    features = metadata["features"]
    given = rows_given.given(inputs, features, context)
    rows, warnings = rows_given.checked(given, features, context)
    context.progress(t(zh=f"加载 {name} {folder.name}", en=f"Loading {name} {folder.name}"), 0.3)
    degraded = False
    try:
        predictions = _predict(folder, metadata, rows, warnings, context)
    except SkillError as e:
        if e.code != "MODEL_DAMAGED" or not inputs.get("allow_degraded"):
            raise
        degraded = True
        predictions = [{"prediction": metadata["fallback"]} for _ in rows]
        warnings.insert(
            0,
            t(
                zh=f"降级:模型不可用({e.message}),返回的是基线答案,不是预测",
                en=f"degraded: no model ({e.message}); these are the baseline's answers, not predictions",
            ),
        )
    output = {
        "model": name,
        "version": folder.name,
        "count": len(predictions),
        "predictions": predictions[:MOST_SHOWN],
        "degraded": degraded,
        "warnings": warnings,
        "summary": _summary(name, folder.name, metadata, predictions, degraded, context),
    }
    if inputs.get("data"):
        _write(context.artifact("predictions.csv", "text/csv"), given, predictions)
        output["file"] = {"artifact": "predictions.csv"}
    return output


def _predict(folder: Path, metadata: dict, rows: list[dict], warnings: list[str], context: Context) -> list[dict]:
    import pipelines
    import sklearn

    trained_with = metadata["environment"]["scikit_learn"]
    if sklearn.__version__ != trained_with:
        warnings.append(
            context.text(
                zh=f"模型由 scikit-learn {trained_with} 训练,当前为 {sklearn.__version__}",
                en=f"trained with scikit-learn {trained_with}, loaded with {sklearn.__version__}",
            )
        )
    model = store.load(folder, metadata)
    X = pipelines.matrix(rows, metadata["features"])
    answers = model.predict(X)
    if metadata["task_type"] == "regression":
        return [{"prediction": float(a)} for a in answers]
    classes = [str(c) for c in model.classes_]
    return [
        {"prediction": str(a), "probabilities": {c: round(float(p), 6) for c, p in zip(classes, line)}}
        for a, line in zip(answers, model.predict_proba(X))
    ]


def _write(file: Path, given: list[dict], predictions: list[dict]) -> None:
    """The rows as they were given, with the answers beside them."""
    names, classes = list(given[0]), list(predictions[0].get("probabilities", {}))
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([*names, "prediction", *(f"probability_{c}" for c in classes)])
        for row, answer in zip(given, predictions):
            answers = [answer["prediction"], *(answer["probabilities"][c] for c in classes)]
            writer.writerow([*(_cell(row.get(n)) for n in names), *answers])


def _cell(value: object) -> object:
    if value is None or value != value:
        return ""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _summary(name: str, version: str, metadata: dict, predictions: list[dict], degraded: bool, context: Context) -> str:
    t, target = context.text, metadata["target"]
    if degraded:
        answer = predictions[0]["prediction"]
        return t(
            zh=f"{name} {version} 不可用,{len(predictions)} 行均返回基线答案 {answer},不是预测。",
            en=(
                f"{name} {version} cannot be used; {len(predictions)} row(s) got the baseline's answer {answer}, which"
                " is no prediction."
            ),
        )
    if len(predictions) == 1:
        answer = predictions[0]
        sure = answer.get("probabilities", {}).get(str(answer["prediction"]))
        note = t(zh=f",概率 {sure:.1%}", en=f", with a probability of {sure:.1%}") if sure is not None else ""
        return t(
            zh=f"{name} {version}:{target} 为 {answer['prediction']}{note}。",
            en=f"{name} {version}: {target} is {answer['prediction']}{note}.",
        )
    if metadata["task_type"] == "regression":
        mean = sum(p["prediction"] for p in predictions) / len(predictions)
        return t(
            zh=f"{name} {version} 预测了 {len(predictions)} 行,{target} 平均 {mean:.4g}。",
            en=f"{name} {version} predicted {len(predictions)} rows; the mean {target} is {mean:.4g}.",
        )
    counts: dict[str, int] = {}
    for p in predictions:
        counts[p["prediction"]] = counts.get(p["prediction"], 0) + 1
    listed = ", ".join(f"{c} {n}" for c, n in sorted(counts.items(), key=lambda i: -i[1]))
    return t(
        zh=f"{name} {version} 预测了 {len(predictions)} 行:{listed}。",
        en=f"{name} {version} predicted {len(predictions)} rows: {listed}.",
    )
