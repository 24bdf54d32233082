"""Charts with axes as SVG: one function a kind, and nothing drawn over anything else."""

from __future__ import annotations

import math
from datetime import date, datetime

from openclaw_skill import svg

WIDTH, HEIGHT = 760, 440
TOP, BOTTOM, LEFT, RIGHT = 62, 56, 76, 20
BAR = 22
TICKS = 6


class _Scale:
    """From values to places on one axis, with round ticks."""

    def __init__(self, low: float, high: float, start: float, end: float, whole: bool = False):
        if low == high:
            low, high = low - 0.5, high + 0.5
        self.step = max(_round_step((high - low) / TICKS), 1 if whole else 0)
        self.low = math.floor(low / self.step) * self.step
        self.high = math.ceil(high / self.step) * self.step
        self._start, self._per_unit = start, (end - start) / (self.high - self.low)

    def at(self, value: float) -> float:
        return self._start + (value - self.low) * self._per_unit

    def ticks(self) -> list[float]:
        first, last = round(self.low / self.step), round(self.high / self.step)
        return [i * self.step for i in range(first, last + 1)]


def draw(kind: str, rows: list[tuple], title: str, x_title: str, y_title: str) -> str:
    """rows: (x, y, series)."""
    return KINDS[kind](rows, title, x_title, y_title)


def _bars(rows: list[tuple], title: str, x_title: str, y_title: str) -> str:
    """Lying bars: their labels have room."""
    labels = [_label(x) for x, _, _ in rows]
    left = min(240.0, max(svg.width_of(label) for label in labels) + 24)
    height = TOP + BAR * len(rows) + BOTTOM
    values = [y for _, y, _ in rows]
    scale = _Scale(min(0, *values), max(0, *values), left, WIDTH - 90)
    parts = _heading(title)
    floor = TOP + BAR * len(rows)
    for tick in scale.ticks():
        parts.append(svg.line(scale.at(tick), TOP, scale.at(tick), floor))
        parts.append(svg.text(scale.at(tick), floor + 16, _number(tick), anchor="middle", fill=svg.FAINT, size=11))
    for i, (label, value) in enumerate(zip(labels, values)):
        y, zero, end = TOP + i * BAR, scale.at(0), scale.at(value)
        parts.append(svg.text(left - 8, y + BAR / 2 + 4, svg.shortened(label, left - 16), anchor="end"))
        parts.append(svg.rect(min(zero, end), y + 3, abs(end - zero), BAR - 6, svg.COLOURS[0]))
        parts.append(svg.text(max(zero, end) + 5, y + BAR / 2 + 4, _number(value), fill=svg.FAINT, size=11))
    parts.append(_axis_title(left, WIDTH - 90, height, f"{y_title} / {x_title}"))
    return svg.document(WIDTH, height, title, parts)


def _lines(rows: list[tuple], title: str, x_title: str, y_title: str) -> str:
    names = _series(rows)
    places, ticks = _places(rows)
    right = _legend_width(names)
    whole = all(isinstance(p, int) for p in places)
    x = _Scale(min(places.values()), max(places.values()), LEFT, WIDTH - right, whole)
    y = _Scale(min(r[1] for r in rows), max(r[1] for r in rows), HEIGHT - BOTTOM, TOP)
    parts = _heading(title) + _grid(y, right)
    parts += _bottom(ticks or [(_tick_label(t, rows), t) for t in x.ticks()], x, x_title, right)
    for i, name in enumerate(names):
        line = [(x.at(places[r[0]]), y.at(r[1])) for r in rows if r[2] == name]
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in line)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{_colour(i)}" stroke-width="2"/>')
        if len(line) <= 60:
            parts.extend(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{_colour(i)}"/>' for a, b in line)
    parts += _legend(names) + [_y_title(y_title)]
    return svg.document(WIDTH, HEIGHT, title, parts)


def _scatter(rows: list[tuple], title: str, x_title: str, y_title: str) -> str:
    names = _series(rows)
    right = _legend_width(names)
    x = _Scale(min(r[0] for r in rows), max(r[0] for r in rows), LEFT, WIDTH - right)
    y = _Scale(min(r[1] for r in rows), max(r[1] for r in rows), HEIGHT - BOTTOM, TOP)
    parts = _heading(title) + _grid(y, right)
    parts += _bottom([(_number(t), t) for t in x.ticks()], x, x_title, right)
    colour = {name: _colour(i) for i, name in enumerate(names)}
    parts += [
        f'<circle cx="{x.at(a):.1f}" cy="{y.at(b):.1f}" r="3" fill="{colour[s]}" fill-opacity="0.6"/>'
        for a, b, s in rows
    ]
    parts += _legend(names) + [_y_title(y_title)]
    return svg.document(WIDTH, HEIGHT, title, parts)


def _histogram(rows: list[tuple], title: str, x_title: str, y_title: str) -> str:
    width = rows[1][0] - rows[0][0] if len(rows) > 1 else 1.0
    x = _Scale(rows[0][0], rows[-1][0] + width, LEFT, WIDTH - RIGHT)
    y = _Scale(0, max(r[1] for r in rows), HEIGHT - BOTTOM, TOP)
    parts = _heading(title) + _grid(y, RIGHT)
    for low, count, _ in rows:
        start, end = x.at(low), x.at(low + width)
        parts.append(
            svg.rect(start + 0.5, y.at(count), max(0.5, end - start - 1), y.at(0) - y.at(count), svg.COLOURS[0])
        )
    parts += _bottom([(_number(t), t) for t in x.ticks()], x, x_title, RIGHT) + [_y_title(y_title)]
    return svg.document(WIDTH, HEIGHT, title, parts)


KINDS = {"bar": _bars, "line": _lines, "scatter": _scatter, "histogram": _histogram}


def _heading(title: str) -> list[str]:
    return [svg.text(12, 24, svg.shortened(title, WIDTH - 24, 15), size=15)]


def _grid(y: _Scale, right: float) -> list[str]:
    parts = []
    for tick in y.ticks():
        parts.append(svg.line(LEFT, y.at(tick), WIDTH - right, y.at(tick)))
        parts.append(svg.text(LEFT - 8, y.at(tick) + 4, _number(tick), anchor="end", fill=svg.FAINT, size=11))
    return parts


def _bottom(ticks: list[tuple[str, float]], x: _Scale, title: str, right: float) -> list[str]:
    """Labels of the x axis; those that would run into the one before are left out."""
    parts, free = [], -math.inf
    for label, place in ticks:
        at, half = x.at(place), svg.width_of(label, 11) / 2
        if at - half < free or not LEFT - 1 <= at <= WIDTH - right + 1:
            continue
        free = at + half + 8
        parts.append(svg.text(at, HEIGHT - BOTTOM + 18, label, anchor="middle", fill=svg.FAINT, size=11))
    return [*parts, _axis_title(LEFT, WIDTH - right, HEIGHT, title)]


def _axis_title(left: float, right: float, height: float, title: str) -> str:
    return svg.text((left + right) / 2, height - 12, svg.shortened(title, right - left), anchor="middle")


def _y_title(title: str) -> str:
    return svg.text(12, 46, svg.shortened(title, WIDTH / 2, 11), fill=svg.FAINT, size=11)


def _series(rows: list[tuple]) -> list:
    return list(dict.fromkeys(r[2] for r in rows))


def _legend_width(names: list) -> float:
    if names == [None]:
        return RIGHT
    return min(180.0, max(svg.width_of(str(n), 11) for n in names) + 40)


def _legend(names: list) -> list[str]:
    if names == [None]:
        return []
    left, parts = WIDTH - _legend_width(names) + 14, []
    for i, name in enumerate(names):
        y = TOP + 8 + i * 18
        parts.append(svg.rect(left, y, 10, 10, _colour(i)))
        parts.append(svg.text(left + 15, y + 9, svg.shortened(str(name), WIDTH - left - 20, 11), size=11))
    return parts


def _places(rows: list[tuple]) -> tuple[dict, list[tuple[str, float]]]:
    """Where each x lies; for words their order, with a label each."""
    values = list(dict.fromkeys(r[0] for r in rows))
    if all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in values):
        return {v: float(v) for v in values}, []
    if all(isinstance(v, date) for v in values):
        return {v: _seconds(v) for v in values}, []
    values.sort(key=str)
    places = {v: float(i) for i, v in enumerate(values)}
    return places, [(svg.shortened(_label(v), 120, 11), p) for v, p in places.items()]


def _tick_label(tick: float, rows: list[tuple]) -> str:
    if not isinstance(rows[0][0], date):
        return _number(tick)
    moment = datetime.fromtimestamp(tick)
    return moment.date().isoformat() if not isinstance(rows[0][0], datetime) else moment.isoformat(" ", "minutes")


def _seconds(value: date) -> float:
    return (value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)).timestamp()


def _label(value: object) -> str:
    return _number(value) if isinstance(value, float) else str(value)


def _number(value: float) -> str:
    if abs(value) >= 1e6 or 0 < abs(value) < 1e-3:
        return f"{value:.3g}"
    return f"{value:.6g}"


def _round_step(step: float) -> float:
    """The next of 1, 2, 5 times a power of ten."""
    size = 10.0 ** math.floor(math.log10(step))
    return next(size * factor for factor in (1, 2, 5, 10) if size * factor >= step * 0.999)


def _colour(index: int) -> str:
    return svg.COLOURS[index % len(svg.COLOURS)]
