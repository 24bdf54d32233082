"""Measures a trained model on the rows that it has not seen."""

from __future__ import annotations

import threads

from openclaw_skill import Context


def run(inputs: dict, context: Context) -> dict:
    context.progress(context.text(zh="加载模型和留出数据", en="Loading the model and the held-out rows"), 0.1)
    threads.limit()
    # scikit-learn takes a second to import: the progress above is out by then.
    import evaluation

    return evaluation.evaluate(inputs, context)
