def run(inputs, context):
    return {}
