def run(inputs, context):
    context.progress("making", 0.5)
    path = context.artifact("thing.md", "text/markdown")
    path.write_text(f"{inputs['request']}: {inputs['table']['rows']} rows\n", encoding="utf-8")
    return {
        "summary": f"Made a thing out of {inputs['table']['rows']} rows.",
        "document": {"artifact": "thing.md"},
    }
