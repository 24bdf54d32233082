"""Which column a request wants predicted."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PATHS = re.compile(
    r"/?workspace/\S*?\.(?:csv|tsv|parquet|jsonl?|ndjson)"
    r"|[\w./\\-]*[/\\][\w./\\-]+"
    r"|[\w-]+\.(?:csv|tsv|parquet|jsonl?|ndjson)",
    re.IGNORECASE | re.ASCII,
)
_LEARNING = re.compile(
    r"训练|模型|分类|预测|回归|识别|判别|\btrain|\bmodels?\b|classif|predict|regress|recogni[sz]|\bmachine learning\b",
    re.IGNORECASE,
)
_CLASSES = re.compile(r"分类|识别|判别|classif|recogni", re.IGNORECASE)
# "predict the body mass": what follows the verb; "a species classifier": what precedes the noun.
_VERB = re.compile(
    r"(?:预测|识别|判断|估计|目标列?[是为::]?|\bpredict(?:s|ing)?\b|\bclassify(?:ing)?\b|\btarget\b(?: column)?)",
    re.IGNORECASE,
)
_NOUN = re.compile(r"\s*(?:的)?\s*(?:分类|预测|识别|判别|回归|classif|predict|regress|recogni|model)", re.IGNORECASE)


def wants_learning(request: str) -> bool:
    """Whether the request asks for a model at all."""
    return bool(_LEARNING.search(_PATHS.sub(" ", request)))


def task_type(request: str, kind: str, classes: int) -> str:
    """classification or regression, for a target of a kind.

    classes: how many values are counted one by one; for numbers only where they are few and whole. Such numbers
    are classes when there are two of them or when the request speaks of classes.
    """
    if kind != "numeric":
        return "classification"
    coded = classes == 2 or classes > 2 and bool(_CLASSES.search(request))
    return "classification" if coded else "regression"


def mentioned(request: str, columns: Mapping[str, list[str]]) -> list[str]:
    """The columns that a request mentions by name or title, in its order.

    columns: the titles of each column, by its name.
    """
    return [name for _, _, name in _mentions(_PATHS.sub(" ", request), columns)]


def choose_target(request: str, columns: Mapping[str, list[str]]) -> str | None:
    """The column to predict: the one that is mentioned, or of several the one that the wording points at.

    None where none is mentioned or the wording does not decide.
    """
    text = _PATHS.sub(" ", request)
    mentions = _mentions(text, columns)
    if len({name for _, _, name in mentions}) == 1:
        return mentions[0][2]
    for verb in _VERB.finditer(text):
        after = [m for m in mentions if 0 <= m[0] - verb.end() <= 24]
        if after:
            return after[0][2]
    named = {name for _, end, name in mentions if _NOUN.match(text, end)}
    return named.pop() if len(named) == 1 else None


def _mentions(text: str, columns: Mapping[str, list[str]]) -> list[tuple[int, int, str]]:
    """(start, end, column), without those that lie within a longer one."""
    found = []
    for name, titles in columns.items():
        for term in {name, name.replace("_", " "), *titles}:
            found.extend((m.start(), m.end(), name) for m in _pattern(term).finditer(text))
    found.sort(key=lambda m: (m[0], -m[1]))
    kept: list[tuple[int, int, str]] = []
    for mention in found:
        if not kept or mention[0] >= kept[-1][1]:
            kept.append(mention)
    return kept


def _pattern(term: str) -> re.Pattern[str]:
    escaped = re.escape(term)
    if term.isascii():
        return re.compile(rf"(?<![A-Za-z0-9_]){escaped}(?:s|es)?(?![A-Za-z0-9_])", re.IGNORECASE)
    return re.compile(escaped)
