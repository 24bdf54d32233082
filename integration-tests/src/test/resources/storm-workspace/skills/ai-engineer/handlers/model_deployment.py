"""The third link of the chain; it also takes the file that the request names."""

from openclaw_skill import Context


def run(inputs: dict, context: Context) -> dict:
    design = inputs["tech_design_doc"]
    with open(inputs["training_data"], encoding="utf-8") as data:
        header = data.readline().strip()
    return {"token": design["token"], "trail": design["trail"] + ["deployed_model"], "header": header}
