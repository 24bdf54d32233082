"""Profiles a table: facts as data, a report to read and a chart to look at."""

from __future__ import annotations

from pathlib import Path

import measures
import panels
import report

from openclaw_skill import Context, SkillError
from openclaw_skill.datasets import Package, file_format, sha256_of


def run(inputs: dict, context: Context) -> dict:
    path = Path(inputs["dataset"])
    package = Package.of(path)
    context.progress(context.text(zh=f"读取 {path.name}", en=f"Reading {path.name}"), 0.1)

    def work(table: measures.Table) -> tuple[dict, dict]:
        if not table.rows:
            raise SkillError("BAD_INPUT", f"{path.name} has no rows")
        found = measures.profile_of(table, package)
        return found, measures.bars_of(table, found["columns"])

    profile, bars = measures.measured(path, context, work)
    profile["dataset"] = {
        "name": path.stem,
        "path": context.virtual_path(path),
        "format": file_format(path),
        "bytes": path.stat().st_size,
        "sha256": sha256_of(path),
    }
    if package:
        title = package.titles.get(context.language) or package.titles.get("en")
        profile["dataset"].update({k: v for k, v in (("title", title), ("licence", package.licence)) if v})
    profile["summary"] = report.summary(profile, context)

    context.progress(context.text(zh="撰写报告和图表", en="Writing the report and the chart"), 0.8)
    artifact = context.artifact("profile.svg", "image/svg+xml")
    artifact.write_text(panels.draw(profile, bars, context), encoding="utf-8")
    artifact = context.artifact("profile.md", "text/markdown")
    artifact.write_text(report.write(profile, context), encoding="utf-8")
    return {**profile, "report": {"artifact": "profile.md"}, "chart": {"artifact": "profile.svg"}}
