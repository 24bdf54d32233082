"""Writes a picture as SVG, or as PNG for what cannot show SVG."""

from __future__ import annotations

from functools import cache

from openclaw_skill import Context, SkillError

ZOOM = 2
"""Pixels for each unit of the drawing: sharp on today's screens."""

FAMILIES = (
    "DejaVu Sans",
    "Liberation Sans",
    "Noto Sans",
    "Noto Sans CJK SC",
    "Open Sans",
    "Roboto",
    "Ubuntu",
    "Cantarell",
    "Arial",
    "Helvetica",
)
PROBE = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text x="2" y="16">{}</text></svg>'


def write(context: Context, name: str, svg: str, kind: str) -> str:
    """The artifact's name: kind is its ending."""
    if kind == "png":
        file = context.artifact(f"{name}.png", "image/png")
        file.write_bytes(png(svg))
    else:
        file = context.artifact(f"{name}.svg", "image/svg+xml")
        file.write_text(svg, encoding="utf-8")
    return file.name


def png(svg: str) -> bytes:
    # Most charts are SVG, and for these it need not be loaded.
    import resvg_py

    return resvg_py.svg_to_bytes(svg_string=svg, zoom=ZOOM, sans_serif_family=_family())


@cache
def _family() -> str:
    """A font that is there: of one that is not, no text would be drawn, and nothing said."""
    import resvg_py

    blank = resvg_py.svg_to_bytes(svg_string=PROBE.format(""))
    for family in FAMILIES:
        if resvg_py.svg_to_bytes(svg_string=PROBE.format("A"), font_family=family) != blank:
            return family
    raise SkillError(
        "NO_FONT",
        "a PNG needs a font for its texts, and this machine has none of those that are known;"
        " install the package fonts-dejavu-core (for Chinese fonts-noto-cjk), or ask for the format svg",
    )
