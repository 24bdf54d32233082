def run(inputs, context):
    while True:
        context.progress("and so on")
