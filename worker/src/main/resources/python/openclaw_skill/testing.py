"""Calls a handler in a test as the worker does: by the runner, in a process of its own."""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from openclaw_skill.errors import SkillError

RUNNER = Path(__file__).resolve().parent.parent / "openclaw_runner.py"
LIMIT_S = 300


class Outcome:
    """What a call came to.

    output: as a later call gets it, with the path of each artifact; messages: all lines but the last one.
    """

    def __init__(self, output: dict, messages: list[dict], artifacts_dir: Path):
        self.output = output
        self.messages = messages
        self.artifacts_dir = artifacts_dir

    def text(self, artifact: str) -> str:
        return (self.artifacts_dir / artifact).read_text(encoding="utf-8")

    def progress(self) -> list[str]:
        return [m["message"] for m in self.messages if m["type"] == "progress"]


def call(
    handler_file: str | Path,
    inputs: dict,
    *,
    language: str = "en",
    agent: dict | None = None,
    workspace: str | Path | None = None,
    paths: tuple = (),
    key: str = "",
    environment: dict[str, str] | None = None,
) -> Outcome:
    """Runs one call; a reported error is raised as the SkillError that it stands for."""
    handler = Path(handler_file).resolve()
    folder = Path(tempfile.mkdtemp(prefix="openclaw-call-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # tests look at the artifacts first
    message = {
        "type": "call",
        "callId": "call",
        "skill": handler.parent.parent.name,
        "handler": handler.stem,
        "handlerFile": str(handler),
        "inputs": inputs,
        "context": {
            "taskId": "task",
            "stepId": "step",
            "attempt": 1,
            "idempotencyKey": key,
            "language": language,
            "agent": agent,
            "artifactsDir": str(folder / "artifacts"),
            "workspace": str(workspace or folder),
            "scratchDir": str(folder),
            "paths": [str(p) for p in paths],
        },
    }
    lines = run(json.dumps(message, ensure_ascii=False) + "\n", environment)
    last = lines[-1]
    if last["type"] == "error":
        raise SkillError(last["code"], last["message"], last["retryable"])
    media_types = {m["name"]: m["mediaType"] for m in lines if m["type"] == "artifact"}
    output = _located(last["output"], folder / "artifacts", media_types)
    return Outcome(output, lines[:-1], folder / "artifacts")


def run(line: str, environment: dict[str, str] | None = None) -> list[dict]:
    """Hands a raw line to the runner and gives the lines that it answers."""
    done = subprocess.run(
        [sys.executable, "-I", str(RUNNER)],
        # As in the protocol: the escape of a lone surrogate is valid JSON.
        input=line.encode("utf-8", "backslashreplace"),
        stdout=subprocess.PIPE,
        timeout=LIMIT_S,
        env={**os.environ, **(environment or {})},
    )
    if done.returncode != 0:
        raise AssertionError(f"the runner ended with {done.returncode}")
    return [json.loads(text) for text in done.stdout.decode("utf-8").splitlines()]


def _located(value: object, folder: Path, media_types: dict[str, str]) -> object:
    """The value with each file artifact completed as the worker completes it."""
    if isinstance(value, list):
        return [_located(item, folder, media_types) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) != {"artifact"}:
        return {key: _located(item, folder, media_types) for key, item in value.items()}
    name = value["artifact"]
    content = (folder / name).read_bytes()
    return {
        "artifact": name,
        "uri": f"artifact:task/step/agent/1/{name}",
        "mediaType": media_types[name],
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "path": str(folder / name),
    }
