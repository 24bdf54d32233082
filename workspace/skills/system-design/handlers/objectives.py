"""The numbers that an estimate starts from, and where each comes from."""

from __future__ import annotations

import re

from openclaw_skill import Context, SkillError

ASSUMED = {
    "throughput_per_minute": 10.0,
    "p99_latency_ms": 5000.0,
    "availability_percent": 99.5,
    "peak_factor": 3.0,
    "utilisation_limit": 60.0,
    "service_ms": 20.0,
    "cold_start_ms": 1500.0,
    "tail_factor": 2.0,
    "process_memory_mb": 250.0,
    "process_availability_percent": 99.0,
    "memory_mb_per_core": 2048.0,
    "model_mb": 5.0,
    "versions_kept": 10.0,
}
NAMES = {
    "throughput_per_minute": ("请求量", "requests", "/min"),
    "p99_latency_ms": ("p99 耗时目标", "p99 latency objective", "ms"),
    "availability_percent": ("可用率目标", "availability objective", "%"),
    "peak_factor": ("峰值与平均之比", "peak over average", "×"),
    "utilisation_limit": ("峰值利用率上限", "highest utilisation at the peak", "%"),
    "service_ms": ("进程就绪时单次处理耗时", "one request in a process that is ready", "ms"),
    "cold_start_ms": ("启动一个进程(含加载)", "start of a process, loading included", "ms"),
    "tail_factor": ("处理耗时 p99 与平均之比", "p99 of the service time over its mean", "×"),
    "process_memory_mb": ("每个进程的内存", "memory of a process", "MB"),
    "process_availability_percent": ("单个进程的可用率", "availability of one process", "%"),
    "memory_mb_per_core": ("折算:每核对应的内存", "memory that costs as much as a core", "MB"),
    "model_mb": ("模型文件大小", "size of a model file", "MB"),
    "versions_kept": ("保留的版本数", "versions kept", ""),
}
_SLO_KEYS = {
    "throughput": "throughput_per_minute",
    "response_time_p99": "p99_latency_ms",
    "availability": "availability_percent",
}
_TO_MINUTE = {"": 1, "min": 1, "m": 1, "s": 60, "sec": 60, "h": 1 / 60}
_TO_MS = {"": 1, "ms": 1, "s": 1000}


class Objectives:
    """Values by name, each with its origin: slo, product_spec or assumed."""

    def __init__(self, slo: dict | None, spec: dict | None):
        self._values = {name: (value, "assumed") for name, value in ASSUMED.items()}
        for item in (spec or {}).get("non_functional_requirements", []):
            if item["metric"] in self._values and item["threshold"] > 0:
                # What the specification itself only assumes stays an assumption.
                origin = "assumed" if item.get("origin") == "assumed" else "product_spec"
                self._values[item["metric"]] = (float(item["threshold"]), origin)
        for key, name in _SLO_KEYS.items():
            if key in (slo or {}):
                self._values[name] = (_parse(key, slo[key]), "slo")

    def __getitem__(self, name: str) -> float:
        return self._values[name][0]

    def origin(self, name: str) -> str:
        return self._values[name][1]

    def listed(self, context: Context, learning: bool) -> list[dict]:
        """learning: whether a model is to be trained, so that its files count."""
        unused = () if learning else ("model_mb", "versions_kept")
        return [
            {
                "name": context.text(zh=NAMES[name][0], en=NAMES[name][1]),
                "value": value,
                "unit": NAMES[name][2],
                "origin": origin,
            }
            for name, (value, origin) in self._values.items()
            if name not in unused
        ]


def _parse(key: str, given: object) -> float:
    """``100req/min``, ``5000ms``, ``99.9%`` as the agent registry writes them, or plain numbers."""
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(?:(?:req(?:uests)?)?\s*/\s*(min|m|sec|s|h)|(ms|s)|%)?\s*", str(given))
    if not found:
        raise SkillError("BAD_INPUT", f"slo.{key} is {given!r}; write for example 100req/min, 5000ms or 99.9%")
    value = float(found[1])
    if key == "throughput":
        value *= _TO_MINUTE[found[2] or ""]
    elif key == "response_time_p99":
        value *= _TO_MS[found[3] or ""]
    elif not 0 < value < 100:
        raise SkillError("BAD_INPUT", f"slo.{key} is {given!r}; an availability lies between 0% and 100%")
    if value <= 0:
        raise SkillError("BAD_INPUT", f"slo.{key} is {given!r}; it has to be above 0")
    return value
