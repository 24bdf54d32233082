def run(inputs, context):
    with open(inputs["dataset"], encoding="utf-8") as table:
        rows = sum(1 for _ in table) - 1
    context.progress("counted", 1.0)
    return {"rows": rows, "summary": f"{rows} rows."}
