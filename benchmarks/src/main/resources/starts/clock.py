import time


def run(inputs, context):
    return {"at": time.monotonic_ns()}
