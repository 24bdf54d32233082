def run(inputs, context):
    return {"text": "x" * 3_000_000}
