"""For whom it is: the audience that the request names, and the roles that any such product has."""

from __future__ import annotations

import stated
from frame import Frame

from openclaw_skill import Context


def users(frame: Frame, context: Context) -> list[dict]:
    t, found = context.text, []
    if stated.audience(frame.request):
        found.append(
            (consumer(frame, context), t(zh="使用需求中描述的结果", en="use what the request describes"), "request")
        )
    elif frame.task_type != "general":
        need = t(zh="得到结果,并知道它有多可靠", en="get the result and know how far to trust it")
        found.append((consumer(frame, context), need, "implied"))
    if frame.task_type != "general":
        need = t(zh="看得到指标,能安全地发布和退回", en="see its metrics, release it and take it back safely")
        found.append((operator(context), need, "implied"))
    return [{"role": role, "need": need, "origin": origin} for role, need, origin in found]


def consumer(frame: Frame, context: Context) -> str:
    named = stated.audience(frame.request)
    if named or frame.task_type == "general":
        return named or context.text(zh="使用者", en="the user")
    return context.text(zh="预测的使用者(人或程序)", en="the user of a prediction (a person or a program)")


def operator(context: Context) -> str:
    return context.text(zh="模型的运维者", en="the operator of the model")
