"""The call that a handler serves."""

from __future__ import annotations

from openclaw_skill.errors import SkillError
from openclaw_skill.protocol import Channel

TYPE_CHECKING = False  # As typing's, which takes its time to import, as pathlib does.
if TYPE_CHECKING:
    from pathlib import Path


class Agent:
    """On whose behalf the handler runs."""

    def __init__(self, values: dict):
        self.id: str = values["id"]
        self.name: str = values.get("name") or self.id
        self.domains: tuple[str, ...] = tuple(values.get("domains") or ())


class Context:
    """What a handler knows of its call, and its way to speak while it runs.

    One object a call. Its methods may be called from any thread.
    """

    def __init__(self, values: dict, channel: Channel):
        self._channel = channel
        self._artifacts: dict[str, str] = {}
        self.task_id: str = values.get("taskId", "")
        self.step_id: str = values.get("stepId", "")
        self.attempt: int = values.get("attempt", 1)
        self.idempotency_key: str = values.get("idempotencyKey") or ""
        self.language: str = "zh" if values.get("language") == "zh" else "en"
        self.agent: Agent | None = Agent(values["agent"]) if values.get("agent") else None
        self._workspace: str = values["workspace"]
        self._artifacts_dir: str = values["artifactsDir"]
        self._scratch_dir: str = values.get("scratchDir") or self._artifacts_dir
        self._paths: tuple[str, ...] = tuple(values.get("paths") or ())
        # Small files may have been copied to where the handler can read them.
        self._originals: dict[str, str] = values.get("originals") or {}

    @property
    def workspace(self) -> Path:
        """The workspace's folder."""
        return _path(self._workspace)

    @property
    def artifacts_dir(self) -> Path:
        """Where files of the result are written; see artifact()."""
        return _path(self._artifacts_dir)

    @property
    def scratch_dir(self) -> Path:
        """A private folder that is gone after the call."""
        return _path(self._scratch_dir)

    @property
    def paths(self) -> tuple[Path, ...]:
        """What the agent's permissions grant."""
        return tuple(_path(path) for path in self._paths)

    def text(self, *, zh: str, en: str) -> str:
        """The one of the two that is in the request's language."""
        return zh if self.language == "zh" else en

    def progress(self, message: str, fraction: float | None = None) -> None:
        """Tells the people who watch what is being done; fraction is from 0 to 1."""
        line: dict = {"type": "progress", "message": message}
        if fraction is not None:
            line["fraction"] = round(min(1.0, max(0.0, fraction)), 4)
        self._channel.send(line)

    def log(self, level: str, message: str) -> None:
        """Writes to the worker's log: debug, info, warn or error. No payloads, no secrets."""
        self._channel.send({"type": "log", "level": level, "message": message})

    def artifact(self, name: str, media_type: str) -> Path:
        """Gives the path at which to write a file of the result; it is announced when the handler returns."""
        if not name or name != _path(name).name or name.startswith(".") or len(name) > 200:
            raise SkillError("BAD_OUTPUT", f"{name!r} is no plain file name for an artifact")
        self.artifacts_dir.mkdir(parents=True, exist_ok=True)
        self._artifacts[name] = media_type
        return self.artifacts_dir / name

    def virtual_path(self, path: str | Path) -> str:
        """How to show a path: below ``workspace/`` where it lies in the workspace, else its name alone."""
        resolved = _path(path).resolve()
        resolved = _path(self._originals.get(str(resolved), resolved))
        root = self.workspace.resolve()
        if resolved == root:
            return "workspace"
        if root in resolved.parents:
            return "workspace/" + resolved.relative_to(root).as_posix()
        return resolved.name

    def announce_artifacts(self) -> None:
        """Used by the runner when the handler has returned: by then each file has to be there."""
        for name, media_type in self._artifacts.items():
            if not (self.artifacts_dir / name).is_file():
                raise SkillError("BAD_OUTPUT", f"the artifact {name} was never written")
            self._channel.send({"type": "artifact", "name": name, "mediaType": media_type})
        self._artifacts.clear()


def _path(path: str | Path) -> Path:
    from pathlib import Path

    return Path(path)
