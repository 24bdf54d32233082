"""Trains a model on a table, against a baseline, with a test part set aside before anything is fitted."""

from __future__ import annotations

from pathlib import Path

import threads

from openclaw_skill import Context


def run(inputs: dict, context: Context) -> dict:
    context.progress(context.text(zh="读取数据", en="Reading the data"), 0.02)
    threads.limit(Path(inputs["training_data"]).stat().st_size)
    # scikit-learn takes a second to import: the progress above is out by then.
    import training

    return training.train(inputs, context)
