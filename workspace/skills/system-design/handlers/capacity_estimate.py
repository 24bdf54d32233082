"""Estimates what a load asks of the machines."""

from __future__ import annotations

import capacity

from openclaw_skill import Context


def run(inputs: dict, context: Context) -> dict:
    context.progress(context.text(zh="估算容量", en="Estimating the capacity"), 0.3)
    return capacity.estimate(inputs.get("product_spec"), inputs.get("dataset_profile"), inputs.get("slo"), context)
