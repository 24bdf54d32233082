"""The profile of the penguins, whose numbers are known, and of files that are hard to read."""

import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import duckdb

from openclaw_skill import SkillError
from openclaw_skill.testing import call

SKILL = Path(__file__).resolve().parent.parent
WORKSPACE = SKILL.parent.parent.parent
PENGUINS = WORKSPACE / "datasets" / "penguins.csv"


def profile(path: Path, language: str = "en"):
    return call(SKILL / "handlers" / "profile.py", {"dataset": str(path)}, language=language, workspace=WORKSPACE)


class PenguinsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.outcome = profile(PENGUINS)
        cls.output = cls.outcome.output
        cls.columns = {c["name"]: c for c in cls.output["columns"]}

    def test_should_count_rows_and_gaps(self):
        self.assertEqual(self.output["rows"], 344)
        self.assertEqual(self.output["complete_rows"], 333)
        self.assertEqual(self.output["missing_cells"], 19)
        self.assertEqual(self.output["duplicate_rows"], 0)
        self.assertEqual(self.columns["sex"]["missing"], 11)

    def test_should_count_classes(self):
        counts = {c["value"]: c["count"] for c in self.columns["species"]["categories"]}
        self.assertEqual(counts, {"Adelie": 152, "Gentoo": 124, "Chinstrap": 68})

    def test_should_summarise_numbers(self):
        mass = self.columns["body_mass_g"]["numeric"]
        self.assertEqual((mass["min"], mass["median"], mass["max"]), (2700, 4050, 6300))
        self.assertAlmostEqual(mass["mean"], 4201.75, places=1)

    def test_should_find_the_strongest_correlation(self):
        top = self.output["correlations"][0]
        self.assertEqual({top["a"], top["b"]}, {"flipper_length_mm", "body_mass_g"})
        self.assertAlmostEqual(top["pearson"], 0.8712, places=4)

    def test_should_know_titles_units_licence_and_roles(self):
        self.assertEqual(self.columns["species"]["titles"]["zh"], "物种")
        self.assertEqual(self.columns["body_mass_g"]["unit"], "g")
        self.assertEqual(self.output["dataset"]["licence"], "CC0-1.0")
        self.assertEqual(self.output["dataset"]["path"], "workspace/datasets/penguins.csv")
        self.assertEqual(self.columns["year"]["role"], "time")
        self.assertEqual(self.columns["island"]["role"], "feature")

    def test_should_write_a_report_and_a_valid_chart(self):
        self.assertIn("| species | categorical |", self.outcome.text("profile.md"))
        self.assertTrue(ElementTree.fromstring(self.outcome.text("profile.svg")).tag.endswith("svg"))

    def test_should_answer_in_chinese(self):
        output = profile(PENGUINS, "zh").output
        self.assertIn("共 344 行、8 列", output["summary"])
        self.assertIn("物种(species)", output["summary"])


class FilesTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())

    def written(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def test_should_read_parquet_and_json_alike(self):
        for name, options in (
            ("p.parquet", "FORMAT parquet"),
            ("p.json", "FORMAT json, ARRAY true"),
            ("p.jsonl", "FORMAT json"),
        ):
            path = self.folder / name
            duckdb.execute(f"COPY (SELECT * FROM read_csv(?, nullstr='NA')) TO '{path}' ({options})", [str(PENGUINS)])
            with self.subTest(name):
                output = profile(path).output
                self.assertEqual((output["rows"], output["missing_cells"]), (344, 19))

    def test_should_take_odd_names(self):
        path = self.written("odd.csv", 'a ""b,x;y,空\n1.5,1,甲\n2.5,2,乙\n,3,甲\n')
        columns = {c["name"]: c for c in profile(path).output["columns"]}
        self.assertEqual(columns["x;y"]["numeric"]["max"], 3)
        self.assertEqual(columns["空"]["categories"][0], {"value": "甲", "count": 2, "share": 0.666667})

    def test_should_leave_infinities_out_of_the_numbers(self):
        path = self.folder / "inf.parquet"
        rows = "(1.0, 'inf'::DOUBLE), ('inf'::DOUBLE, 'nan'::DOUBLE), (3.0, NULL)"
        duckdb.execute(f"COPY (SELECT * FROM (VALUES {rows}) AS t(a, b)) TO '{path}' (FORMAT parquet)")
        columns = {c["name"]: c for c in profile(path).output["columns"]}
        self.assertEqual(columns["a"]["numeric"]["mean"], 2)
        self.assertNotIn("numeric", columns["b"])

    def test_should_tell_identifiers_constants_and_empty_columns(self):
        rows = "\n".join(f"{i},k{i},same,,{i % 3}" for i in range(40))
        path = self.written("roles.csv", f"id,key,one,none,group\n{rows}\n")
        roles = {c["name"]: c["role"] for c in profile(path).output["columns"]}
        expected = {"id": "identifier", "key": "identifier", "one": "constant", "none": "empty", "group": "feature"}
        self.assertEqual(roles, expected)

    def test_should_count_duplicates(self):
        path = self.written("twice.csv", "a,b\n1,x\n1,x\n2,y\n")
        self.assertEqual(profile(path).output["duplicate_rows"], 1)

    def test_should_refuse_what_is_no_table(self):
        for name, text in (("a.txt", "words"), ("a.csv", "a,b\n"), ("a.json", "{broken")):
            with self.subTest(name), self.assertRaises(SkillError) as raised:
                profile(self.written(name, text))
            self.assertEqual(raised.exception.code, "BAD_INPUT")
            self.assertIn(name, raised.exception.message)


if __name__ == "__main__":
    unittest.main()
