"""The handler of the suite that every runtime passes; it does what its input says."""

import time

from openclaw_skill import SkillError


def run(inputs, context):
    what = inputs["do"]
    if what == "echo":
        return {
            "inputs": inputs,
            "key": context.idempotency_key,
            "attempt": context.attempt,
            "task": context.task_id,
            "step": context.step_id,
            "agent": context.agent.id,
            "language": context.language,
        }
    if what == "misfit":
        return {"rows": "many"}
    if what == "work":
        context.progress("begins", 0.0)
        context.log("info", "half of it is done")
        context.artifact("report.md", "text/markdown").write_text("# Report\n", encoding="utf-8")
        context.progress("ends", 1.0)
        return {"report": {"artifact": "report.md"}}
    if what == "spoil":
        context.artifact("report.md", "text/markdown").write_text("# Report\n", encoding="utf-8")
        raise SkillError("SPOILT", "on purpose")
    if what == "fail":
        raise SkillError("NO_LUCK", "try again", retryable=inputs["retryable"])
    if what == "break":
        raise ValueError("unforeseen")
    if what == "wait":
        context.progress("waits")
        time.sleep(600)
    while what == "chatter":
        context.progress("and so on")
    if what == "large":
        return {"text": "x" * inputs["n"]}
    if what == "deep":
        output = {}
        for _ in range(inputs["n"]):
            output = {"more": output}
        return output
    raise SkillError("BAD_INPUT", f"cannot do {what}")
