"""Numbers and readers that a request states itself; they take precedence over anything derived."""

from __future__ import annotations

import re

_AT_LEAST = (
    r"\s*(?:of|is|为|要|需|应)?\s*(?:at least|no less"
    r" than|above|over|>=?|≥|不低于|不小于|至少|达到|大于|超过|高于)?\s*(?:of)?\s*"
)
_AT_MOST = (
    r"\s*(?:of|is|为|要|需|应)?\s*(?:at most|no more than|below|under|within|<=?|≤|不超过|不高于|低于|小于|在)?\s*"
)
_SHARE = r"(\d+(?:\.\d+)?)\s*(%|%|percent|per cent)?"

_ACCURACY = re.compile(rf"(?:准确率|正确率|精度|\baccuracy\b){_AT_LEAST}{_SHARE}", re.IGNORECASE)
_RECALL = re.compile(rf"(?:召回率|\brecall\b){_AT_LEAST}{_SHARE}", re.IGNORECASE)
_LATENCY = re.compile(
    r"(?:延迟|时延|响应时间|响应|耗时|\blatency\b|\bresponse"
    rf" time\b|\bp99\b){_AT_MOST}(\d+(?:\.\d+)?)\s*(ms|毫秒|s\b|秒|seconds?)",
    re.IGNORECASE,
)
_PER_MINUTE = re.compile(
    r"每分钟\s*(\d+)|(\d+)\s*(?:次|个)?(?:请求)?\s*/\s*(?:min|分钟)|(\d+)\s*(?:requests?|predictions?)?\s*(?:per|a)"
    r" minute|(\d+)\s*req/min",
    re.IGNORECASE,
)
_PER_SECOND = re.compile(
    r"每秒\s*(\d+)|\bQPS\s*(?:of|[:=:])?\s*(\d+)|(\d+)\s*QPS\b|(\d+)\s*(?:requests?|predictions?)?\s*(?:per|a) second",
    re.IGNORECASE,
)
_AUDIENCE = re.compile(
    r"(?:面向|供)([^\s,。;,;::]{1,20}?)(?:使用|用|的|[,。;,;\s]|$)|给([^\s,。;,;]{1,20}?)使用|\b(?:for use by|aimed"
    r" at|intended for)\s+([a-z][a-z -]{1,40}?)(?=[,.;]|\s+(?:to|who|that|from|with)\b|$)",
    re.IGNORECASE,
)
_SERVICE = re.compile(
    r"上线|部署|发布|投产|deploy|release|\bship\b|go live|in(?:to)? (?:service|production)", re.IGNORECASE
)


def accuracy(request: str) -> float | None:
    return _share(_ACCURACY.search(request))


def recall(request: str) -> float | None:
    return _share(_RECALL.search(request))


def latency_ms(request: str) -> float | None:
    found = _LATENCY.search(request)
    if not found:
        return None
    value = float(found[1])
    return value if found[2].lower() in ("ms", "毫秒") else value * 1000


def requests_per_minute(request: str) -> float | None:
    for pattern, factor in ((_PER_MINUTE, 1), (_PER_SECOND, 60)):
        found = pattern.search(request)
        if found:
            return factor * float(next(g for g in found.groups() if g))
    return None


def audience(request: str) -> str | None:
    found = _AUDIENCE.search(request)
    return next(g for g in found.groups() if g).strip() if found else None


def wants_service(request: str) -> bool:
    """Whether it is to be brought into service, not only to be tried."""
    return bool(_SERVICE.search(request))


def _share(found: re.Match[str] | None) -> float | None:
    """95%, 95 and 0.95 are the same; what is no share of anything is none."""
    if not found:
        return None
    value = float(found[1])
    value = value / 100 if found[2] or value > 1 else value
    return value if 0 < value <= 1 else None
