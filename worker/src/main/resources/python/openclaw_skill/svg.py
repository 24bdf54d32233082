"""Small pieces of SVG that the pictures of several skills are made of; no library, no fonts to measure with."""

from __future__ import annotations

import unicodedata
from html import escape

INK, FAINT, GRID = "#222222", "#777777", "#dddddd"
COLOURS = ("#3b6ea5", "#d1803a", "#4c9a61", "#b0413e", "#7a5fa3", "#8a6d4b", "#c26a9c", "#6f7f8f")
"""For series; they differ in lightness too."""


def document(width: float, height: float, title: str, parts: list[str], size: int = 12) -> str:
    """A whole picture with a white ground; the title is what a screen reader says."""
    return "\n".join(
        [
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}"'
                f' height="{height:g}" font-family="system-ui, sans-serif" font-size="{size}">'
            ),
            f"<title>{escape(title)}</title>",
            rect(0, 0, width, height, "white"),
            *parts,
            "</svg>\n",
        ]
    )


def text(x: float, y: float, words: str, *, anchor: str = "start", fill: str = INK, size: int | None = None) -> str:
    """A line of text; y is its base line."""
    larger = f' font-size="{size}"' if size else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}"{larger}>{escape(words)}</text>'


def rect(x: float, y: float, width: float, height: float, fill: str, stroke: str = "", radius: float = 0) -> str:
    line = f' stroke="{stroke}"' if stroke else ""
    round_ = f' rx="{radius:g}"' if radius else ""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"{line}{round_}/>'


def line(x1: float, y1: float, x2: float, y2: float, stroke: str = GRID) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{stroke}"/>'


def width_of(words: str, size: int = 12) -> float:
    """About how wide a text is, rather too much than too little."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in words)
    return size * (wide * 1.02 + (len(words) - wide) * 0.62)


def shortened(words: str, width: float, size: int = 12) -> str:
    """The text, cut with an ellipsis where it is wider."""
    if width_of(words, size) <= width:
        return words
    while words and width_of(words + "…", size) > width:
        words = words[:-1]
    return words + "…"


def wrapped(words: str, width: float, size: int = 12, most: int = 3) -> list[str]:
    """The text in lines no wider than that; what does not fit into so many is cut."""
    lines = [""]
    for word in _pieces(words):
        if width_of(lines[-1] + word, size) <= width or not lines[-1].strip():
            lines[-1] += word
        else:
            lines.append(word.lstrip())
    kept = [shortened(part.strip(), width, size) for part in lines[:most]]
    if len(lines) > most:
        kept[-1] = shortened(kept[-1] + " " + lines[most], width, size)
        if not kept[-1].endswith("…"):
            kept[-1] += "…"
    return kept


def _pieces(words: str) -> list[str]:
    """Where a line may break: before a space, and around each wide character."""
    found: list[str] = []
    for c in words:
        wide = unicodedata.east_asian_width(c) in "WF"
        if not found or c == " " or wide or unicodedata.east_asian_width(found[-1][-1]) in "WF":
            found.append(c)
        else:
            found[-1] += c
    return found
