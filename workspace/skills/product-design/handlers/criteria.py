"""Acceptance criteria and service objectives: where each number comes from.

The rule for a model's gate is one and the same everywhere: it must make at most half of the errors
that are made without it. For the accuracy "without it" is always answering the most frequent class, for
the recall of a class it is guessing among all classes alike, for a regression it is always answering
the mean.
"""

from __future__ import annotations

import math

import stated
from frame import Frame

from openclaw_skill import Context
from openclaw_skill.markdown import number, percent

TEST_SHARE = 0.2
ERRORS_LEFT = 0.5
ASSUMED_P99_MS = 5000.0
ASSUMED_PER_MINUTE = 10.0
ASSUMED_AVAILABILITY = 99.5


def held_out(rows: int) -> int:
    """Rows that a held-out test part will have."""
    return max(1, math.ceil(rows * TEST_SHARE))


def half_width(share: float, rows: int) -> float:
    """Half of the 95 % interval of a share that is measured on so many rows."""
    return 1.96 * math.sqrt(share * (1 - share) / rows)


def points(share: float) -> str:
    """A difference of shares in percentage points."""
    return f"{share * 100:.1f}"


def acceptance_criteria(frame: Frame, context: Context) -> list[dict]:
    if frame.task_type == "classification":
        criteria = [_accuracy(frame, context), _weakest_class(frame, context), _better_than_nothing(frame, context)]
    elif frame.task_type == "regression":
        criteria = [_explained_variance(context)]
    else:
        criteria = []
    if frame.task_type != "general" and stated.wants_service(frame.request):
        criteria.append(_latency(frame, context))
    return [{"id": f"AC-{i}", **c} for i, c in enumerate(criteria, 1)]


def non_functional(frame: Frame, context: Context) -> list[dict]:
    latency, load = stated.latency_ms(frame.request), stated.requests_per_minute(frame.request)
    p99, per_minute = latency or ASSUMED_P99_MS, load or ASSUMED_PER_MINUTE
    t = context.text
    return [
        {
            "id": "NFR-1",
            "text": t(
                zh=f"99% 的单条请求在 {number(p99)} ms 内得到结果",
                en=f"99% of single requests are answered within {number(p99)} ms",
            ),
            "metric": "p99_latency_ms",
            "operator": "<=",
            "threshold": p99,
            "unit": "ms",
            "origin": "request" if latency else "assumed",
        },
        {
            "id": "NFR-2",
            "text": t(
                zh=f"每分钟可处理 {number(per_minute)} 次请求", en=f"{number(per_minute)} requests a minute are served"
            ),
            "metric": "throughput_per_minute",
            "operator": ">=",
            "threshold": per_minute,
            "unit": "1/min",
            "origin": "request" if load else "assumed",
        },
        {
            "id": "NFR-3",
            "text": t(
                zh=f"月可用率不低于 {ASSUMED_AVAILABILITY}%", en=f"It is available {ASSUMED_AVAILABILITY}% of a month"
            ),
            "metric": "availability_percent",
            "operator": ">=",
            "threshold": ASSUMED_AVAILABILITY,
            "unit": "%",
            "origin": "assumed",
        },
    ]


def _accuracy(frame: Frame, context: Context) -> dict:
    base, asked = frame.majority_share, stated.accuracy(frame.request)
    gate = asked or _up(1 - ERRORS_LEFT * (1 - base))
    most = frame.classes[0]["value"]
    zh = f"总是回答最多的类别 {most} 就有 {percent(base)} 的准确率"
    en = f"always answering the most frequent class, {most}, already gives {percent(base)}"
    if asked:
        zh, en = f"需求原文给出;对照:{zh}", f"stated in the request; for comparison, {en}"
    else:
        zh = f"{zh},即 {percent(1 - base)} 的错误;上线门槛要求错误至少减半"
        en = f"{en}, that is {percent(1 - base)} errors; the gate asks to halve them at least"
    return {
        "metric": "accuracy",
        "operator": ">=",
        "threshold": gate,
        "statement": context.text(
            zh=f"在留出的测试数据上,准确率不低于 {percent(gate)}",
            en=f"On held-out rows the accuracy is at least {percent(gate)}",
        ),
        "rationale": context.text(zh=zh, en=en),
        "origin": "request" if asked else "computed",
    }


def _weakest_class(frame: Frame, context: Context) -> dict:
    k, asked, least = len(frame.classes), stated.recall(frame.request), frame.classes[-1]
    gate = asked or _up(1 - ERRORS_LEFT * (1 - 1 / k))
    rows = max(1, round(least["count"] * TEST_SHARE))
    zh = "需求原文给出" if asked else f"{k} 个类别随机猜测的召回率是 {percent(1 / k)},门槛要求漏判至少减半"
    en = (
        "stated in the request"
        if asked
        else f"guessing among {k} classes finds {percent(1 / k)} of a class; the gate asks to halve the misses"
    )
    zh += f";最小的类别 {least['value']} 留出后约有 {rows} 行,错一行即 {points(1 / rows)} 个百分点"
    en += (
        f"; the smallest class, {least['value']}, will have about {rows} held-out rows, so that one error is"
        f" {points(1 / rows)} percentage points"
    )
    return {
        "metric": "recall_min",
        "operator": ">=",
        "threshold": gate,
        "statement": context.text(
            zh=f"每个类别的召回率都不低于 {percent(gate)}", en=f"The recall of every class is at least {percent(gate)}"
        ),
        "rationale": context.text(zh=zh, en=en),
        "origin": "request" if asked else "computed",
    }


def _better_than_nothing(frame: Frame, context: Context) -> dict:
    base, rows = frame.majority_share, held_out(frame.target_rows)
    return {
        "metric": "accuracy_lower_bound",
        "operator": ">",
        "threshold": _round(base),
        "statement": context.text(
            zh=f"准确率 95% 置信区间的下限高于基线 {percent(base)}",
            en=f"The lower end of the accuracy's 95% interval is above the baseline of {percent(base)}",
        ),
        "rationale": context.text(
            zh=(
                f"测试数据约 {rows} 行,准确率的误差在基线附近约为 ±{points(half_width(base, rows))} 个百分点;只比基线高一点可能是运气"
            ),
            en=(
                f"with about {rows} held-out rows an accuracy near the baseline is known to"
                f" ±{points(half_width(base, rows))} percentage points; a smaller lead may be luck"
            ),
        ),
        "origin": "computed",
    }


def _explained_variance(context: Context) -> dict:
    return {
        "metric": "r2",
        "operator": ">=",
        "threshold": 1 - ERRORS_LEFT,
        "statement": context.text(
            zh=f"在留出的测试数据上 R² 不低于 {1 - ERRORS_LEFT}",
            en=f"On held-out rows R² is at least {1 - ERRORS_LEFT}",
        ),
        "rationale": context.text(
            zh="总是回答均值的 R² 为 0;门槛要求平方误差至少减半",
            en="always answering the mean has an R² of 0; the gate asks to halve the squared error",
        ),
        "origin": "computed",
    }


def _latency(frame: Frame, context: Context) -> dict:
    asked = stated.latency_ms(frame.request)
    p99 = asked or ASSUMED_P99_MS
    return {
        "metric": "p99_latency_ms",
        "operator": "<=",
        "threshold": p99,
        "statement": context.text(
            zh=f"单条预测的 p99 耗时不超过 {number(p99)} ms,含进程启动",
            en=f"99% of single predictions take at most {number(p99)} ms, the start of a process included",
        ),
        "rationale": context.text(
            zh="需求原文给出" if asked else "未给出耗时要求;这是假设值,只测量、不阻断上线,需确认",
            en="stated in the request"
            if asked
            else "no latency was given; this is an assumption: measured, not binding, to be confirmed",
        ),
        "origin": "request" if asked else "assumed",
    }


def _up(share: float) -> float:
    """Rounded up to a tenth of a per cent: a gate is not weakened by rounding."""
    return math.ceil(share * 1000 - 1e-9) / 1000


def _round(share: float) -> float:
    return round(share, 6)
