"""The model store: ``models/<name>/<version>/`` and the file ``models/<name>/current``.

A version's folder appears complete or not at all and its files never change; ``current`` names the version in
service and is replaced atomically. Several processes may publish at once.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from openclaw_skill import Context, SkillError
from openclaw_skill.datasets import sha256_of

VERSION = re.compile(r"v([1-9][0-9]*)")
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
ABANDONED_S = 24 * 3600
MODEL, METADATA, CURRENT, ACTIVATED = "model.joblib", "metadata.json", "current", "activated"


class ModelStore:
    """The versions of the models in a workspace."""

    def __init__(self, context: Context):
        self.root = context.workspace / "models"
        granted = [p.resolve() for p in context.paths]
        root = self.root.resolve()
        if not any(root == p or p in root.parents for p in granted):
            raise SkillError("FORBIDDEN_PATH", "workspace/models is not among the paths that the agent may use")

    def names(self) -> list[str]:
        """Of the models that have a version in service."""
        if not self.root.is_dir():
            return []
        return sorted(p.name for p in self.root.iterdir() if (p / CURRENT).is_file())

    def only(self, request: str) -> str:
        """The model that a request names, or the only one there is."""
        names = self.names()
        mentioned = [n for n in names if n in request]
        if len(mentioned) == 1:
            return mentioned[0]
        if len(names) == 1:
            return names[0]
        if not names:
            raise SkillError("MODEL_NOT_FOUND", "no model is deployed yet")
        raise SkillError("BAD_INPUT", f"say which model: {', '.join(names)}")

    def folder(self, name: str, version: str | None = None) -> Path:
        """Of a version, or of the one in service."""
        if not NAME.fullmatch(name):
            raise SkillError("BAD_INPUT", f"{name!r} is no name of a model")
        if version and not VERSION.fullmatch(version):
            raise SkillError("BAD_INPUT", f"{version!r} is no name of a version")
        chosen = version or self.current(name)
        if chosen is None or not (self.root / name / chosen / METADATA).is_file():
            known = ", ".join(self.names()) or "none"
            wanted = f"{name} {version}" if version else name
            raise SkillError("MODEL_NOT_FOUND", f"there is no deployed model {wanted}; deployed are: {known}")
        return self.root / name / chosen

    def current(self, name: str) -> str | None:
        try:
            text = (self.root / name / CURRENT).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        if not VERSION.fullmatch(text):
            raise SkillError("MODEL_DAMAGED", f"workspace/models/{name}/current does not name a version")
        return text

    def of_key(self, name: str, key: str) -> str | None:
        """The version that an earlier attempt with the same idempotency key published."""
        if key:
            for version in self._versions(name):
                if read_metadata(self.root / name / version)["idempotency_key"] == key:
                    return version
        return None

    def publish(self, name: str, key: str, fill: Callable[[Path], None]) -> str:
        """Makes a version: fill writes its files into a folder that nobody sees yet.

        When another attempt with the same key was faster, its version is the answer.
        """
        home = self.root / name
        home.mkdir(parents=True, exist_ok=True)
        _sweep(home)
        staged = Path(tempfile.mkdtemp(prefix=".staged-", dir=home))
        try:
            fill(staged)
            staged.chmod(0o755)
            while True:
                existing = self.of_key(name, key)
                if existing:
                    return existing
                taken = [int(VERSION.fullmatch(v)[1]) for v in self._versions(name)]
                version = f"v{max(taken, default=0) + 1}"
                try:
                    # Fails where a rival took the number: a folder with files is never replaced.
                    os.rename(staged, home / version)
                    return version
                except OSError:
                    if not (home / version).is_dir():
                        raise
        finally:
            shutil.rmtree(staged, ignore_errors=True)

    def activate(self, name: str, version: str) -> None:
        """Puts a version into service, once: a repeated call does not undo a later rollback."""
        home = self.root / name
        if (home / version / ACTIVATED).exists():
            return
        self.point(name, version)
        (home / version / ACTIVATED).touch()

    def point(self, name: str, version: str) -> None:
        """Makes a version the current one, whatever was before."""
        replace_text(self.root / name / CURRENT, version + "\n")

    def versions(self, name: str) -> list[str]:
        """In the order in which they were made."""
        return sorted(self._versions(name), key=lambda v: int(v[1:]))

    def _versions(self, name: str) -> list[str]:
        home = self.root / name
        if not home.is_dir():
            return []
        return sorted(p.name for p in home.iterdir() if VERSION.fullmatch(p.name))


def _sweep(home: Path) -> None:
    """Removes what attempts that were killed long ago have left."""
    for left in home.glob(".staged-*"):
        if time.time() - left.stat().st_mtime > ABANDONED_S:
            shutil.rmtree(left, ignore_errors=True)


def read_metadata(folder: Path) -> dict:
    try:
        return json.loads((folder / METADATA).read_text(encoding="utf-8"))
    except (OSError, ValueError) as e:
        raise SkillError("MODEL_DAMAGED", f"{folder.name}/{METADATA} cannot be read: {e}") from e


def load(folder: Path, metadata: dict):
    """The model of a version, once its file is known to be the one that was deployed."""
    import trained

    file = folder / MODEL
    if not file.is_file() or sha256_of(file) != metadata["artifact"]["sha256"]:
        raise SkillError(
            "MODEL_DAMAGED", f"{folder.parent.name} {folder.name}: the model file is not the one that was deployed"
        )
    return trained.load(file)


def replace_text(file: Path, text: str) -> None:
    """Readers see the old text or the new one, never a part."""
    handle, temporary = tempfile.mkstemp(prefix=".new-", dir=file.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    os.chmod(temporary, 0o644)
    os.replace(temporary, file)
