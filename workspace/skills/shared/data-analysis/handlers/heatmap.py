"""Correlations as a coloured matrix in SVG."""

from __future__ import annotations

from openclaw_skill import Context, svg

CELL, TOP, LEFT = 46, 150, 170


def draw(names: list[str], pairs: list[dict], title: str, method: str, context: Context) -> str:
    """Blue for positive, red for negative, grey where there is nothing to compute."""
    found = {frozenset((p["a"], p["b"])): p["coefficient"] for p in pairs}
    side = CELL * len(names)
    heading = context.text(zh=f"{title} 的相关系数({method})", en=f"Correlations in {title} ({method})")
    width = max(LEFT + side + 110, svg.width_of(heading, 15) + 24)
    parts = [svg.text(12, 24, heading, size=15)]
    for i, name in enumerate(names):
        label, middle = svg.shortened(name, LEFT - 20), i * CELL + CELL / 2
        parts.append(svg.text(LEFT - 8, TOP + middle + 4, label, anchor="end"))
        turned = svg.text(0, 0, label)
        parts.append(f'<g transform="translate({LEFT + middle + 4},{TOP - 8}) rotate(-45)">{turned}</g>')
        parts.extend(_row(i, names, found))
    return svg.document(width, TOP + side + 20, heading, parts)


def _row(i: int, names: list[str], found: dict[frozenset[str], float]) -> list[str]:
    parts = []
    for j, other in enumerate(names):
        value = 1.0 if i == j else found.get(frozenset((names[i], other)))
        x, y = LEFT + j * CELL, TOP + i * CELL
        parts.append(svg.rect(x, y, CELL - 2, CELL - 2, _colour(value)))
        if value is not None:
            ink = "#ffffff" if abs(value) > 0.6 else svg.INK
            parts.append(svg.text(x + CELL / 2 - 1, y + CELL / 2 + 3, f"{value:.2f}", anchor="middle", fill=ink))
    return parts


def _colour(value: float | None) -> str:
    if value is None:
        return "#eeeeee"
    strength = abs(value)
    full = (44, 95, 158) if value >= 0 else (178, 58, 58)
    return "#" + "".join(f"{round(255 + (c - 255) * strength):02x}" for c in full)

