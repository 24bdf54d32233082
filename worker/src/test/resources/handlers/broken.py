import os
import signal

from openclaw_skill import SkillError


def run(inputs, context):
    how = inputs["how"]
    if how == "error":
        raise SkillError("NO_LUCK", "try again", retryable=True)
    if how == "verbose":
        raise SkillError("C" * 1000, "m" * inputs["length"])
    if how == "exception":
        raise ValueError("unforeseen")
    if how == "exit":
        os._exit(3)
    if how == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    return {"how": how}
