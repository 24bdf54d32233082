"""Decisions by declared weights, with scores that follow from the numbers where there are any.

A score runs from 1 (poor) to 5 (good). How sure a decision is, is computed too: it is robust when the same
option wins with any one weight halved or raised by half.
"""

from __future__ import annotations

from openclaw_skill import Context
from openclaw_skill.markdown import number, percent


def decisions(capacity: dict, spec: dict | None, context: Context) -> list[dict]:
    found = [_serving(capacity, context)]
    dataset = (spec or {}).get("dataset")
    if dataset and dataset.get("missing_cells") and "target" in (spec or {}):
        found.append(_missing(dataset, context))
    return [{"id": f"D-{i}", **decision} for i, decision in enumerate(found, 1)]


def decide(
    question: str, weights: dict[str, float], options: dict[str, dict[str, float]], reasons: dict[str, str]
) -> dict:
    """Scores the options; reasons says, for each option, why one would take it."""
    share = {criterion: weight / sum(weights.values()) for criterion, weight in weights.items()}
    totals = {name: _total(share, scores) for name, scores in options.items()}
    ranked = sorted(options, key=lambda name: -totals[name])
    return {
        "question": question,
        "weights": {criterion: round(value, 4) for criterion, value in share.items()},
        "options": [{"name": name, "scores": options[name], "total": round(totals[name], 3)} for name in options],
        "chosen": ranked[0],
        "margin": round(totals[ranked[0]] - totals[ranked[1]], 3),
        "robust": all(_winner(changed, options) == ranked[0] for changed in _changed(weights)),
        "reason": reasons[ranked[0]],
    }


def _serving(capacity: dict, context: Context) -> dict:
    t, serving, load = context.text, capacity["serving"], capacity["load"]
    resident, on_demand = serving["resident"], serving["on_demand"]
    objective, cores = load["latency_objective_ms"], _cores(capacity)
    latency, cost, simple, fresh, back = t(
        zh="响应时间|资源占用|运维简单|新输入即时可用|回滚",
        en="latency|resources|simplicity|new input at once|rollback",
    ).split("|")
    names = t(zh="按需进程|常驻服务|定时批量", en="process per call|resident service|nightly batch").split("|")
    # A batch answers at once, from a table that is computed once a night; it knows no newer input.
    options = {
        names[0]: {
            latency: _speed(on_demand["p99_ms"], objective),
            cost: _cheap(cores["on_demand"]),
            simple: 5,
            fresh: 5,
            back: 5,
        },
        names[1]: {
            latency: _speed(resident["p99_ms"], objective),
            cost: _cheap(cores["resident"]),
            simple: 2,
            fresh: 5,
            back: 4,
        },
        names[2]: {latency: 5, cost: 5, simple: 4, fresh: 1, back: 3},
    }
    per_minute, even = number(load["requests_per_minute"]), number(serving["break_even_requests_per_minute"], 3)
    reasons = {
        names[0]: t(
            zh=(
                f"每分钟 {per_minute} 次的请求量下,按需进程 p99 约 {number(on_demand['p99_ms'], 3)} ms(目标"
                f" {number(objective)} ms),空闲时不占资源,没有常驻服务要运维;请求量远高于每分钟 {even}"
                " 次时应改为常驻服务。"
            ),
            en=(
                f"At {per_minute} requests a minute a process per call has a p99 of about"
                f" {number(on_demand['p99_ms'], 3)} ms (objective {number(objective)} ms), takes nothing while idle and"
                f" leaves no service to operate; well above {even} requests a minute change to a resident service."
            ),
        ),
        names[1]: t(
            zh=(
                f"每分钟 {per_minute} 次的请求量(平衡点约 {even} 次)下,每次启动进程的开销太大;常驻服务 p99 约"
                f" {number(resident['p99_ms'], 3)} ms。"
            ),
            en=(
                f"At {per_minute} requests a minute (break-even about {even}) starting a process for each is too much;"
                f" a resident service has a p99 of about {number(resident['p99_ms'], 3)} ms."
            ),
        ),
        names[2]: t(
            zh="响应时间和资源权重最高,且新输入可以等到下一批。",
            en="latency and resources weigh most, and new input can wait for the next batch.",
        ),
    }
    weights = {latency: 3, cost: 2, simple: 2, fresh: 3, back: 2}
    return decide(t(zh="请求以什么方式处理?", en="How are requests served?"), weights, options, reasons)


def _missing(dataset: dict, context: Context) -> dict:
    t = context.text
    kept = dataset.get("complete_rows", dataset["rows"]) / dataset["rows"]
    data, use, simple = t(zh="保留数据|使用时可缺|实现简单", en="data kept|gaps in use|simplicity").split("|")
    names = t(zh="流程内填补|丢弃不完整的行", en="impute in the pipeline|drop incomplete rows").split("|")
    options = {
        names[0]: {data: 5, use: 5, simple: 4},
        # Losing a fifth of the rows is as bad as it gets; losing none is as good as imputing.
        names[1]: {data: round(max(1.0, 5 - 20 * (1 - kept)), 1), use: 1, simple: 5},
    }
    reasons = {
        names[0]: t(
            zh=f"丢弃会损失 {percent(1 - kept)} 的行,且使用时特征缺失的请求无法回答。",
            en=f"dropping would lose {percent(1 - kept)} of the rows, and a request with a gap could not be answered.",
        ),
        names[1]: t(
            zh=f"仅损失 {percent(1 - kept)} 的行,且使用时不会缺失。",
            en=f"it loses {percent(1 - kept)} of the rows only, and there are no gaps in use.",
        ),
    }
    return decide(
        t(zh="缺失值如何处理?", en="What is done about missing values?"), {data: 2, use: 3, simple: 1}, options, reasons
    )


def _cores(capacity: dict) -> dict[str, float]:
    """What each way takes of a machine on average, memory counted in cores."""
    per_core = next(a["value"] for a in capacity["assumptions"] if a["unit"] == "MB" and a["value"] >= 1024)
    return {
        way: capacity["serving"][way]["busy_cores"] + capacity["serving"][way]["idle_memory_mb"] / per_core
        for way in ("resident", "on_demand")
    }


def _speed(p99: float, objective: float) -> float:
    """5 at a quarter of the objective or less, 3 when it is just met, 1 from twice the objective on."""
    ratio = p99 / objective
    if ratio <= 1:
        return round(min(5.0, 5 - 2 * (ratio - 0.25) / 0.75), 1)
    return round(max(1.0, 3 - 2 * (ratio - 1)), 1)


def _cheap(cores: float) -> float:
    """5 for nothing, one point less for each half core."""
    return round(max(1.0, 5 - cores / 0.5), 1)


def _total(share: dict[str, float], scores: dict[str, float]) -> float:
    return sum(share[criterion] * score for criterion, score in scores.items())


def _winner(weights: dict[str, float], options: dict[str, dict[str, float]]) -> str:
    return max(options, key=lambda name: _total(weights, options[name]))


def _changed(weights: dict[str, float]) -> list[dict[str, float]]:
    return [{**weights, criterion: weight * factor} for criterion, weight in weights.items() for factor in (0.5, 1.5)]
