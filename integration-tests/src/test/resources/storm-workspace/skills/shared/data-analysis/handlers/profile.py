"""One watch of the vigil."""

import time

from openclaw_skill import Context


def run(inputs: dict, context: Context) -> dict:
    watch = inputs["watch"]
    time.sleep(watch["seconds"])
    return {"watch": watch["number"]}
