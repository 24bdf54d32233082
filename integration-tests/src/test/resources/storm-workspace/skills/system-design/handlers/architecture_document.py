"""The second link of the chain."""

from openclaw_skill import Context


def run(inputs: dict, context: Context) -> dict:
    spec = inputs["product_spec"]
    return {"token": spec["token"], "trail": spec["trail"] + ["tech_design_doc"]}
