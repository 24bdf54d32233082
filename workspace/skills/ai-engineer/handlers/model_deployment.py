"""Puts an evaluated model into service as a new version, or says why not."""

from __future__ import annotations

import json
import shutil
from datetime import datetime, timezone
from pathlib import Path

import gate
import store
import threads

from openclaw_skill import Context, SkillError
from openclaw_skill.markdown import number, percent


def run(inputs: dict, context: Context) -> dict:
    t, model, report = context.text, inputs["trained_model"], inputs["evaluation_report"]
    models = store.ModelStore(context)
    name, key = model["name"], context.idempotency_key
    if not store.NAME.fullmatch(name):
        raise SkillError("BAD_INPUT", f"{name!r} is no name of a model: lower case, digits and hyphens")
    earlier = models.of_key(name, key)
    if earlier:
        return _in_service(models, name, earlier, reused=True)
    context.progress(t(zh="核对门槛", en="Checking the gate"), 0.1)
    _refuse(report)
    previous = models.current(name)

    def fill(folder: Path) -> None:
        _fill(folder, model, report, previous, context)

    version = models.publish(name, key, fill)
    return _in_service(models, name, version, reused=False)


def _refuse(report: dict) -> None:
    reasons = gate.failures(report["gate"])
    if not report["beats_baseline"]:
        reasons.insert(0, "the model is not clearly better than its baseline")
    if reasons:
        raise SkillError("GATE_FAILED", "not deployed: " + "; ".join(reasons))


def _fill(folder: Path, model: dict, report: dict, previous: str | None, context: Context) -> None:
    """Writes a version's files and checks them there, before anybody can see them."""
    t = context.text
    context.progress(t(zh="写入模型文件", en="Writing the model's files"), 0.3)
    threads.limit()
    import health
    import trained

    file = trained.verified_file(model)
    artifact = {"file": store.MODEL, "bytes": file.stat().st_size, "sha256": trained.sha256_of(file)}
    if artifact["sha256"] != report["model_sha256"]:
        raise SkillError("BAD_INPUT", "the evaluation report is about another model file than the one to deploy")
    shutil.copyfile(file, folder / store.MODEL)
    for key, source in (("model_card", model), ("report", report)):
        if source.get(key):
            shutil.copyfile(trained.path_of(source[key], key), folder / source[key]["artifact"])
    holdout = trained.Holdout(trained.path_of(model["holdout"], "the held-out part"))
    metadata = {
        "name": model["name"],
        "idempotency_key": context.idempotency_key,
        "task_id": context.task_id,
        "step_id": context.step_id,
        "created_at": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "algorithm": model["chosen"]["name"],
        "environment": model["environment"],
        "fallback": holdout.baseline,
        **_facts(model, report, artifact, previous),
    }
    # The measuring process reads the metadata as any caller will.
    _write(folder, metadata)

    context.progress(t(zh="健康检查:用部署的文件预测", en="Health check: predicting with the deployed file"), 0.5)
    loaded = store.load(folder, metadata)
    health.same_score(loaded, holdout.rows, holdout.targets, model["features"], report)
    sample = {k: v for k, v in holdout.rows[0].items() if v is not None}
    metadata["sample_prediction"] = {
        "input": sample,
        **health.predict_one(loaded, sample, model["features"]),
        "actual": holdout.targets[0],
    }
    context.progress(t(zh="测量延迟", en="Measuring the latency"), 0.7)
    metadata["latency_ms"] = {
        **health.latency(loaded, holdout.rows, model["features"]),
        "cold_start": health.cold_start(folder, sample),
    }
    # A call may have to start a process first: that is what its caller waits for.
    waited = metadata["latency_ms"]["cold_start"] + metadata["latency_ms"]["p99"]
    decided, _ = gate.check(report.get("gate_deferred", []), {"p99_latency_ms": round(waited, 1)})
    missed = gate.failures(decided)
    if missed:
        raise SkillError("GATE_FAILED", "not deployed: " + "; ".join(missed))
    metadata["gate"] = report["gate"] + decided
    metadata["summary"] = _summary(metadata, context)
    _write(folder, metadata)


def _facts(model: dict, report: dict, artifact: dict, previous: str | None) -> dict:
    split = model["split"]
    facts = {
        "task_type": model["task_type"],
        "target": model["target"],
        "features": model["features"],
        "metrics": report["metrics"],
        "intervals": report["intervals"],
        "baseline": report["baseline"],
        "artifact": artifact,
        "holdout": {
            "rows": split["test_rows"],
            "train_rows": split["train_rows"],
            "test_share": split["test_share"],
            "stratified": split["stratified"],
            "seed": split["seed"],
            "duplicates_in_training": split["duplicates_in_training"],
        },
        "data": model["data"],
        "rollback": {"pointer": f"workspace/models/{model['name']}/current", "available": previous is not None},
    }
    if previous:
        facts["rollback"]["previous_version"] = previous
    for key, source in (
        ("classes", model),
        ("strongest_single_feature", model),
        ("per_class", report),
        ("confusion_matrix", report),
    ):
        if key in source:
            facts[key] = source[key]
    return facts


def _write(folder: Path, metadata: dict) -> None:
    text = json.dumps(metadata, ensure_ascii=False, allow_nan=False, indent=2) + "\n"
    (folder / store.METADATA).write_text(text, encoding="utf-8")


def _in_service(models: store.ModelStore, name: str, version: str, reused: bool) -> dict:
    models.activate(name, version)
    metadata = store.read_metadata(models.root / name / version)
    internal = ("idempotency_key", "task_id", "step_id", "environment", "fallback")
    output = {k: v for k, v in metadata.items() if k not in internal}
    output["summary"] = output["summary"].replace("{version}", version)
    return {**output, "version": version, "path": f"workspace/models/{name}/{version}", "reused": reused}


def _summary(metadata: dict, context: Context) -> str:
    """The version's number is not known before it is published: it is put in afterwards."""
    m, name, latency = metadata["metrics"], metadata["name"], metadata["latency_ms"]
    if metadata["task_type"] == "classification":
        measured = context.text(
            zh=f"准确率 {percent(m['accuracy'])}(基线 {percent(metadata['baseline']['metrics']['accuracy'])})",
            en=f"accuracy {percent(m['accuracy'])} (baseline {percent(metadata['baseline']['metrics']['accuracy'])})",
        )
    else:
        measured = f"R² {number(m['r2'])}"
    sample, met = metadata["sample_prediction"], sum(c["passed"] for c in metadata["gate"])
    return context.text(
        zh=(
            f"{name} {{version}} 已上线:{measured},{len(metadata['gate'])} 条验收标准满足 {met} 条,单条预测 p99"
            f" {number(latency['p99'], 3)} ms,新进程首次预测 {number(latency['cold_start'], 3)} ms;自检样本预测为"
            f" {sample['prediction']},实际为 {sample['actual']}。"
        ),
        en=(
            f"{name} {{version}} is in service: {measured}, {met} of {len(metadata['gate'])} criteria met, p99 of one"
            f" prediction {number(latency['p99'], 3)} ms, first prediction of a new process"
            f" {number(latency['cold_start'], 3)} ms; the sample was predicted as {sample['prediction']} and is"
            f" {sample['actual']}."
        ),
    )
