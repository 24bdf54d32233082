from pathlib import Path

calls = 0


def run(inputs, context):
    global calls
    calls += 1
    file = inputs.get("file")
    if file and inputs.get("report"):
        context.artifact("report.md", "text/markdown").write_text(Path(file).read_text())
    return {
        "calls": calls,
        "content": Path(file).read_text()[:100] if file else "",
        "shown": context.virtual_path(file) if file else "",
        "beside": sorted(path.name for path in Path(file).parent.iterdir()) if file else [],
    }
