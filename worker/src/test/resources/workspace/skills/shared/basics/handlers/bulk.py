def run(inputs, context):
    context.artifact("note.txt", "text/plain").write_text("a file", encoding="utf-8")
    rows = [{"n": n, "text": "x" * 500} for n in range(10_000)]
    return {"rows": rows, "note": {"artifact": "note.txt"}}
