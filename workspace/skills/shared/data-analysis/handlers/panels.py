"""The chart of a profile: one small panel a column, as SVG without any library."""

from __future__ import annotations

from html import escape

from openclaw_skill import Context
from openclaw_skill.markdown import percent

WIDTH, HEIGHT, GAP, PER_ROW, MOST = 300, 170, 16, 3, 24
BAR, TEXT, FAINT = "#3b6ea5", "#222222", "#777777"


def draw(profile: dict, bars: dict[str, list[tuple[str, int]]], context: Context) -> str:
    """Histograms of numbers, bars of categories; at most 24 columns."""
    columns = [c for c in profile["columns"] if bars.get(c["name"])][:MOST]
    rows = -(-len(columns) // PER_ROW)
    width = GAP + PER_ROW * (WIDTH + GAP)
    height = 40 + rows * (HEIGHT + GAP)
    title = context.text(
        zh=f"{profile['dataset']['name']} 各列分布", en=f"Distributions in {profile['dataset']['name']}"
    )
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
            ' font-family="system-ui, sans-serif" font-size="11">'
        ),
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="white"/>',
        f'<text x="{GAP}" y="24" font-size="15" fill="{TEXT}">{escape(title)}</text>',
    ]
    for index, column in enumerate(columns):
        x = GAP + index % PER_ROW * (WIDTH + GAP)
        y = 40 + index // PER_ROW * (HEIGHT + GAP)
        parts.append(f'<g transform="translate({x},{y})">')
        parts.extend(_panel(column, bars[column["name"]], context))
        parts.append("</g>")
    return "\n".join(parts) + "\n</svg>\n"


def _panel(column: dict, bars: list[tuple[str, int]], context: Context) -> list[str]:
    # The title alone: with the name behind it there is no room for the gaps.
    heading = column.get("titles", {}).get(context.language) or column["name"]
    heading += f" [{column['unit']}]" if "unit" in column else ""
    parts = [f'<text y="12" fill="{TEXT}">{escape(heading)}</text>']
    if column["missing"]:
        share = percent(column["missing_share"])
        note = context.text(zh=f"缺失 {share}", en=f"{share} missing")
        parts.append(f'<text x="{WIDTH}" y="12" text-anchor="end" fill="{FAINT}">{note}</text>')
    draw_bars = _categories if "categories" in column else _histogram
    return parts + draw_bars(column, bars)


def _categories(column: dict, bars: list[tuple[str, int]]) -> list[str]:
    most = max(count for _, count in bars)
    step = min(24, (HEIGHT - 24) / len(bars))
    parts = []
    for i, (label, count) in enumerate(bars):
        y = 24 + i * step
        length = 150 * count / most
        short = label if len(label) <= 14 else label[:13] + "…"
        middle = y + step / 2 + 3
        parts.append(f'<text x="84" y="{middle:.1f}" text-anchor="end" fill="{TEXT}">{escape(short)}</text>')
        parts.append(f'<rect x="90" y="{y + 2:.1f}" width="{length:.1f}" height="{step - 4:.1f}" fill="{BAR}"/>')
        parts.append(f'<text x="{94 + length:.1f}" y="{middle:.1f}" fill="{FAINT}">{count}</text>')
    return parts


def _histogram(column: dict, bars: list[tuple[str, int]]) -> list[str]:
    most = max(1, max(count for _, count in bars))
    step, floor, tall = WIDTH / len(bars), HEIGHT - 18, HEIGHT - 44
    parts = [f'<line x1="0" y1="{floor}" x2="{WIDTH}" y2="{floor}" stroke="{FAINT}"/>']
    for i, (_, count) in enumerate(bars):
        size = tall * count / most
        parts.append(
            f'<rect x="{i * step + 1:.1f}" y="{floor - size:.1f}" width="{step - 2:.1f}" height="{size:.1f}"'
            f' fill="{BAR}"/>'
        )
    facts = column["numeric"]
    for x, anchor, value in ((0, "start", facts["min"]), (WIDTH / 2, "middle", None), (WIDTH, "end", facts["max"])):
        label = f"{value:g}" if value is not None else f"median {facts['median']:g}"
        parts.append(f'<text x="{x}" y="{HEIGHT - 4}" text-anchor="{anchor}" fill="{FAINT}">{label}</text>')
    return parts
