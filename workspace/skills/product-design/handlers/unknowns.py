"""What nobody has supplied, and what to ask because of it."""

from __future__ import annotations

import stated
from criteria import acceptance_criteria
from frame import Frame

from openclaw_skill import Context
from openclaw_skill.markdown import percent


def not_given(frame: Frame, given: set[str], context: Context) -> list[str]:
    """What a specification should rest on; given: the optional inputs that were there."""
    t, request = context.text, frame.request
    missing = [
        (
            "user_feedback" in given,
            t(
                zh="用户反馈:没有任何用户原声,用户需求均为推断",
                en="user feedback: there is no user's voice, needs are inferred",
            ),
        ),
        (
            "market_research" in given,
            t(
                zh="市场调研:没有竞品和替代方案的信息",
                en="market research: nothing is known of competitors and alternatives",
            ),
        ),
        (
            frame.profile is not None,
            t(
                zh="数据概况:没有数据,无法计算基线和门槛",
                en="a data profile: without data there is no baseline and no gate",
            ),
        ),
        (
            stated.audience(request) is not None,
            t(zh="使用者:需求没有说明给谁用", en="the audience: the request does not say for whom it is"),
        ),
    ]
    if frame.task_type == "classification":
        missing.append(
            (
                stated.accuracy(request) is not None,
                t(
                    zh="准确率要求:门槛由基线推算,未经业务确认",
                    en="an accuracy to reach: the gate follows from the baseline and nobody has confirmed it",
                ),
            )
        )
        missing.append(
            (
                False,
                t(
                    zh="各类误判的代价:所有错误按同等代价处理",
                    en="what each kind of error costs: all errors count alike",
                ),
            )
        )
    if frame.task_type != "general":
        missing.append(
            (stated.latency_ms(request) is not None, t(zh="延迟要求:按假设值处理", en="a latency to keep: assumed"))
        )
        missing.append(
            (
                stated.requests_per_minute(request) is not None,
                t(zh="预计请求量:按假设值处理", en="the load to expect: assumed"),
            )
        )
    return [text for there, text in missing if not there]


def open_questions(frame: Frame, context: Context) -> list[str]:
    t, found = context.text, []
    if frame.candidates:
        names = ", ".join(frame.candidates[:12])
        found.append(t(zh=f"要预测哪一列?可选:{names}", en=f"Which column is to be predicted? Possible are: {names}"))
    if frame.task_type == "classification":
        least = frame.classes[-1]["value"]
        gates = {
            c["metric"]: percent(c["threshold"])
            for c in acceptance_criteria(frame, context)
            if c["metric"] != "p99_latency_ms"
        }
        found.append(
            t(
                zh=f"准确率 {gates['accuracy']}、最弱类别召回率 {gates['recall_min']} 的上线门槛是否符合业务需要?",
                en=(
                    f"Do the gates of {gates['accuracy']} accuracy and {gates['recall_min']} recall of the weakest"
                    " class suit the purpose?"
                ),
            )
        )
        found.append(
            t(
                zh=f"把别的类别误判为 {least},和漏掉 {least},哪一种代价更大?",
                en=f"Which costs more: taking another class for {least}, or missing a {least}?",
            )
        )
    if frame.task_type != "general":
        found.append(
            t(
                zh="上线后如何得到真实结果,以便发现模型变差?",
                en="How will the true answers become known in service, so that a decline shows?",
            )
        )
    else:
        found.append(
            t(
                zh="怎样算做成了?请给出可以测量的标准",
                en="How will success be measured? Name a number that can be checked",
            )
        )
    return found
