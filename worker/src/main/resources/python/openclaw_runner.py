"""Runs one call of a skill handler: ``python3 -I openclaw_runner.py``; see openclaw_call."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
# The workspace is often read-only and always the user's: no __pycache__ folders in it.
sys.dont_write_bytecode = True

from openclaw_call import main  # noqa: E402

if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # The answer has been given: threads that a library left behind must not keep the process.
    os._exit(status)
