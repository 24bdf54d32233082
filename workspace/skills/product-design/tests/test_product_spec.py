"""Specifications out of the penguins' profile and of requests without data."""

import copy
import json
import tempfile
import unittest
from pathlib import Path

import duckdb

from openclaw_skill import SkillError
from openclaw_skill.testing import call

TESTS = Path(__file__).resolve().parent
HANDLERS = TESTS.parent / "handlers"
PROFILE = json.loads((TESTS / "penguins_profile.json").read_text(encoding="utf-8"))
REQUEST = "End to end: train and deploy a penguin species classifier from workspace/datasets/penguins.csv"


def spec(request: str = REQUEST, language: str = "en", **inputs):
    return call(HANDLERS / "product_spec.py", {"request": request, **inputs}, language=language)


def criteria(output: dict) -> dict:
    return {c["metric"]: c for c in output["acceptance_criteria"]}


class ClassificationTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.outcome = spec(dataset_profile=PROFILE)
        cls.output = cls.outcome.output

    def test_should_find_task_and_target(self):
        self.assertEqual(self.output["task_type"], "classification")
        self.assertEqual(self.output["target"]["column"], "species")
        self.assertEqual(self.output["title"], "Palmer penguins: species classifier")

    def test_should_compute_baseline_and_gate_from_the_class_counts(self):
        self.assertAlmostEqual(self.output["baseline"]["value"], 152 / 344, places=6)
        gate = criteria(self.output)
        # Half of the baseline's errors, rounded up to a tenth of a per cent.
        self.assertEqual(gate["accuracy"]["threshold"], 0.721)
        self.assertEqual(gate["recall_min"]["threshold"], 0.667)
        self.assertAlmostEqual(gate["accuracy_lower_bound"]["threshold"], 152 / 344, places=6)
        self.assertEqual(gate["p99_latency_ms"]["origin"], "assumed")

    def test_should_name_the_features_and_leave_the_year_out(self):
        text = self.output["functional_requirements"][0]["text"]
        self.assertIn("bill_length_mm", text)
        self.assertNotIn("year", text)

    def test_should_say_what_was_not_given(self):
        missing = " ".join(self.output["not_given"])
        for what in ("user feedback", "market research", "audience", "latency"):
            self.assertIn(what, missing)

    def test_should_see_risks_with_their_numbers(self):
        evidence = " ".join(r["evidence"] for r in self.output["risks"])
        for number in ("68 rows", "2.2 : 1", "19 cells", "2007–2009", "0.87"):
            self.assertIn(number, evidence)

    def test_should_tie_requirements_to_criteria(self):
        ids = {c["id"] for c in self.output["acceptance_criteria"]}
        tied = {i for r in self.output["functional_requirements"] for i in r["acceptance"]}
        self.assertEqual(tied, ids)

    def test_should_write_the_document(self):
        text = self.outcome.text("product_spec.md")
        self.assertIn("**44.2%** accuracy", text)
        self.assertIn("## What was not given", text)

    def test_should_write_chinese_for_a_chinese_request(self):
        outcome = spec(
            "端到端: 用 workspace/datasets/penguins.csv 训练并上线一个企鹅物种分类模型", "zh", dataset_profile=PROFILE
        )
        self.assertEqual(outcome.output["target"]["title"], "物种")
        self.assertIn("## 验收标准", outcome.text("product_spec.md"))


class StatedNumbersTest(unittest.TestCase):
    def test_should_take_numbers_from_the_request(self):
        cases = {
            "Train and deploy a species classifier with an accuracy of at least 95% and a latency below 50 ms": (
                0.95,
                50,
            ),
            "训练并上线物种分类模型,准确率不低于95%,延迟低于50毫秒": (0.95, 50),
            "Deploy a species classifier, accuracy >= 0.9, response time under 2 s": (0.9, 2000),
        }
        for request, (accuracy, latency) in cases.items():
            with self.subTest(request):
                gate = criteria(spec(request, dataset_profile=PROFILE).output)
                self.assertEqual(gate["accuracy"]["threshold"], accuracy)
                self.assertEqual(gate["accuracy"]["origin"], "request")
                self.assertEqual(gate["p99_latency_ms"]["threshold"], latency)

    def test_should_take_load_and_audience(self):
        output = spec(
            "Train a species classifier for use by field biologists, 120 requests per minute", dataset_profile=PROFILE
        ).output
        load = next(n for n in output["non_functional_requirements"] if n["metric"] == "throughput_per_minute")
        self.assertEqual((load["threshold"], load["origin"]), (120, "request"))
        self.assertEqual(
            output["users"][0],
            {"role": "field biologists", "need": "use what the request describes", "origin": "request"},
        )


class OtherTasksTest(unittest.TestCase):
    def test_should_specify_a_regression(self):
        output = spec("Train a model that predicts the body mass", dataset_profile=PROFILE).output
        self.assertEqual((output["task_type"], output["target"]["column"]), ("regression", "body_mass_g"))
        self.assertEqual(criteria(output)["r2"]["threshold"], 0.5)

    def test_should_ask_for_the_target_when_none_is_named(self):
        output = spec("Train a model", dataset_profile=PROFILE).output
        self.assertEqual(output["task_type"], "general")
        self.assertIn("species", output["open_questions"][0])

    def test_should_specify_without_data(self):
        output = spec("用户可以收藏文章;收藏夹可以分享", "zh").output
        self.assertEqual([r["text"] for r in output["functional_requirements"]], ["用户可以收藏文章", "收藏夹可以分享"])
        self.assertEqual(output["acceptance_criteria"], [])
        self.assertTrue(any("数据概况" in text for text in output["not_given"]))

    def test_should_warn_of_personal_data_and_imbalance(self):
        profile = copy.deepcopy(PROFILE)
        for category, count in zip(profile["columns"][0]["categories"], (320, 14, 10)):
            category["count"] = count
        profile["columns"][1]["name"] = "owner_email"
        risks = {r["text"]: r["severity"] for r in spec(dataset_profile=profile).output["risks"]}
        self.assertEqual(risks["Column names suggest personal data"], "high")
        self.assertEqual(risks["Classes of unequal size: the accuracy hides errors in the rare ones"], "high")


class ResearchTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())

    def test_should_count_and_quote_feedback(self):
        path = self.folder / "user_feedback.csv"
        path.write_text("id,rating,comment\n1,4,Works well\n2,2,I wish it told how sure it is\n", encoding="utf-8")
        output = spec(dataset_profile=PROFILE, user_feedback=str(path)).output
        evidence = output["evidence"][0]
        self.assertEqual((evidence["entries"], evidence["average_rating"]), (2, 3))
        self.assertIn("I wish it told how sure it is", evidence["quotes"])
        self.assertEqual(output["functional_requirements"][-1]["origin"], "user_feedback")
        self.assertFalse(any(text.startswith("user feedback") for text in output["not_given"]))

    def test_should_read_paragraphs_and_bullets(self):
        path = self.folder / "market.md"
        path.write_text(
            "# Findings\n\nGuides use field books.\n\n- two apps exist\n- none works offline\n", encoding="utf-8"
        )
        evidence = spec(market_research=str(path)).output["evidence"][0]
        self.assertEqual(evidence["quotes"], ["Guides use field books.", "two apps exist", "none works offline"])

    def test_should_refuse_a_file_that_is_no_text(self):
        path = self.folder / "user_feedback.txt"
        path.write_bytes(b"\xff\xfe\x00")
        with self.assertRaises(SkillError) as raised:
            spec(user_feedback=str(path))
        self.assertEqual(raised.exception.code, "BAD_INPUT")


class StoryMapTest(unittest.TestCase):
    def test_should_map_every_requirement_to_a_release(self):
        product_spec = spec(dataset_profile=PROFILE).output
        outcome = call(HANDLERS / "user_story_map.py", {"product_spec": product_spec})
        stories = [s for a in outcome.output["activities"] for s in a["stories"]]
        self.assertEqual(
            {s["requirement"] for s in stories}, {r["id"] for r in product_spec["functional_requirements"]}
        )
        self.assertEqual(sum(r["stories"] for r in outcome.output["releases"]), len(stories))
        self.assertIn("AC-1", outcome.text("user_story_map.md"))

    def test_should_number_releases_without_gaps(self):
        product_spec = spec("Users can share a list").output
        product_spec["functional_requirements"][0]["priority"] = "could"
        output = call(HANDLERS / "user_story_map.py", {"product_spec": product_spec}).output
        self.assertEqual([r["number"] for r in output["releases"]], [1])


class StoriesOfATableTest(unittest.TestCase):
    def map_of(self, text, **inputs):
        path = Path(tempfile.mkdtemp()) / "stories.csv"
        path.write_text(text, encoding="utf-8")
        return call(HANDLERS / "user_story_map.py", {"table": str(path), **inputs})

    def test_should_lay_out_the_stories_of_a_table(self):
        outcome = self.map_of(
            "Activity,Story,Role,Release,ID,Acceptance\n"
            "Find,I search by name,reader,1,S-7,finds it; within 1 s\n"
            "Keep,I save a search,editor,3,,\n"
            "Find,I see the newest first,,3,,\n"
        )
        find, keep = outcome.output["activities"]
        self.assertEqual((find["name"], keep["name"]), ("Find", "Keep"))
        self.assertEqual([(s["requirement"], s["release"]) for s in find["stories"]], [("S-7", 1), ("US-3", 2)])
        self.assertEqual(find["stories"][0]["acceptance"], ["finds it", "within 1 s"])
        self.assertEqual([(r["number"], r["stories"]) for r in outcome.output["releases"]], [(1, 1), (2, 2)])
        self.assertIn("I save a search", outcome.text("user_story_map.md"))

    def test_should_take_priorities_and_chinese_headings(self):
        output = self.map_of("主线,用户故事,优先级\n查找,按名称搜索,可以\n查找,按日期搜索,必须\n").output
        self.assertEqual([s["release"] for s in output["activities"][0]["stories"]], [2, 1])

    def test_should_prefer_a_teams_stories_to_a_specification_and_that_to_other_tables(self):
        product_spec = spec(dataset_profile=PROFILE).output
        own = self.map_of("activity,story,priority\nFind,I search,must\n", product_spec=product_spec).output
        other = self.map_of("species,mass\nAdelie,3700\n", product_spec=product_spec).output
        self.assertEqual(own["activities"][0]["name"], "Find")
        self.assertEqual(other["activities"][0]["stories"][0]["requirement"], "FR-1")

    def test_should_say_what_is_wrong_with_a_table(self):
        for text, part in (
            ("activity,note\nA,x\n", "lacks the columns story; it has activity, note"),
            ("activity,story,release\n", "no rows"),
            ("activity,story,release\nA,x,soon\n", "story 1: release is 'soon', not a whole number"),
            ("activity,story,release\nA,x,1.5\n", "release is '1.5'"),
            ("activity,story,release\nA,x,nan\n", "release is 'nan'"),
            ("activity,story\nA,x\n", "story 1: give it a release (1, 2, …) or a priority"),
            ("activity,story,release\nA,x,1\n,y,1\n", "story 2 has no activity"),
        ):
            with self.subTest(text), self.assertRaises(SkillError) as raised:
                self.map_of(text)
            self.assertEqual(raised.exception.code, "BAD_INPUT")
            self.assertIn(part, raised.exception.message)
        with self.assertRaises(SkillError) as raised:
            call(HANDLERS / "user_story_map.py", {})
        self.assertIn("give a product_spec, or a table", raised.exception.message)

    def test_should_not_map_a_faulty_table_by_a_specification_instead(self):
        with self.assertRaises(SkillError):
            self.map_of("activity,story,release\nA,x,soon\n", product_spec=spec().output)


class RiceTest(unittest.TestCase):
    def rice(self, **inputs):
        return call(HANDLERS / "rice_prioritisation.py", inputs)

    def test_should_rank_by_score_and_see_what_is_stable(self):
        items = [
            {"name": "Search", "reach": 800, "impact": 2, "confidence": 80, "effort": 3},
            {"name": "Export", "reach": 500, "impact": 1, "confidence": 0.9, "effort": 1},
            {"name": "Themes", "reach": 100, "impact": 0.25, "confidence": 50, "effort": 2},
        ]
        ranking = self.rice(items=items).output["ranking"]
        self.assertEqual(
            [(r["name"], r["score"], r["stable"]) for r in ranking],
            [("Export", 450, False), ("Search", 426.6667, False), ("Themes", 6.25, True)],
        )

    def test_should_read_a_table_with_chinese_headings(self):
        path = Path(tempfile.mkdtemp()) / "rice.csv"
        path.write_text("名称,覆盖,影响,信心,工作量\n搜索,800,2,80%,3\n", encoding="utf-8")
        self.assertEqual(self.rice(table=str(path)).output["ranking"][0]["score"], 426.6667)

    def test_should_read_every_format_of_table_alike(self):
        folder = Path(tempfile.mkdtemp())
        (folder / "r.csv").write_text(
            '\ufeffName,Reach,Impact,Confidence,Effort,Note\n"A ""b""\nc",100,2,50%,4,x\nB,800,2,80,3,\n', encoding="utf-8"
        )
        ranked = [(r["name"], r["score"]) for r in self.rice(table=str(folder / "r.csv")).output["ranking"]]
        self.assertEqual(ranked, [("B", 426.6667), ('A "b"\nc', 25)])
        rows = "SELECT * FROM (VALUES ('A', 100, 2, 0.5, 4), ('B', 800, 2, 0.8, 3)) t(name, reach, impact, confidence, effort)"
        for name, options in (
            ("r.parquet", "FORMAT parquet"),
            ("r.json", "FORMAT json, ARRAY true"),
            ("r.jsonl", "FORMAT json"),
        ):
            duckdb.execute(f"COPY ({rows}) TO '{folder / name}' ({options})")
            with self.subTest(name):
                ranking = self.rice(table=str(folder / name)).output["ranking"]
                self.assertEqual([(r["name"], r["score"]) for r in ranking], [("B", 426.6667), ("A", 25)])

    def test_should_say_what_is_wrong_with_a_table(self):
        folder = Path(tempfile.mkdtemp())
        for text, part in (
            ("name,reach\nA,1\n", "lacks the columns impact, confidence, effort; it has name, reach"),
            ("name,reach,impact,confidence,effort\n", "no rows"),
            ("name,reach,impact,confidence,effort\nA,1,1,50,nan\n", "effort is 'nan', not a number"),
            ("name,reach,impact,confidence,effort\nA,,1,50,1\n", "A: reach is '', not a number"),
        ):
            (folder / "r.csv").write_text(text, encoding="utf-8")
            with self.subTest(text), self.assertRaises(SkillError) as raised:
                self.rice(table=str(folder / "r.csv"))
            self.assertEqual(raised.exception.code, "BAD_INPUT")
            self.assertIn(part, raised.exception.message)

    def test_should_refuse_what_cannot_be_scored(self):
        bad = {"name": "X", "reach": 1, "impact": 1, "confidence": 50, "effort": 0}
        for inputs in (
            {},
            {"items": [bad]},
            {"items": [{**bad, "effort": "soon"}]},
            {"items": [{**bad, "name": " ", "effort": 1}]},
        ):
            with self.subTest(inputs), self.assertRaises(SkillError) as raised:
                self.rice(**inputs)
            self.assertEqual(raised.exception.code, "BAD_INPUT")


if __name__ == "__main__":
    unittest.main()
