"""What skills agree upon: columns, titles, targets, names."""

import json
import tempfile
import unittest
from pathlib import Path

from openclaw_skill import SkillError
from openclaw_skill.datasets import Package, file_format, kind_of, model_name, role_of, sha256_of, shown
from openclaw_skill.markdown import bullets, number, percent, table
from openclaw_skill.targets import choose_target, mentioned, task_type, wants_learning

COLUMNS = {
    "species": ["Species", "物种"],
    "island": ["Island", "岛屿"],
    "bill_length_mm": ["Bill length", "嘴峰长度"],
    "body_mass_g": ["Body mass", "体重"],
    "sex": ["Sex", "性别"],
}


class TargetTest(unittest.TestCase):
    def test_should_find_the_column_that_a_request_means(self):
        for request, expected in (
            ("端到端: 用 workspace/datasets/penguins.csv 训练并上线一个企鹅物种分类模型", "species"),
            ("用workspace/datasets/penguins.csv训练企鹅物种模型", "species"),
            (
                "End to end: train and deploy a penguin species classifier from workspace/datasets/penguins.csv",
                "species",
            ),
            ("根据体重和嘴峰长度预测物种", "species"),
            ("根据体重的物种预测模型", "species"),
            ("predict body mass from species and island", "body_mass_g"),
            ("a species classifier using island and sex", "species"),
            ("train a model to predict body_mass_g by sex", "body_mass_g"),
            ("train a model", None),
            ("物种和性别", None),
            ("train a model from workspace/datasets/species.csv", None),
        ):
            with self.subTest(request):
                self.assertEqual(choose_target(request, COLUMNS), expected)

    def test_should_list_mentions_in_order_without_those_inside_longer_ones(self):
        columns = {"length": [], "bill_length": ["Bill length"], "sex": []}
        self.assertEqual(mentioned("sex and bill length", columns), ["sex", "bill_length"])
        self.assertEqual(mentioned("the wavelength of sexism", columns), [])

    def test_should_see_whether_a_model_is_wanted(self):
        self.assertTrue(wants_learning("训练一个分类器"))
        self.assertFalse(wants_learning("分析 workspace/models/model.csv"))

    def test_should_tell_classification_from_regression(self):
        self.assertEqual(task_type("", "categorical", 0), "classification")
        self.assertEqual(task_type("", "numeric", 0), "regression")
        self.assertEqual(task_type("", "numeric", 2), "classification")
        self.assertEqual(task_type("", "numeric", 5), "regression")
        self.assertEqual(task_type("classify the grade", "numeric", 5), "classification")


class ColumnTest(unittest.TestCase):
    def test_should_know_kinds(self):
        for sql, present, distinct, kind in (
            ("BIGINT", 9, 9, "numeric"),
            ("DECIMAL(18,3)", 9, 9, "numeric"),
            ("BOOLEAN", 9, 2, "boolean"),
            ("TIMESTAMP WITH TIME ZONE", 9, 9, "temporal"),
            ("VARCHAR", 1000, 3, "categorical"),
            ("VARCHAR", 1000, 900, "text"),
            ("VARCHAR", 10_000, 300, "categorical"),
            ("STRUCT(a INTEGER)", 9, 9, "text"),
        ):
            with self.subTest(sql=sql, distinct=distinct):
                self.assertEqual(kind_of(sql, present, distinct), kind)

    def test_should_know_roles(self):
        for name, kind, distinct, consecutive, role in (
            ("a", "numeric", 50, False, "feature"),
            ("customer_id", "numeric", 100, False, "identifier"),
            ("a", "numeric", 100, True, "identifier"),
            ("price", "numeric", 100, False, "feature"),
            ("key", "text", 100, False, "identifier"),
            ("comment", "text", 90, False, "free_text"),
            ("birth_year", "numeric", 40, False, "time"),
            ("yearly", "numeric", 40, False, "feature"),
            ("a", "categorical", 1, False, "constant"),
        ):
            with self.subTest(name=name, role=role):
                self.assertEqual(role_of(name, kind, None, 100, 100, distinct, consecutive), role)
        self.assertEqual(role_of("a", "text", None, 100, 0, 0, False), "empty")

    def test_should_show_titles(self):
        column = {"name": "sex", "titles": {"en": "Sex", "zh": "性别"}}
        self.assertEqual(
            (shown(column, "en"), shown(column, "zh"), shown({"name": "x"}, "zh")), ("sex", "性别(sex)", "x")
        )

    def test_should_name_models(self):
        self.assertEqual(model_name("penguins", "body_mass_g"), "penguins-body-mass-g")
        for dataset, target in (("企鹅", "物种"), ("企鹅", "性别"), ("x" * 90, "y")):
            self.assertRegex(model_name(dataset, target), r"^[a-z0-9][a-z0-9-]{0,62}$")
        self.assertNotEqual(model_name("企鹅", "物种"), model_name("企鹅", "性别"))


class FileTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())

    def test_should_know_formats(self):
        self.assertEqual(file_format(Path("a.CSV")), "csv")
        self.assertEqual(file_format(Path("a.ndjson")), "jsonl")
        with self.assertRaises(SkillError) as raised:
            file_format(Path("a.xlsx"))
        self.assertIn(".parquet", raised.exception.message)

    def test_should_read_the_description_beside_a_file(self):
        fields = [{"name": "m", "type": "number", "unit": "g", "title": "Mass", "title@zh": "质量"}]
        resource = {"path": "a.csv", "title": "A", "licenses": [{"name": "CC0-1.0"}], "schema": {"fields": fields}}
        (self.folder / "datapackage.json").write_text(json.dumps({"resources": [resource]}), encoding="utf-8")
        package = Package.of(self.folder / "a.csv")
        self.assertEqual(
            (package.licence, package.fields["m"].unit, package.fields["m"].titles["zh"]), ("CC0-1.0", "g", "质量")
        )
        self.assertIsNone(Package.of(self.folder / "b.csv"))

    def test_should_do_without_a_description_but_not_with_a_broken_one(self):
        self.assertIsNone(Package.of(self.folder / "a.csv"))
        for text in ("{", "[]", '{"resources": [1]}'):
            (self.folder / "datapackage.json").write_text(text)
            with self.subTest(text), self.assertRaises(SkillError):
                Package.of(self.folder / "a.csv")

    def test_should_hash(self):
        (self.folder / "x").write_bytes(b"abc")
        self.assertTrue(sha256_of(self.folder / "x").startswith("ba7816bf8f01cfea"))


class MarkdownTest(unittest.TestCase):
    def test_should_write_tables_and_numbers(self):
        self.assertEqual(table(["a", "b"], [["x|y", 1]], "lr"), "| a | b |\n| --- | ---: |\n| x\\|y | 1 |\n")
        self.assertEqual(bullets(["a"]), "- a\n")
        self.assertEqual(
            [number(v) for v in (3, 3.0, 0.12345, 12345.6, 1e-9)], ["3", "3", "0.1235", "12346", "1.00e-09"]
        )
        self.assertEqual(percent(0.44186), "44.2%")


if __name__ == "__main__":
    unittest.main()
