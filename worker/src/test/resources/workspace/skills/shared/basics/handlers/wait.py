import os
import subprocess
import sys
import time


def run(inputs, context):
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    context.progress(f"{os.getpid()} {child.pid}")
    while not os.path.exists(inputs.get("until", "")):
        time.sleep(0.02)
    return {"summary": "Waited."}
