"""The words about a profile: one paragraph, and the Markdown report."""

from __future__ import annotations

from openclaw_skill import Context
from openclaw_skill.datasets import EXCLUSIONS, shown
from openclaw_skill.markdown import bullets, number, percent, table

KINDS = {
    "numeric": ("数值", "numeric"),
    "categorical": ("类别", "categorical"),
    "boolean": ("布尔", "boolean"),
    "temporal": ("时间", "temporal"),
    "text": ("文本", "text"),
}
ROLES = {
    "feature": ("特征", "feature"),
    "identifier": ("标识", "identifier"),
    "time": ("时间", "time"),
    "free_text": ("自由文本", "free text"),
    "constant": ("常量", "constant"),
    "empty": ("空", "empty"),
}
STRONG = 0.8
"""From this correlation on two columns say much the same."""


def summary(profile: dict, context: Context) -> str:
    """The paragraph that answers "what is in it?"."""
    by_name = {c["name"]: c for c in profile["columns"]}
    cells = profile["rows"] * len(by_name)
    share, complete = profile["missing_cells"] / cells, profile["complete_rows"] / profile["rows"]
    name = profile["dataset"]["path"].rsplit("/", 1)[-1]
    title = profile["dataset"].get("title")
    zh = (
        f"{name}{f'({title})' if title else ''}共 {profile['rows']} 行、{len(by_name)} 列({_kinds(profile, 0, '、')})。"
    )
    en = (
        f"{name}{f' ({title})' if title else ''} has {_of(profile['rows'], 'row')} and {_of(len(by_name), 'column')}"
        f" ({_kinds(profile, 1, ', ')}). "
    )
    if profile["missing_cells"]:
        worst = max(profile["columns"], key=lambda c: c["missing"])
        zh += (
            f"缺失 {profile['missing_cells']} 个单元格({percent(share)}),最多的是 {shown(worst, 'zh')},缺"
            f" {worst['missing']} 个;{profile['complete_rows']} 行({percent(complete)})完整。"
        )
        en += (
            f"{_of(profile['missing_cells'], 'cell')} ({percent(share)}) are missing, most of them in"
            f" {shown(worst, 'en')} ({worst['missing']}); {_of(profile['complete_rows'], 'row')} ({percent(complete)})"
            " are complete. "
        )
    else:
        zh += "没有缺失值。"
        en += "Nothing is missing. "
    for column in [c for c in profile["columns"] if c["role"] == "feature" and 1 < len(c.get("categories", ())) <= 10][
        :2
    ]:
        most, least = column["categories"][0], column["categories"][-1]
        zh += (
            f"{shown(column, 'zh')}有 {column['distinct']} 类,最多的是 {most['value']}({most['count']}"
            f" 行,{percent(most['share'])}),最少的是 {least['value']}({least['count']} 行,{percent(least['share'])})。"
        )
        en += (
            f"{shown(column, 'en')} has {column['distinct']} categories, from {most['value']}"
            f" ({_of(most['count'], 'row')}, {percent(most['share'])}) to {least['value']}"
            f" ({_of(least['count'], 'row')}, {percent(least['share'])}). "
        )
    if profile["correlations"]:
        top = profile["correlations"][0]
        a, b = by_name[top["a"]], by_name[top["b"]]
        zh += f"相关性最强的数值列是 {shown(a, 'zh')} 与 {shown(b, 'zh')},r = {top['pearson']:.2f}。"
        en += f"The strongest correlation is between {shown(a, 'en')} and {shown(b, 'en')}, r = {top['pearson']:.2f}. "
    if profile["duplicate_rows"]:
        zh += f"有 {profile['duplicate_rows']} 行与其他行完全重复。"
        en += f"{_of(profile['duplicate_rows'], 'row')} repeat another one exactly."
    return context.text(zh=zh, en=en.strip())


def write(profile: dict, context: Context) -> str:
    """The report."""
    t, language = context.text, context.language
    dataset, columns = profile["dataset"], profile["columns"]
    parts = [t(zh=f"# 数据概况:{dataset['name']}\n", en=f"# Data profile: {dataset['name']}\n")]
    parts.append(profile["summary"] + "\n")
    parts.append("![](profile.svg)\n")
    parts.append(_facts(profile, context))
    parts.append(t(zh="## 列\n", en="## Columns\n"))
    side = 0 if language == "zh" else 1
    parts.append(
        table(
            t(zh="列|类型|用途|缺失|不同取值|单位", en="column|kind|role|missing|distinct|unit").split("|"),
            [
                [
                    shown(c, language),
                    KINDS[c["kind"]][side],
                    ROLES[c["role"]][side],
                    f"{c['missing']} ({percent(c['missing_share'])})",
                    c["distinct"],
                    c.get("unit", ""),
                ]
                for c in columns
            ],
            "lllrrl",
        )
    )
    parts.extend(_numbers(columns, context))
    parts.extend(_categories(columns, context))
    parts.extend(_correlations(profile, context))
    watch = _watch(profile, context)
    if watch:
        parts.append(t(zh="## 使用前请注意\n", en="## Before you use it\n"))
        parts.append(bullets(watch))
    return "\n".join(parts)


def _facts(profile: dict, context: Context) -> str:
    t, dataset = context.text, profile["dataset"]
    rows = [
        [t(zh="文件", en="file"), f"`{dataset['path']}` ({dataset['bytes']} bytes, {dataset['format']})"],
        [t(zh="内容哈希", en="content hash"), f"`sha256:{dataset['sha256']}`"],
    ]
    if "licence" in dataset:
        rows.append([t(zh="许可", en="licence"), dataset["licence"]])
    rows += [
        [t(zh="行 × 列", en="rows × columns"), f"{profile['rows']} × {len(profile['columns'])}"],
        [t(zh="完整的行", en="complete rows"), profile["complete_rows"]],
        [t(zh="缺失单元格", en="missing cells"), profile["missing_cells"]],
        [t(zh="重复的行", en="duplicate rows"), profile["duplicate_rows"]],
    ]
    return table(["", ""], rows)


def _numbers(columns: list[dict], context: Context) -> list[str]:
    numeric = [c for c in columns if "numeric" in c]
    if not numeric:
        return []
    keys = ("min", "p25", "median", "p75", "max", "mean", "std", "outliers")
    heads = context.text(
        zh="列|最小|25 %|中位数|75 %|最大|均值|标准差|离群值", en="column|min|25 %|median|75 %|max|mean|std|outliers"
    ).split("|")
    rows = [
        [shown(c, context.language)] + [number(c["numeric"][k]) if k in c["numeric"] else "" for k in keys]
        for c in numeric
    ]
    return [context.text(zh="## 数值列\n", en="## Numeric columns\n"), table(heads, rows, "lrrrrrrrr")]


def _categories(columns: list[dict], context: Context) -> list[str]:
    categorical = [c for c in columns if "categories" in c]
    if not categorical:
        return []
    parts = [context.text(zh="## 类别列\n", en="## Categories\n")]
    heads = context.text(zh="取值|行数|占比", en="value|rows|share").split("|")
    for column in categorical:
        listed = column["categories"][:12]
        rows = [[c["value"], c["count"], percent(c["share"])] for c in listed]
        rest = column["distinct"] - len(listed)
        parts.append(f"**{shown(column, context.language)}**\n")
        parts.append(table(heads, rows, "lrr"))
        if rest:
            parts.append(context.text(zh=f"另有 {rest} 个取值。\n", en=f"{rest} more values.\n"))
    return parts


def _correlations(profile: dict, context: Context) -> list[str]:
    if not profile["correlations"]:
        return []
    heads = context.text(zh="列|列|Pearson r|行数", en="column|column|Pearson r|rows").split("|")
    rows = [[c["a"], c["b"], f"{c['pearson']:+.3f}", c["rows"]] for c in profile["correlations"][:15]]
    return [context.text(zh="## 相关性\n", en="## Correlations\n"), table(heads, rows, "llrr")]


def _watch(profile: dict, context: Context) -> list[str]:
    """What somebody who is to use the data should know; only what the numbers show."""
    t, notes = context.text, []
    for c in profile["columns"]:
        name = shown(c, context.language)
        if c["role"] in EXCLUSIONS:
            notes.append(
                t(
                    zh=f"{name}:{EXCLUSIONS[c['role']][0]},不宜作为特征。",
                    en=f"{name} {_clause(c['role'])}: no feature for a model.",
                )
            )
        elif c["missing_share"] >= 0.05:
            notes.append(
                t(
                    zh=f"{name} 缺失 {percent(c['missing_share'])},需决定填补还是剔除。",
                    en=(
                        f"{name} lacks {percent(c['missing_share'])} of its values: decide whether to impute or to"
                        " drop."
                    ),
                )
            )
        if c.get("numeric", {}).get("outliers"):
            notes.append(
                t(
                    zh=f"{name} 有 {c['numeric']['outliers']} 个离群值,请核对后再决定去留。",
                    en=f"{name} has {_of(c['numeric']['outliers'], 'outlier')}: check before deciding about them.",
                )
            )
    for c in profile["correlations"]:
        if abs(c["pearson"]) >= STRONG:
            notes.append(
                t(
                    zh=f"{c['a']} 与 {c['b']} 高度相关(r = {c['pearson']:.2f}),信息有重叠。",
                    en=(
                        f"{c['a']} and {c['b']} are strongly correlated (r = {c['pearson']:.2f}): they overlap in what"
                        " they say."
                    ),
                )
            )
    if profile["duplicate_rows"]:
        notes.append(
            t(
                zh=f"{profile['duplicate_rows']} 行重复:划分训练集和测试集之前要处理,否则会泄漏。",
                en=(
                    f"{_of(profile['duplicate_rows'], 'row')} are duplicates: deal with them before a train/test split,"
                    " or they leak."
                ),
            )
        )
    return notes


def _clause(role: str) -> str:
    reason = EXCLUSIONS[role][1]
    return f"is {reason}" if role in ("time", "free_text") else reason


def _kinds(profile: dict, side: int, separator: str) -> str:
    counts: dict[str, int] = {}
    for column in profile["columns"]:
        counts[column["kind"]] = counts.get(column["kind"], 0) + 1
    return separator.join(f"{n} {KINDS[k][side]}" for k, n in counts.items())


def _of(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
