"""The end of the chain, done by three agents: the token as each of the steps before has it."""

from openclaw_skill import Context


def run(inputs: dict, context: Context) -> dict:
    return {
        "tokens": [inputs[name]["token"] for name in ("product_spec", "tech_design_doc", "deployed_model")],
        "trail": inputs["deployed_model"]["trail"],
    }
