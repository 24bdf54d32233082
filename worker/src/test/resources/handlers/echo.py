import os


def run(inputs, context):
    return {
        "inputs": inputs,
        "environment": sorted(os.environ),
        "folder": os.getcwd(),
        "home": os.environ["HOME"],
        "agent": context.agent.id if context.agent else None,
        "domains": list(context.agent.domains) if context.agent else [],
        "language": context.language,
        "key": context.idempotency_key,
        "paths": [str(path) for path in context.paths],
    }
