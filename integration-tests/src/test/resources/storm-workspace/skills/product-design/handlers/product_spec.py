"""Begins the chain: takes down the token that the request carries."""

import re

from openclaw_skill import Context


def run(inputs: dict, context: Context) -> dict:
    token = re.search(r"token-\S+", inputs["request"]).group()
    context.artifact("token.txt", "text/plain").write_text(token, encoding="utf-8")
    return {"token": token, "trail": ["product_spec"]}
