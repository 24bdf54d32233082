"""Goals and functional requirements, each with the place that it comes from."""

from __future__ import annotations

import re

import stated
from frame import Frame
from users import consumer, operator

from openclaw_skill import Context
from openclaw_skill.markdown import number, percent

MOST_NAMED = 8
_CLAUSES = re.compile(r"[;;。\n]+|\.\s+")
_WISH = re.compile(
    r"希望|想要|需要|应该|建议|能否|\b(?:wish|want|need|should|would like|please|could you)\b", re.IGNORECASE
)


def goals(frame: Frame, criteria: list[dict], context: Context) -> list[dict]:
    t, gate = context.text, {c["metric"]: c["threshold"] for c in criteria}
    if frame.task_type == "general":
        found = [
            (
                frame.request.strip(),
                t(zh="未给出衡量方式,需与提出者约定", en="no measure was given: agree on one with whoever asks"),
            )
        ]
    elif frame.task_type == "classification":
        name, classes = frame.target_name(context.language), len(frame.classes)
        found = [
            (
                t(
                    zh=f"根据其余特征自动判断{name}({classes} 类)",
                    en=f"Tell {name} ({classes} classes) from the other columns",
                ),
                t(
                    zh=(
                        f"留出数据上的准确率 ≥ {percent(gate['accuracy'])}(不用模型时为"
                        f" {percent(frame.majority_share)})"
                    ),
                    en=(
                        f"accuracy on held-out rows ≥ {percent(gate['accuracy'])} ({percent(frame.majority_share)}"
                        " without a model)"
                    ),
                ),
            ),
            (
                t(zh="不放弃任何一个类别,包括样本最少的", en="Serve every class, the rarest one too"),
                t(
                    zh=f"最弱类别的召回率 ≥ {percent(gate['recall_min'])}",
                    en=f"recall of the weakest class ≥ {percent(gate['recall_min'])}",
                ),
            ),
        ]
    else:
        name = frame.target_name(context.language)
        found = [
            (
                t(zh=f"根据其余特征估计{name}的数值", en=f"Estimate {name} from the other columns"),
                t(
                    zh=f"留出数据上 R² ≥ {gate['r2']}(不用模型时为 0)",
                    en=f"R² on held-out rows ≥ {gate['r2']} (0 without a model)",
                ),
            )
        ]
    if frame.task_type != "general" and stated.wants_service(frame.request):
        found.append(
            (
                t(
                    zh="模型上线,可按名称调用,可退回上一版本",
                    en="Bring the model into service, callable by its name, with a way back",
                ),
                t(
                    zh=f"单条预测 p99 ≤ {number(gate['p99_latency_ms'])} ms;部署后以真实样本自检通过",
                    en=(
                        f"p99 of single predictions ≤ {number(gate['p99_latency_ms'])} ms; a real sample is predicted"
                        " after deployment"
                    ),
                ),
            )
        )
    return [{"id": f"G-{i}", "text": text, "measure": measure} for i, (text, measure) in enumerate(found, 1)]


def functional(frame: Frame, evidence: list[dict], criteria: list[dict], context: Context) -> list[dict]:
    """In order of importance; role is the user whom a requirement serves, acceptance the criteria that check it."""
    found = _learning(frame, criteria, context) if frame.task_type != "general" else _general(frame, context)
    found.extend(_wishes(frame, evidence, context))
    return [{"id": f"FR-{i}", **requirement} for i, requirement in enumerate(found, 1)]


def _learning(frame: Frame, criteria: list[dict], context: Context) -> list[dict]:
    t, name = context.text, frame.target_name(context.language)
    user, keeper = consumer(frame, context), operator(context)
    quality = [c["id"] for c in criteria if c["metric"] != "p99_latency_ms"]
    latency = [c["id"] for c in criteria if c["metric"] == "p99_latency_ms"]
    names = _listed([c["name"] for c in frame.features], context)
    if frame.task_type == "classification":
        answer = t(zh=f"返回{name}的类别和每个类别的概率", en=f"answer {name} with the probability of each class")
    else:
        answer = t(zh=f"返回{name}的估计值", en=f"answer an estimate of {name}")
    found = [_one(t(zh=f"输入 {names},{answer}", en=f"Given {names}, {answer}"), "must", "request", user, quality)]
    gaps = [f"{c['name']} ({c['missing']})" for c in frame.features if c["missing"]]
    if gaps:
        text = t(
            zh=f"允许特征缺失:训练数据中 {_listed(gaps, context)} 有缺失,使用时同样会缺",
            en=(
                f"Accept rows with gaps: in the training data {_listed(gaps, context)} have some, and so will rows"
                " in use"
            ),
        )
        found.append(_one(text, "must", "dataset", user))
    text = t(
        zh="上线前在从未参与训练的数据上评估,并与不用模型的基线比较",
        en="Before any release, evaluate on rows that took no part in training, against the baseline without a model",
    )
    found.append(_one(text, "must", "implied", keeper, quality))
    if stated.wants_service(frame.request):
        text = t(
            zh="把模型发布为带版本号的服务,可按名称调用",
            en="Release the model as a numbered version that is called by its name",
        )
        found.append(_one(text, "must", "request", user, latency))
        found.append(
            _one(t(zh="一步退回上一版本", en="Return to the version before in one step"), "must", "implied", keeper)
        )
    ranges = [
        f"{c['name']} {number(c['numeric']['min'])}–{number(c['numeric']['max'])}"
        for c in frame.features
        if "numeric" in c
    ]
    if ranges:
        text = t(
            zh=f"输入超出训练数据范围时给出警告:{_listed(ranges, context)}",
            en=f"Warn of inputs outside of the training data's range: {_listed(ranges, context)}",
        )
        found.append(_one(text, "should", "dataset", user))
    found.append(_one(t(zh="对整个文件批量预测", en="Predict a whole file at once"), "could", "implied", user))
    return found


def _general(frame: Frame, context: Context) -> list[dict]:
    """Without a task that can be recognised the request's own clauses are the requirements."""
    clauses = [c.strip(" \t.。") for c in _CLAUSES.split(frame.request)]
    return [_one(clause, "must", "request", consumer(frame, context)) for clause in clauses if clause]


def _wishes(frame: Frame, evidence: list[dict], context: Context) -> list[dict]:
    quotes = [q for e in evidence if e["source"] == "user_feedback" for q in e["quotes"] if _WISH.search(q)]
    texts = [
        context.text(zh=f"评估用户提出的愿望:“{q}”", en=f'Consider what a user asked for: "{q}"') for q in quotes[:5]
    ]
    return [_one(text, "could", "user_feedback", consumer(frame, context)) for text in texts]


def _one(text: str, priority: str, origin: str, role: str, acceptance: list[str] | None = None) -> dict:
    return {"text": text, "priority": priority, "origin": origin, "role": role, "acceptance": acceptance or []}


def _listed(names: list[str], context: Context) -> str:
    more = len(names) - MOST_NAMED
    joined = context.text(zh="、", en=", ").join(names[:MOST_NAMED])
    return joined if more <= 0 else joined + context.text(zh=f" 等 {len(names)} 项", en=f" and {more} more")
