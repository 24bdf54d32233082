"""Puts an earlier version of a model into service again, once its file is known to be sound."""

from __future__ import annotations

import store
import threads

from openclaw_skill import Context, SkillError


def run(inputs: dict, context: Context) -> dict:
    t, models = context.text, store.ModelStore(context)
    name = inputs.get("model") or models.only(inputs.get("request") or "")
    before = models.current(name)
    version = inputs.get("version") or _previous(models, name, before)
    folder = models.folder(name, version)
    metadata = store.read_metadata(folder)
    context.progress(t(zh=f"校验 {name} {version}", en=f"Verifying {name} {version}"), 0.3)
    sample = _verified(folder, metadata)
    changed = before != version
    if changed:
        context.progress(t(zh=f"切换到 {version}", en=f"Putting {version} into service"), 0.8)
        models.point(name, version)
    return {
        "model": name,
        "version": version,
        **({"replaced": before} if before else {}),
        "changed": changed,
        "sha256": metadata["artifact"]["sha256"],
        "sample_prediction": sample,
        "pointer": f"workspace/models/{name}/current",
        "summary": t(
            zh=f"{name} 现由 {version} 提供服务" + (f"(此前为 {before})。" if changed else ",没有变化。"),
            en=f"{name} is served by {version} now" + (f" ({before} before)." if changed else ", as before."),
        ),
    }


def _previous(models: store.ModelStore, name: str, current: str | None) -> str:
    """The version that the current one replaced when it was deployed."""
    folder = models.folder(name)
    previous = store.read_metadata(folder).get("rollback", {}).get("previous_version")
    if not previous:
        known = ", ".join(models.versions(name))
        raise SkillError("NO_PREVIOUS_VERSION", f"{name} {current} replaced no version; there are: {known}")
    return previous


def _verified(folder, metadata: dict) -> dict:
    """A prediction by the version that is to serve: a file that is damaged or does not load must not become current."""
    threads.limit()
    import health

    model = store.load(folder, metadata)
    known = metadata.get("sample_prediction", {})
    answer = health.predict_one(model, known.get("input", {}), metadata["features"])
    if "prediction" in known and not health.same(answer["prediction"], known["prediction"]):
        raise SkillError(
            "HEALTH_CHECK_FAILED",
            f"{folder.name} predicts {answer['prediction']} for its own sample, which was {known['prediction']} when it"
            " was deployed",
        )
    return {"input": known.get("input", {}), **answer}
