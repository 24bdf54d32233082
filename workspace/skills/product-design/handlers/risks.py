"""Risks that the profile's numbers show."""

from __future__ import annotations

import re

from criteria import TEST_SHARE, half_width, points
from frame import Frame

from openclaw_skill import Context
from openclaw_skill.datasets import shown
from openclaw_skill.markdown import number, percent

_PERSONAL = re.compile(
    r"(?i)(^|_)(name|e?mail|phone|mobile|address|ssn|passport|birth)|姓名|邮箱|电话|手机|住址|身份证"
)


def risks(frame: Frame, context: Context) -> list[dict]:
    found = [*_few_rows(frame, context), *_imbalance(frame, context), *_gaps(frame, context)]
    found += [
        *_drift(frame, context),
        *_overlap(frame, context),
        *_duplicates(frame, context),
        *_personal(frame, context),
    ]
    order = {"high": 0, "medium": 1, "low": 2}
    found.sort(key=lambda r: order[r["severity"]])
    return [{"id": f"R-{i}", **risk} for i, risk in enumerate(found, 1)]


def _few_rows(frame: Frame, context: Context) -> list[dict]:
    if frame.task_type != "classification":
        return []
    least, t = frame.classes[-1], context.text
    rows = max(1, round(least["count"] * TEST_SHARE))
    spread = half_width(0.9, rows)
    severity = "high" if rows < 10 else "medium" if rows < 50 else "low"
    return [
        _risk(
            severity,
            t(
                zh=f"样本少,{least['value']} 的召回率测不准",
                en=f"Few rows: the recall of {least['value']} is measured coarsely",
            ),
            t(
                zh=(
                    f"{least['value']} 共 {least['count']} 行,留出后约 {rows} 行;召回率为 90% 时误差约"
                    f" ±{points(spread)} 个百分点"
                ),
                en=(
                    f"{least['value']} has {least['count']} rows, about {rows} of them held out; a recall of 90% is"
                    f" known to about ±{points(spread)} percentage points"
                ),
            ),
            t(
                zh="模型选择用交叉验证,报告置信区间;上线后继续收集该类样本",
                en="choose by cross-validation, report intervals, collect more of this class in service",
            ),
        )
    ]


def _imbalance(frame: Frame, context: Context) -> list[dict]:
    if frame.task_type != "classification":
        return []
    most, least, t = frame.classes[0], frame.classes[-1], context.text
    ratio = most["count"] / least["count"]
    if ratio < 1.5:
        return []
    return [
        _risk(
            "high" if ratio >= 10 else "medium" if ratio >= 3 else "low",
            t(
                zh="类别不均衡,总体准确率会掩盖少数类的错误",
                en="Classes of unequal size: the accuracy hides errors in the rare ones",
            ),
            f"{most['value']} {most['count']} : {least['value']} {least['count']} = {ratio:.1f} : 1",
            t(
                zh="按类别分层抽样,以各类平均召回率选择模型,逐类验收",
                en="stratify the split, choose by the mean recall of the classes, accept class by class",
            ),
        )
    ]


def _gaps(frame: Frame, context: Context) -> list[dict]:
    if not frame.profile or not frame.profile["missing_cells"]:
        return []
    worst, t = max(frame.columns, key=lambda c: c["missing"]), context.text
    lost = 1 - frame.profile["complete_rows"] / frame.profile["rows"]
    return [
        _risk(
            "high" if worst["missing_share"] > 0.2 else "medium" if worst["missing_share"] > 0.05 else "low",
            t(zh="数据有缺失", en="Missing values"),
            t(
                zh=(
                    f"共缺 {frame.profile['missing_cells']} 个单元格,最多的是 {shown(worst, 'zh')}({worst['missing']}"
                    f" 个,{percent(worst['missing_share'])});只用完整行会损失 {percent(lost)} 的数据"
                ),
                en=(
                    f"{frame.profile['missing_cells']} cells, most of them in {shown(worst, 'en')} ({worst['missing']},"
                    f" {percent(worst['missing_share'])}); keeping complete rows only would lose {percent(lost)} of the"
                    " data"
                ),
            ),
            t(
                zh="在训练流程内填补,不丢弃整行;使用时同样填补",
                en="impute inside of the training pipeline, in use as well, rather than dropping rows",
            ),
        )
    ]


def _drift(frame: Frame, context: Context) -> list[dict]:
    t, found = context.text, []
    for column in frame.columns:
        if column["role"] == "time" and "numeric" in column:
            low, high = number(column["numeric"]["min"]), number(column["numeric"]["max"])
            found.append(
                _risk(
                    "medium",
                    t(zh="数据只覆盖过去的一段时间", en="The data covers a period that is over"),
                    f"{shown(column, context.language)}: {low}–{high}",
                    t(
                        zh="时间不作为特征;用近期样本复测后再扩大使用",
                        en="leave the time out of the features; measure again on recent rows before wider use",
                    ),
                )
            )
    return found


def _overlap(frame: Frame, context: Context) -> list[dict]:
    if frame.task_type == "general" or not frame.profile:
        return []
    strong = [c for c in frame.profile.get("correlations", []) if abs(c["pearson"]) >= 0.8]
    if not strong:
        return []
    pairs = "; ".join(f"{c['a']} ~ {c['b']} (r = {c['pearson']:.2f})" for c in strong[:5])
    return [
        _risk(
            "low",
            context.text(
                zh="特征之间信息重叠,单个特征的重要性不可靠",
                en="Features overlap: the importance of a single one is not reliable",
            ),
            pairs,
            context.text(
                zh="不据单个特征的重要性下业务结论", en="draw no conclusions from the importance of a single feature"
            ),
        )
    ]


def _duplicates(frame: Frame, context: Context) -> list[dict]:
    count = frame.profile["duplicate_rows"] if frame.profile else 0
    if not count:
        return []
    return [
        _risk(
            "medium" if count / frame.profile["rows"] > 0.01 else "low",
            context.text(
                zh="重复行可能同时进入训练集和测试集", en="Duplicate rows may end up on both sides of the split"
            ),
            context.text(zh=f"{count} 行与其他行完全相同", en=f"{count} rows repeat another one exactly"),
            context.text(
                zh="报告跨集合的重复数,必要时去重", en="report how many cross the split, remove them where needed"
            ),
        )
    ]


def _personal(frame: Frame, context: Context) -> list[dict]:
    names = [c["name"] for c in frame.columns if c["kind"] in ("text", "categorical") and _PERSONAL.search(c["name"])]
    if not names:
        return []
    return [
        _risk(
            "high",
            context.text(zh="列名提示可能含个人信息", en="Column names suggest personal data"),
            ", ".join(names),
            context.text(
                zh="确认法律依据,训练前剔除或脱敏", en="settle the legal basis; remove or mask them before training"
            ),
        )
    ]


def _risk(severity: str, text: str, evidence: str, mitigation: str) -> dict:
    return {"text": text, "severity": severity, "evidence": evidence, "mitigation": mitigation}
