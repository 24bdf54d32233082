def run(inputs, context):
    return {"rows": 0}
