"""Capacity arithmetic against known values, and designs that carry the specification through."""

import copy
import json
import sys
import unittest
import xml.etree.ElementTree as ElementTree
from itertools import combinations
from pathlib import Path

from openclaw_skill import SkillError, svg
from openclaw_skill.testing import call

TESTS = Path(__file__).resolve().parent
HANDLERS = TESTS.parent / "handlers"
SPEC = json.loads((TESTS / "product_spec.json").read_text(encoding="utf-8"))
REQUEST = SPEC["request"]
SVG = "{http://www.w3.org/2000/svg}"
SLO = {"throughput": "100req/min", "response_time_p99": "5000ms", "availability": "99.9%"}

sys.path.insert(0, str(HANDLERS))
import queueing  # noqa: E402


def drawn(picture: str) -> tuple[list, list]:
    """The boxes of a drawing, and its texts with the room that they take."""
    root = ElementTree.fromstring(picture)
    boxes = [tuple(float(e.get(k)) for k in ("x", "y", "width", "height")) for e in root.iter(f"{SVG}rect")][1:]
    texts = []
    for e in root.iter(f"{SVG}text"):
        size = int(e.get("font-size") or root.get("font-size"))
        width = svg.width_of(e.text, size)
        left = float(e.get("x")) - (width / 2 if e.get("text-anchor") == "middle" else 0)
        texts.append((e.text, (left, float(e.get("y")) - size * 0.8, width, size)))
    return boxes, texts


def overlap(a: tuple, b: tuple) -> bool:
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]


def contains(box: tuple, place: tuple) -> bool:
    right, bottom = place[0] + place[2], place[1] + place[3]
    return box[0] <= place[0] and right <= box[0] + box[2] and box[1] <= place[1] and bottom <= box[1] + box[3]


def estimate(**inputs):
    return call(HANDLERS / "capacity_estimate.py", inputs).output


def design(language: str = "en", **inputs):
    return call(HANDLERS / "architecture_document.py", {"request": REQUEST, **inputs}, language=language)


class QueueingTest(unittest.TestCase):
    def test_should_agree_with_erlangs_tables(self):
        # One server: the chance to wait is the utilisation. Two servers at one erlang: a third.
        self.assertAlmostEqual(queueing.wait_probability(0.3, 1), 0.3)
        self.assertAlmostEqual(queueing.wait_probability(1.0, 2), 1 / 3)
        self.assertAlmostEqual(queueing.wait_probability(8.0, 10), 0.409, places=3)

    def test_should_find_servers_and_spares(self):
        self.assertEqual(queueing.servers_for(0.1, 0.6), 1)
        self.assertEqual(queueing.servers_for(1.2, 0.6), 2)
        self.assertEqual(queueing.with_spares(1, 0.99, 0.995), 2)
        self.assertEqual(queueing.with_spares(1, 0.99, 0.99999), 3)

    def test_should_not_wait_where_hardly_anybody_does(self):
        self.assertEqual(queueing.wait_percentile(0.005, 1, 20, 0.99), 0)
        # M/M/1 at a half: ln(0.5 / 0.01) / 0.5 service times.
        self.assertAlmostEqual(queueing.wait_percentile(0.5, 1, 20, 0.99), 156.48, places=2)


class CapacityTest(unittest.TestCase):
    def test_should_follow_the_objectives(self):
        output = estimate(slo=SLO)
        self.assertAlmostEqual(output["load"]["peak_requests_per_second"], 5.0)
        resident = output["serving"]["resident"]
        self.assertEqual((resident["processes"], resident["redundant_processes"]), (1, 2))
        self.assertTrue(resident["latency_met"])
        origins = {a["origin"] for a in output["assumptions"]}
        self.assertEqual(origins, {"slo", "assumed"})
        # What the specification only assumed stays an assumption.
        self.assertEqual({a["origin"] for a in estimate(product_spec=SPEC)["assumptions"]}, {"assumed"})

    def test_should_prefer_objectives_to_the_specification(self):
        self.assertEqual(estimate(product_spec=SPEC)["load"]["requests_per_minute"], 10)
        self.assertEqual(estimate(product_spec=SPEC, slo=SLO)["load"]["requests_per_minute"], 100)

    def test_should_size_the_training(self):
        training = estimate(product_spec=SPEC)["training"]
        # Four numbers, three islands, two sexes.
        self.assertEqual((training["rows"], training["columns"]), (344, 9))
        self.assertEqual(training["model_fits"], (1 + 3 + 6) * 5 + 1)

    def test_should_need_more_processes_for_more_load(self):
        needed = [estimate(slo={"throughput": f"{n}req/s"})["serving"]["resident"]["processes"] for n in (1, 50, 500)]
        self.assertEqual(needed, [1, 5, 50])

    def test_should_refuse_objectives_that_make_no_sense(self):
        for slo in ({"throughput": "lots"}, {"availability": "100%"}, {"response_time_p99": "0ms"}):
            with self.subTest(slo), self.assertRaises(SkillError) as raised:
                estimate(slo=slo)
            self.assertEqual(raised.exception.code, "BAD_INPUT")


class DesignTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.outcome = design(product_spec=SPEC)
        cls.output = cls.outcome.output

    def test_should_plan_the_training(self):
        plan = self.output["training_plan"]
        self.assertEqual((plan["model_name"], plan["target"]), ("penguins-species", "species"))
        self.assertEqual(len(plan["features"]), 6)
        self.assertEqual([e["name"] for e in plan["excluded"]], ["year"])
        self.assertEqual((plan["split"]["train_rows"], plan["split"]["test_rows"]), (275, 69))

    def test_should_carry_the_gate_over(self):
        carried = [(c["id"], c["metric"], c["threshold"]) for c in self.output["training_plan"]["acceptance_gate"]]
        self.assertEqual(carried, [(c["id"], c["metric"], c["threshold"]) for c in SPEC["acceptance_criteria"]])

    def test_should_compute_totals_from_the_weights(self):
        for decision in self.output["decisions"]:
            self.assertAlmostEqual(sum(decision["weights"].values()), 1, places=3)
            totals = {o["name"]: o["total"] for o in decision["options"]}
            self.assertEqual(max(totals, key=totals.get), decision["chosen"])
            for option in decision["options"]:
                total = sum(decision["weights"][c] * s for c, s in option["scores"].items())
                self.assertAlmostEqual(total, option["total"], places=2)

    def test_should_choose_another_way_for_another_load(self):
        busy = design(product_spec=SPEC, slo={"throughput": "6000req/min", "response_time_p99": "300ms"}).output
        self.assertEqual(self.output["decisions"][0]["chosen"], "process per call")
        self.assertEqual(busy["decisions"][0]["chosen"], "resident service")

    def test_should_plan_fewer_folds_for_a_rare_class(self):
        rare = copy.deepcopy(SPEC)
        rare["target"]["classes"][-1]["count"] = 5
        self.assertEqual(design(product_spec=rare).output["training_plan"]["cross_validation"]["folds"], 4)

    def test_should_document_everything(self):
        text = self.outcome.text("tech_design_doc.md")
        for part in (
            "```mermaid",
            "## Capacity",
            "## Training plan",
            "## Rollback",
            "## Degradation",
            "accuracy >= 0.721",
        ):
            self.assertIn(part, text)
        self.assertIn("## 训练计划", design("zh", product_spec=SPEC).text("tech_design_doc.md"))

    def test_should_draw_the_components_without_overlaps(self):
        long = copy.deepcopy(SPEC)
        long["dataset"]["path"] = "workspace/datasets/" + "a very long name of a table " * 6 + '"]<b>.csv'
        for name, outcome in (
            ("en", self.outcome),
            ("zh", design("zh", product_spec=SPEC)),
            ("long", design(product_spec=long)),
            ("plain", call(HANDLERS / "architecture_document.py", {"request": "an order system"})),
        ):
            with self.subTest(name):
                boxes, texts = drawn(outcome.text("architecture.svg"))
                self.assertGreaterEqual(len(boxes), 4)
                self.assertEqual([(a, b) for a, b in combinations(boxes, 2) if overlap(a, b)], [])
                self.assertEqual([(a, b) for a, b in combinations(texts, 2) if overlap(a[1], b[1])], [])
                for words, place in texts:
                    inside = [box for box in boxes if overlap(box, place)]
                    self.assertTrue(all(contains(box, place) for box in inside), words)

    def test_should_quote_what_mermaid_would_read(self):
        hostile = copy.deepcopy(SPEC)
        hostile["dataset"]["path"] = 'x"] --> Y["<script>'
        text = design(product_spec=hostile).output["mermaid"]
        self.assertIn("#quot;] --#gt; Y[#quot;#lt;script#gt;", text)

    def test_should_design_without_a_specification(self):
        output = call(HANDLERS / "architecture_document.py", {"request": "设计一个订单系统"}, language="zh").output
        self.assertNotIn("training_plan", output)
        self.assertTrue(output["not_given"][0].startswith("产品规格"))
        self.assertNotIn("versions_kept", output["capacity"]["storage"])


if __name__ == "__main__":
    unittest.main()
