"""Checks a model in service: its files, real predictions, and how fast they come."""

from __future__ import annotations

import time

import store
import threads

from openclaw_skill import Context, SkillError
from openclaw_skill.markdown import number

PASSED, FAILED, SKIPPED = "pass", "fail", "skipped"


def run(inputs: dict, context: Context) -> dict:
    t, models = context.text, store.ModelStore(context)
    name = inputs.get("model") or models.only(inputs.get("request") or "")
    folder = models.folder(name, inputs.get("version"))
    metadata = store.read_metadata(folder)
    checks = _Checks()
    model = checks.make("hash_and_load", lambda: _loaded(folder, metadata, context))
    latency: dict = {}
    if model is not None:
        checks.make("environment", lambda: _environment(metadata))
        checks.make("sample_prediction", lambda: _sample(model, metadata))
        context.progress(t(zh="测量延迟", en="Measuring the latency"), 0.5)
        checks.make("latency", lambda: latency.update(_latency(model, metadata, inputs.get("most_p99_ms"))))
    else:
        checks.skip("environment", "sample_prediction", "latency")
    healthy = all(c["outcome"] != FAILED for c in checks.found) and model is not None
    wrong = [f"{c['check']}: {c['message']}" for c in checks.found if c["outcome"] == FAILED]
    return {
        "model": name,
        "version": folder.name,
        "healthy": healthy,
        "checks": checks.found,
        **({"latency_ms": latency} if latency else {}),
        "checked_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "summary": _summary(name, folder.name, latency, wrong, context),
    }


class _Checks:
    """What was found, one check after the other; a failed one does not end the others."""

    def __init__(self) -> None:
        self.found: list[dict] = []

    def make(self, check: str, action):
        try:
            made = action()
        except SkillError as e:
            self.found.append({"check": check, "outcome": FAILED, "message": e.message})
            return None
        self.found.append({"check": check, "outcome": PASSED})
        return made

    def skip(self, *checks: str) -> None:
        self.found.extend({"check": check, "outcome": SKIPPED} for check in checks)


def _loaded(folder, metadata: dict, context: Context):
    context.progress(context.text(zh="校验并加载", en="Verifying and loading"), 0.2)
    threads.limit()
    return store.load(folder, metadata)


def _environment(metadata: dict) -> bool:
    import sklearn

    trained_with = metadata["environment"]["scikit_learn"]
    if sklearn.__version__.split(".")[:2] != trained_with.split(".")[:2]:
        raise SkillError("HEALTH_CHECK_FAILED", f"trained with scikit-learn {trained_with}, this is {sklearn.__version__}")
    return True


def _sample(model, metadata: dict) -> bool:
    import health

    known = metadata["sample_prediction"]
    answer = health.predict_one(model, known["input"], metadata["features"])["prediction"]
    if not health.same(answer, known["prediction"]):
        raise SkillError("HEALTH_CHECK_FAILED", f"the sample is predicted as {answer}, and was {known['prediction']}")
    return True


def _latency(model, metadata: dict, most: float | None) -> dict:
    """Measured now, with the sample's row; 'deployed' is what it was then."""
    import health

    measured = health.latency(model, [metadata["sample_prediction"]["input"]], metadata["features"])
    if most is not None and measured["p99"] > most:
        raise SkillError("HEALTH_CHECK_FAILED", f"p99 is {measured['p99']} ms; at most {number(most)} ms are allowed")
    return {**measured, "deployed_p99": metadata["latency_ms"]["p99"]}


def _summary(name: str, version: str, latency: dict, wrong: list[str], context: Context) -> str:
    if wrong:
        return context.text(
            zh=f"{name} {version} 不健康:{';'.join(wrong)}。可用 model_rollback 退回上一版本。",
            en=f"{name} {version} is not healthy: {'; '.join(wrong)}. model_rollback puts an earlier version back.",
        )
    p99 = number(latency["p99"], 3)
    return context.text(
        zh=f"{name} {version} 健康:哈希一致,样本预测一致,单条预测 p99 {p99} ms。",
        en=f"{name} {version} is healthy: hash and sample prediction as deployed, p99 of one prediction {p99} ms.",
    )
