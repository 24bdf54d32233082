"""Components, rollback, degradation and risks: how the design is run, and what when it fails."""

from __future__ import annotations

from openclaw_skill import Context
from openclaw_skill.markdown import number


def components(plan: dict | None, context: Context) -> list[dict]:
    t = context.text
    if plan is None:
        found = [
            (t(zh="入口", en="entry"), t(zh="认证、限流、幂等", en="authentication, limits, idempotency")),
            (
                t(zh="处理", en="processing"),
                t(zh="执行请求的业务逻辑,无状态,可水平扩展", en="does the request's work; stateless, scales out"),
            ),
            (t(zh="存储", en="storage"), t(zh="唯一的事实来源", en="the one place of truth")),
        ]
    else:
        name = plan["model_name"]
        found = [
            (t(zh="数据集", en="data set"), f"`{plan['dataset']}`"),
            (
                t(zh="训练", en="training"),
                t(
                    zh="划分、交叉验证、选模型;产出带哈希的模型文件",
                    en="split, cross-validation, choice; makes a model file with its hash",
                ),
            ),
            (
                t(zh="评估", en="evaluation"),
                t(zh="只用留出数据,对照基线和门槛", en="held-out rows only, against baseline and gate"),
            ),
            (t(zh="门禁", en="gate"), t(zh="未过门槛不发布", en="what misses the gate is not released")),
            (t(zh="模型库", en="model store"), f"`workspace/models/{name}/<version>/`"),
            (
                t(zh="版本指针", en="version pointer"),
                t(
                    zh=f"`workspace/models/{name}/current`,原子替换",
                    en=f"`workspace/models/{name}/current`, replaced atomically",
                ),
            ),
            (
                t(zh="预测", en="prediction"),
                t(
                    zh="校验哈希后加载当前版本,逐行或批量预测,输入越界时警告",
                    en=(
                        "verifies the hash, loads the current version, predicts rows or files, warns of inputs out of"
                        " range"
                    ),
                ),
            ),
        ]
    return [{"name": name, "responsibility": text} for name, text in found]


def rollback(plan: dict | None, context: Context) -> dict:
    t = context.text
    if plan is None:
        return {
            "triggers": [
                t(zh="新版本的错误率或耗时超过目标", en="errors or latency of the new version miss their objective")
            ],
            "steps": [
                t(zh="把流量切回上一版本", en="send the traffic back to the version before"),
                t(
                    zh="数据结构的变更保持向后兼容,退回时不需要改数据",
                    en="keep changes of the data's structure compatible, so that a return needs none",
                ),
            ],
        }
    folder = f"workspace/models/{plan['model_name']}"
    gates = "; ".join(f"{c['metric']} {c['operator']} {number(c['threshold'])}" for c in plan["acceptance_gate"])
    triggers = [t(zh="部署后的自检预测失败", en="the prediction that checks a deployment fails")]
    if gates:
        triggers.append(
            t(zh=f"用新标注的数据复测,不再满足:{gates}", en=f"measured again on newly labelled rows it misses: {gates}")
        )
    triggers.append(t(zh="校验和不符,或模型文件无法加载", en="the hash differs or the file does not load"))
    return {
        "triggers": triggers,
        "steps": [
            t(
                zh=f"调用 `model_rollback`:校验上一版本的哈希并试预测后,改写 `{folder}/current`(各版本目录保持不变)",
                en=(
                    "call `model_rollback`: it verifies the hash of the version before and a prediction, then writes"
                    f" `{folder}/current`; the folders of the versions never change"
                ),
            ),
            t(zh="调用 `model_health`,核对返回的版本号", en="call `model_health` and compare the version in the answer"),
            t(
                zh="首个版本没有可退回的版本:删除 `current`,调用方按降级方案处理",
                en="the first version has none before it: remove `current`, and callers degrade as below",
            ),
        ],
    }


def degradation(plan: dict | None, spec: dict | None, context: Context) -> list[dict]:
    t = context.text
    found = []
    if plan is None:
        found.append(
            (
                t(zh="处理层过载", en="processing is overloaded"),
                t(zh="按限流返回可重试的错误,给出等待时间", en="refuse with an error that says when to come back"),
            )
        )
        found.append(
            (
                t(zh="存储不可用", en="storage is down"),
                t(zh="拒绝写入;读取返回明确错误", en="refuse writes; reads fail with a clear error"),
            )
        )
    else:
        classes = (spec or {}).get("target", {}).get("classes")
        if classes:
            default = t(
                zh=f"返回最常见的类别 {classes[0]['value']},并标明是基线而非预测",
                en=f"answer the most frequent class, {classes[0]['value']}, marked as the baseline and no prediction",
            )
        else:
            default = t(
                zh="返回训练数据的均值,并标明是基线而非预测",
                en="answer the training data's mean, marked as the baseline and no prediction",
            )
        found.append(
            (
                t(
                    zh="模型文件损坏或无法加载,且调用方允许降级",
                    en="the model file is damaged and the caller allows degraded answers",
                ),
                default,
            )
        )
        found.append(
            (
                t(zh="输入缺少特征", en="an input lacks features"),
                t(zh="按训练时的规则填补,照常预测", en="impute as in training and predict"),
            )
        )
        found.append(
            (
                t(
                    zh="输入超出训练范围或类别未见过",
                    en="an input is outside of the training's range, or a category is new",
                ),
                t(zh="照常预测,附警告,由调用方决定是否采用", en="predict with a warning; the caller decides"),
            )
        )
        found.append(
            (
                t(zh="请求量超过容量", en="more load than planned"),
                t(zh="排队;批量请求改用文件方式", en="queue; move bulk requests to the file form"),
            )
        )
    return [{"condition": condition, "behaviour": behaviour} for condition, behaviour in found]


def risks(decisions: list[dict], capacity: dict, plan: dict | None, context: Context) -> list[dict]:
    t, found = context.text, []
    assumed = [a["name"] for a in capacity["assumptions"] if a["origin"] == "assumed"]
    if assumed:
        found.append(
            (
                t(
                    zh=f"容量估算有 {len(assumed)} 个假设值,包括 {'、'.join(assumed[:3])}",
                    en=f"{len(assumed)} numbers of the estimate are assumed, among them {', '.join(assumed[:3])}",
                ),
                t(
                    zh="部署后用实测值替换,重算一次",
                    en="replace them by measured ones after the deployment and estimate again",
                ),
            )
        )
    for decision in decisions:
        if not decision["robust"]:
            found.append(
                (
                    t(
                        zh=f"{decision['id']} 的结论依赖权重(领先 {decision['margin']} 分)",
                        en=f"{decision['id']} depends on the weights (a lead of {decision['margin']} points)",
                    ),
                    t(zh="与需求方确认权重;实现时保持可替换", en="confirm the weights; keep the choice replaceable"),
                )
            )
    if plan:
        found.append(
            (
                t(zh="单点:模型库在一处存储上", en="single point: the model store is on one storage"),
                t(
                    zh="存储做备份;模型可由数据集和固定随机种子重新训练得到",
                    en="back it up; the model can be trained again from the data set and the fixed seed",
                ),
            )
        )
    else:
        found.append(
            (
                t(zh="单点:存储是唯一的事实来源", en="single point: the storage is the one place of truth"),
                t(
                    zh="同步副本和定期恢复演练;恢复时间写入服务等级目标",
                    en="a synchronous replica and restore drills; put the time to recover into the objectives",
                ),
            )
        )
    return [{"text": text, "mitigation": mitigation} for text, mitigation in found]
