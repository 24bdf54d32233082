"""The components and what flows between them: one graph, written as Mermaid and drawn as SVG."""

from __future__ import annotations

from openclaw_skill import Context

BOX, STORE, CHOICE = "box", "store", "choice"
_SHAPES = {BOX: ("[", "]"), STORE: ("[(", ")]"), CHOICE: ("{", "}")}


class Node:
    """A component; lines: its label, the first one being the name."""

    def __init__(self, id: str, *lines: str, shape: str = BOX):
        self.id = id
        self.lines = lines
        self.shape = shape


class Edge:
    """From one component to another."""

    def __init__(self, start: str, end: str, label: str = ""):
        self.start = start
        self.end = end
        self.label = label


class Graph:
    """Nodes in the order in which they are told, and edges between them; without circles."""

    def __init__(self, nodes: list[Node], edges: list[Edge]):
        self.nodes = nodes
        self.edges = edges


def of(plan: dict | None, context: Context) -> Graph:
    """The components that the design consists of."""
    t = context.text
    if plan is None:
        return Graph(
            [
                Node("C", t(zh="客户端", en="client")),
                Node("E", t(zh="入口", en="entry")),
                Node("P", t(zh="处理", en="processing")),
                Node("S", t(zh="存储", en="storage"), shape=STORE),
            ],
            [Edge("C", "E"), Edge("E", "P"), Edge("P", "S")],
        )
    rows = plan["split"]
    return Graph(
        [
            Node("D", t(zh="数据集", en="data set"), plan["dataset"].rsplit("/", 1)[-1], shape=STORE),
            Node("T", t(zh="训练", en="training")),
            Node("E", t(zh="评估", en="evaluation")),
            Node("G", t(zh="过门槛?", en="gate passed?"), shape=CHOICE),
            Node("S", t(zh="模型库", en="model store"), plan["model_name"], shape=STORE),
            Node("X", t(zh="拒绝,保留原版本", en="refused, the version before stays")),
            Node("V", t(zh="版本指针 current", en="pointer current")),
            Node("C", t(zh="调用方", en="caller")),
            Node("P", t(zh="预测", en="prediction")),
        ],
        [
            Edge("D", "T", t(zh=f"{rows['train_rows']} 行", en=f"{rows['train_rows']} rows")),
            Edge("D", "E", t(zh=f"{rows['test_rows']} 行", en=f"{rows['test_rows']} rows")),
            Edge("T", "E"),
            Edge("E", "G"),
            Edge("G", "S", t(zh="是", en="yes")),
            Edge("G", "X", t(zh="否", en="no")),
            Edge("S", "V"),
            Edge("V", "P"),
            Edge("C", "P"),
        ],
    )


def mermaid(graph: Graph) -> str:
    """A fenced flowchart; labels are quoted, so that no name in them is read as Mermaid."""
    lines = []
    for node in graph.nodes:
        left, right = _SHAPES[node.shape]
        lines.append(f'  {node.id}{left}"{"<br>".join(map(_escaped, node.lines))}"{right}')
    for edge in graph.edges:
        label = f'|"{_escaped(edge.label)}"|' if edge.label else ""
        lines.append(f"  {edge.start} -->{label} {edge.end}")
    return "```mermaid\nflowchart LR\n" + "\n".join(lines) + "\n```\n"


def _escaped(label: str) -> str:
    # The ampersand's own code first would be escaped again; # starts a code in Mermaid.
    return label.replace("#", "#35;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;").replace("`", "#96;")
