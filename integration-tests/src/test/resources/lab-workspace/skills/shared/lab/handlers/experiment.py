"""Says which device it had, and when, by the clock that all processes of the machine share."""

import os
import time

from openclaw_skill import Context


def run(inputs: dict, context: Context) -> dict:
    began = time.monotonic()
    time.sleep(0.4)
    return {"device": os.environ["CUDA_VISIBLE_DEVICES"], "began": began, "ended": time.monotonic()}
