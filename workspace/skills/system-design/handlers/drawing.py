"""Draws a graph from left to right: each component in the column after all that it depends on.

A line that passes a column gets a lane of its own there, and each line its own place at both ends: lines run behind
no box, and labels do not meet.
"""

from __future__ import annotations

from diagram import CHOICE, STORE, Edge, Graph, Node

from openclaw_skill import svg

SIZE, LINE, PAD, GAP_Y, PORT, MARGIN = 13, 18, 14, 26, 22, 20
WIDEST, NARROWEST, HEAD = 190, 90, 44
LABEL = 11
FILLS = {STORE: "#e7f0e4", CHOICE: "#fbf0dc"}
BOX_FILL, STROKE, EDGE = "#e6eef7", "#5b7590", "#55606b"


class _Box:
    """A node's place in its column, or a lane (without lines) for a line that passes."""

    def __init__(self, node: Node | None):
        self.node = node
        self.lines = [part for text in node.lines for part in svg.wrapped(text, WIDEST, SIZE)] if node else []
        self.width = max([NARROWEST, *(svg.width_of(part, SIZE) + 2 * PAD for part in self.lines)]) if node else 0
        self.outs: list[Edge] = []
        self.ins: list[Edge] = []
        self.column = 0
        self.x = self.y = 0.0

    @property
    def height(self) -> float:
        if not self.node:
            return PORT
        return max(len(self.lines) * LINE + 2 * PAD, max(len(self.outs), len(self.ins)) * PORT + PAD)

    def port(self, edges: list[Edge], edge: Edge) -> float:
        """The height at which an edge meets this box."""
        return self.y + self.height / 2 + (edges.index(edge) - (len(edges) - 1) / 2) * PORT


def draw(graph: Graph, title: str) -> str:
    boxes = {node.id: _Box(node) for node in graph.nodes}
    routes = [_route(edge, boxes) for edge in _columns(graph, boxes)]
    columns = _placed(boxes, routes)
    _untangle(routes)
    width = max(max(b.x + b.width for b in boxes.values()) + MARGIN, svg.width_of(title, 15) + 2 * MARGIN)
    height = max(b.y + b.height for column in columns for b in column) + MARGIN
    parts = [_ARROW, svg.text(MARGIN, 28, title, size=15)]
    for route in routes:
        parts.extend(_line(route, columns))
    parts.extend(part for box in boxes.values() for part in _shape(box))
    return svg.document(width, height, title, parts, SIZE)


class _Route:
    """An edge with the boxes that it passes: its start, lanes, its end."""

    def __init__(self, edge: Edge, boxes: list[_Box], hops: list[Edge]):
        self.edge = edge
        self.boxes = boxes
        self.hops = hops


def _columns(graph: Graph, boxes: dict[str, _Box]) -> list[Edge]:
    """Puts each node into the column after the last of those before it, sources next to what they lead to."""
    for _ in graph.nodes:
        for edge in graph.edges:
            boxes[edge.end].column = max(boxes[edge.end].column, boxes[edge.start].column + 1)
    for node in reversed(graph.nodes):
        after = [boxes[e.end].column for e in graph.edges if e.start == node.id]
        if after and not any(e.end == node.id for e in graph.edges):
            boxes[node.id].column = min(after) - 1
    return graph.edges


def _route(edge: Edge, boxes: dict[str, _Box]) -> _Route:
    start, end = boxes[edge.start], boxes[edge.end]
    passed = [start]
    for column in range(start.column + 1, end.column):
        lane = _Box(None)
        lane.column = column
        passed.append(lane)
    passed.append(end)
    hops = [Edge(edge.start, edge.end, edge.label if i == 0 else "") for i in range(len(passed) - 1)]
    for i, hop in enumerate(hops):
        passed[i].outs.append(hop)
        passed[i + 1].ins.append(hop)
    return _Route(edge, passed, hops)


def _placed(boxes: dict[str, _Box], routes: list[_Route]) -> list[list[_Box]]:
    """The columns from left to right, each centred, with room between them for the labels."""
    lanes = [b for r in routes for b in r.boxes if b.node is None]
    count = max(b.column for b in boxes.values()) + 1
    columns = [[b for b in (*boxes.values(), *lanes) if b.column == i] for i in range(count)]
    for column in columns[1:]:
        column.sort(key=lambda b: _weight(b, columns))
    tall = max(_height(column) for column in columns)
    x = float(MARGIN)
    for column in columns:
        width, y = max(b.width for b in column), HEAD + (tall - _height(column)) / 2
        for box in column:
            box.x, box.y = x + (width - box.width) / 2 if box.node else x, y
            box.width = box.width or width
            y += box.height + GAP_Y
        labels = [svg.width_of(e.label, LABEL) for b in column for e in b.outs if e.label]
        x += width + max([0.0, *labels]) + 64
    return columns


def _untangle(routes: list[_Route]) -> None:
    """Lines leave and meet a box in the order of where they come from and go to."""
    ends = {hop: (a, b) for r in routes for hop, a, b in zip(r.hops, r.boxes, r.boxes[1:])}
    for box in {box for r in routes for box in r.boxes}:
        box.outs.sort(key=lambda hop: ends[hop][1].y + ends[hop][1].height / 2)
        box.ins.sort(key=lambda hop: ends[hop][0].y + ends[hop][0].height / 2)


def _height(column: list[_Box]) -> float:
    return sum(b.height for b in column) + GAP_Y * (len(column) - 1)


def _weight(box: _Box, columns: list[list[_Box]]) -> float:
    """Where those before it are: lines cross less so."""
    before = columns[box.column - 1]
    places = [i / len(before) for i, b in enumerate(before) for e in b.outs if e in box.ins]
    return sum(places) / len(places) if places else 1.0


def _line(route: _Route, columns: list[list[_Box]]) -> list[str]:
    first = route.boxes[0]
    x, y = first.x + first.width, first.port(first.outs, route.hops[0])
    label = route.edge.label
    path = f"M{x:.1f},{y:.1f}"
    straight = x + (svg.width_of(label, LABEL) + 12 if label else 6)
    # All lines of a column turn behind its widest box, so that none of them cuts another box of it.
    edge_of_column = max(b.x + b.width for b in columns[first.column])
    straight = max(straight, edge_of_column + 4)
    path += f" H{straight:.1f}"
    x = straight
    for box, hop in zip(route.boxes[1:], route.hops):
        top = box.port(box.ins, hop)
        left = min(b.x for b in columns[box.column]) - 12
        middle = (x + left) / 2
        path += f" C{middle:.1f},{y:.1f} {middle:.1f},{top:.1f} {left:.1f},{top:.1f}"
        x, y = box.x + box.width if box.node is None else box.x, top
        path += f" H{x - (6 if box.node else 0):.1f}"
    parts = [f'<path d="{path}" fill="none" stroke="{EDGE}" stroke-width="1.4" marker-end="url(#arrow)"/>']
    if label:
        start = first.x + first.width
        parts.append(svg.text(start + 6, first.port(first.outs, route.hops[0]) - 4, label, fill=EDGE, size=LABEL))
    return parts


def _shape(box: _Box) -> list[str]:
    radius = 14 if box.node.shape == CHOICE else 3
    parts = [svg.rect(box.x, box.y, box.width, box.height, FILLS.get(box.node.shape, BOX_FILL), STROKE, radius)]
    if box.node.shape == STORE:
        parts.append(svg.line(box.x, box.y + 6, box.x + box.width, box.y + 6, STROKE))
    y = box.y + box.height / 2 - (len(box.lines) - 1) * LINE / 2 + SIZE * 0.36
    for i, words in enumerate(box.lines):
        parts.append(svg.text(box.x + box.width / 2, y + i * LINE, words, anchor="middle"))
    return parts


_ARROW = (
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="2" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    f'<path d="M0,0 L8,4 L0,8 z" fill="{EDGE}"/></marker></defs>'
)
