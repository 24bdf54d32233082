"""Filtering, grouping, joining, correlating and drawing the penguins, and every way of asking for more than that."""

import csv
import json
import resource
import struct
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from unittest import mock

import duckdb

from openclaw_skill import SkillError
from openclaw_skill.testing import call

SKILL = Path(__file__).resolve().parent.parent
WORKSPACE = SKILL.parent.parent.parent
PENGUINS = str(WORKSPACE / "datasets" / "penguins.csv")


def do(handler: str, language: str = "en", **inputs):
    given = inputs if "left" in inputs else {"dataset": PENGUINS, **inputs}
    return call(SKILL / "handlers" / f"{handler}.py", given, language=language, workspace=WORKSPACE)


def found(*conditions: dict, **inputs) -> int:
    return do("filter", where=list(conditions), **inputs).output["rows"]


def on(column: str, operator: str, value=None, **more) -> dict:
    return {"column": column, "operator": operator, **({} if value is None else {"value": value}), **more}


def png_without_fonts() -> bytes:
    with mock.patch.object(sys, "path", [str(SKILL / "handlers"), *sys.path]):
        import picture
    with mock.patch.object(picture, "FAMILIES", ("No Such Font",)):
        return picture.png("<svg/>")


class TablesTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())

    def written(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text, encoding="utf-8")
        return str(self.folder / name)

    def refused(self, code: str, handler: str, **inputs) -> str:
        with self.assertRaises(SkillError) as raised:
            do(handler, **inputs)
        self.assertEqual(raised.exception.code, code, raised.exception.message)
        return raised.exception.message


class FilterTest(TablesTest):
    def test_should_keep_what_meets_the_conditions(self):
        self.assertEqual(found(on("species", "=", "Adelie")), 152)
        self.assertEqual(found(on("species", "=", "Adelie"), on("island", "!=", "Dream")), 96)
        self.assertEqual(found(on("species", "=", "Adelie"), on("species", "=", "Gentoo"), match="any"), 276)
        self.assertEqual(found(on("body_mass_g", ">", 6000)), 2)
        self.assertEqual(found(on("body_mass_g", ">=", "6000")), 4)
        self.assertEqual(found(on("year", "between", values=[2008, 2009])), 234)
        self.assertEqual(found(on("island", "in", values=["Dream", "Biscoe"])), 292)
        self.assertEqual(found(on("sex", "is_missing")), 11)
        self.assertEqual(found(on("sex", "not_in", values=["male"])), 165)
        self.assertEqual(found(on("species", "contains", "ADEL", ignore_case=True)), 152)
        self.assertEqual(found(on("species", "matches", "^(A|G)")), 276)

    def test_should_write_all_and_show_some(self):
        outcome = do("filter", columns=["species", "body_mass_g"], order_by=[{"column": "body_mass_g"}])
        with (outcome.artifacts_dir / "result.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual((len(rows), rows[0]), (344, {"species": "Chinstrap", "body_mass_g": "2700"}))
        self.assertEqual((len(outcome.output["preview"]), outcome.output["truncated"]), (20, True))
        self.assertEqual(outcome.output["preview"][0], {"species": "Chinstrap", "body_mass_g": 2700})
        self.assertEqual(rows[-1]["body_mass_g"], "", "gaps come last")

    def test_should_read_and_write_every_format_alike(self):
        as_parquet = do("filter", where=[on("year", "=", 2007)], format="parquet").output["file"]["path"]
        for name, options in (("p.json", "FORMAT json, ARRAY true"), ("p.jsonl", "FORMAT json"), ("p.tsv", "DELIM '\t'")):
            path = self.folder / name
            duckdb.execute(f"COPY (SELECT * FROM read_parquet(?)) TO '{path}' ({options})", [as_parquet])
            with self.subTest(name):
                self.assertEqual(found(on("body_mass_g", "<", 4000), dataset=str(path)), 60)
        self.assertEqual(found(on("body_mass_g", "<", 4000), dataset=as_parquet), 60)

    def test_should_take_odd_names_and_values_as_they_are(self):
        path = self.written("[a]* '\".csv", "a \"\"b,x;--\n1,O'Brien\n2,\"two\nlines\"\n")
        self.assertEqual(found(on("x;--", "=", "O'Brien"), dataset=path), 1)
        self.assertEqual(found(on("x;--", "ends_with", "lines"), dataset=path), 1)
        for attack in ("' OR 1=1 --", "'; DROP TABLE data; --", "%", "\\"):
            self.assertEqual(found(on("x;--", "=", attack), dataset=path), 0)

    def test_should_name_the_columns_that_there_are(self):
        message = self.refused("UNKNOWN_COLUMN", "filter", where=[on("body_mas", ">", 1)])
        self.assertIn("did you mean body_mass_g?", message)
        self.assertIn("species, island", message)
        attack = 'species" = \'x\' OR 1=1 --'
        self.refused("UNKNOWN_COLUMN", "filter", columns=[attack])
        self.refused("UNKNOWN_COLUMN", "filter", where=[on(attack, "=", 1)])
        self.refused("UNKNOWN_COLUMN", "filter", order_by=[{"column": attack}])

    def test_should_refuse_values_that_do_not_fit(self):
        self.assertIn("give a number", self.refused("BAD_INPUT", "filter", where=[on("body_mass_g", ">", "heavy")]))
        self.refused("BAD_INPUT", "filter", where=[on("species", "=")])
        self.refused("BAD_INPUT", "filter", where=[on("year", "between", values=[1])])
        self.refused("BAD_INPUT", "filter", where=[on("species", "matches", "(")])
        dated = self.written("d.csv", "day,flag\n2026-01-31,true\n2026-02-01,false\n")
        self.assertEqual(found(on("day", ">", "2026-01-31"), dataset=dated), 1)
        self.assertEqual(found(on("flag", "=", False), dataset=dated), 1)
        self.refused("BAD_INPUT", "filter", dataset=dated, where=[on("day", ">", "yesterday")])
        self.refused("BAD_INPUT", "filter", dataset=dated, where=[on("flag", "=", "maybe")])

    def test_should_say_which_file_cannot_be_read(self):
        for name, text in (("a.txt", "words"), ("a.json", "{broken"), ("a.parquet", "PAR1")):
            self.assertIn(name, self.refused("BAD_INPUT", "filter", dataset=self.written(name, text)))
        self.refused("NOT_FOUND", "filter", dataset=str(self.folder / "none.csv"))


class GroupTest(TablesTest):
    def test_should_measure_each_group(self):
        measures = [{"function": "count"}, {"function": "mean", "column": "body_mass_g", "name": "mass"}]
        output = do("group", by=["species"], measures=measures).output
        self.assertEqual([(r["species"], r["count"]) for r in output["preview"]], [("Adelie", 152), ("Chinstrap", 68), ("Gentoo", 124)])
        self.assertAlmostEqual(output["preview"][2]["mass"], 5076.016, places=3)

    def test_should_measure_the_whole_table_and_order_groups(self):
        self.assertEqual(do("group").output["preview"], [{"count": 344}])
        top = do("group", by=["island"], order_by=[{"column": "count", "descending": True}], limit=1).output
        self.assertEqual(top["preview"], [{"island": "Biscoe", "count": 168}])

    def test_should_refuse_measures_that_make_no_sense(self):
        self.assertIn("body_mass_g", self.refused("BAD_INPUT", "group", measures=[{"function": "sum", "column": "sex"}]))
        self.refused("BAD_INPUT", "group", measures=[{"function": "sum"}])
        self.refused("BAD_INPUT", "group", by=["sex"], measures=[{"function": "count", "name": "Sex"}])
        self.refused("UNKNOWN_COLUMN", "group", by=["count(*)"])


class JoinTest(TablesTest):
    def setUp(self):
        super().setUp()
        self.islands = self.written("islands.csv", "island,area_km2,year\nDream,1.1,1\nBiscoe,2,1\nAnvers,2432,1\n")

    def join(self, kind: str, **more) -> dict:
        return do("join", left=PENGUINS, right=self.islands, on=[{"left": "island"}], kind=kind, **more).output

    def test_should_join_in_every_way(self):
        expected = {"inner": 292, "left": 344, "right": 293, "full": 345, "semi": 292, "anti": 52}
        self.assertEqual({kind: self.join(kind)["rows"] for kind in expected}, expected)

    def test_should_count_who_has_no_partner_and_keep_names_apart(self):
        output = self.join("full")
        self.assertEqual((output["left_unmatched"], output["right_unmatched"]), (52, 1))
        self.assertEqual([c["name"] for c in output["columns"]][-3:], ["year", "area_km2", "year_right"])

    def test_should_refuse_what_multiplies_or_never_matches(self):
        many = self.written("many.csv", "k\n" + "1\n" * 10_001)
        self.assertIn("100020001 rows", self.refused("TOO_LARGE", "join", left=many, right=many, on=[{"left": "k"}]))
        self.refused("BAD_INPUT", "join", left=PENGUINS, right=self.islands, on=[{"left": "island", "right": "year"}])
        message = self.refused("UNKNOWN_COLUMN", "join", left=PENGUINS, right=self.islands, on=[{"left": "species"}])
        self.assertIn("islands.csv has no column species", message)


class CorrelationTest(TablesTest):
    def test_should_agree_with_known_values(self):
        outcome = do("correlation")
        top = outcome.output["pairs"][0]
        self.assertEqual({top["a"], top["b"], top["rows"]}, {"flipper_length_mm", "body_mass_g", 342})
        self.assertAlmostEqual(top["coefficient"], 0.8712, places=4)
        self.assertTrue(ElementTree.fromstring(outcome.text("correlation.svg")).tag.endswith("svg"))
        ranked = do("correlation", columns=["body_mass_g", "flipper_length_mm"], method="spearman").output
        self.assertAlmostEqual(ranked["pairs"][0]["coefficient"], 0.8400, places=4)

    def test_should_rank_ties_by_their_mean(self):
        path = self.written("ties.csv", "x,y\n1,10\n2,20\n2,30\n3,25\n,1\n")
        # By hand: ranks 1, 2.5, 2.5, 4 and 1, 2, 4, 3.
        coefficient = do("correlation", dataset=path, method="spearman").output["pairs"][0]["coefficient"]
        self.assertAlmostEqual(coefficient, 0.632456, places=5)

    def test_should_refuse_words_and_say_when_nothing_varies(self):
        self.refused("BAD_INPUT", "correlation", columns=["species", "year"])
        flat = self.written("flat.csv", "a,b\n" + "1,2\n" * 5)
        self.assertEqual(do("correlation", dataset=flat).output["pairs"], [])


class ChartTest(TablesTest):
    def test_should_draw_every_kind(self):
        for kind, inputs, points in (
            ("bar", {"x": "species"}, 3),
            ("bar", {"x": "year", "y": "body_mass_g", "function": "max"}, 3),
            ("line", {"x": "year", "y": "body_mass_g", "by": "species"}, 9),
            ("line", {"x": "island", "y": "body_mass_g"}, 3),
            ("scatter", {"x": "body_mass_g", "y": "bill_depth_mm", "by": "species"}, 342),
            ("histogram", {"x": "body_mass_g", "bins": 12}, 12),
        ):
            with self.subTest(kind, inputs=inputs):
                outcome = do("chart", kind=kind, **inputs)
                self.assertEqual((outcome.output["points"], outcome.output["left_out"]), (points, 0))
                self.assertTrue(ElementTree.fromstring(outcome.text("chart.svg")).tag.endswith("svg"))

    def test_should_draw_a_png_with_its_texts(self):
        one, other = (do("chart", kind="bar", x="species", format="png", title=title) for title in ("One", "Other"))
        self.assertEqual(Path(one.output["chart"]["artifact"]).name, "chart.png")
        pictures = [(outcome.artifacts_dir / "chart.png").read_bytes() for outcome in (one, other)]
        self.assertEqual(pictures[0][:8], b"\x89PNG\r\n\x1a\n")
        self.assertEqual(struct.unpack(">II", pictures[0][16:24]), (1520, 368))
        self.assertTrue(pictures[0] != pictures[1], "the title is not drawn")
        self.assertFalse((one.artifacts_dir / "chart.svg").exists())
        with self.assertRaises(SkillError) as raised:
            png_without_fonts()
        self.assertEqual(raised.exception.code, "NO_FONT")
        self.assertIn("fonts-dejavu-core", raised.exception.message)

    def test_should_draw_what_was_counted(self):
        points = do("chart", kind="bar", x="species", where=[on("sex", "=", "male")]).output["preview"]
        self.assertEqual(points, [{"x": "Adelie", "y": 73}, {"x": "Gentoo", "y": 61}, {"x": "Chinstrap", "y": 34}])
        bins = do("chart", kind="histogram", x="body_mass_g").output["preview"]
        self.assertEqual(sum(b["y"] for b in bins), 342)

    def test_should_keep_the_drawing_bounded_and_the_same(self):
        path = self.written("many.csv", "a,b,c\n" + "".join(f"{i},{i * 37 % 101},{i % 50}\n" for i in range(5000)))
        first, second = (do("chart", kind="scatter", x="a", y="b", dataset=path) for _ in range(2))
        self.assertEqual((first.output["points"], first.output["left_out"]), (2000, 3000))
        self.assertEqual(first.text("chart.svg"), second.text("chart.svg"))
        self.assertEqual(do("chart", kind="bar", x="c", dataset=path).output["left_out"], 20)
        self.refused("TOO_MANY", "chart", kind="line", x="a", y="b", dataset=path)

    def test_should_draw_words_safely_and_times_in_order(self):
        path = self.written("t.csv", "day,n,w\n2026-03-01,2,<script>\n2026-01-01,1,<b>\n")
        outcome = do("chart", kind="line", x="day", y="n", dataset=path)
        self.assertEqual([p["x"] for p in outcome.output["preview"]], ["2026-01-01", "2026-03-01"])
        self.assertNotIn("<script", do("chart", kind="bar", x="w", dataset=path, title="<script>").text("chart.svg"))


class ConfinementTest(TablesTest):
    """A connection reaches the files that it was opened for, and nothing else, whatever the SQL."""

    def test_should_reach_nothing_else(self):
        probe = self.folder / "handlers" / "probe.py"
        probe.parent.mkdir()
        probe.write_text(
            "from pathlib import Path\n"
            "from openclaw_skill.tables import opened\n"
            "def run(inputs, context):\n"
            "    said = []\n"
            "    with opened(context, [Path(inputs['dataset'])]) as database:\n"
            "        for sql in inputs['attempts']:\n"
            "            try:\n"
            "                database._connection.execute(sql).fetchall()\n"
            "                said.append('done')\n"
            "            except Exception as e:\n"
            "                said.append(type(e).__name__)\n"
            "    return {'said': said}\n"
        )
        other = self.written("other.csv", "a\n1\n")
        attempts = [
            f"SELECT * FROM read_csv('{other}')",
            "SELECT * FROM read_text('/etc/passwd')",
            f"SELECT * FROM glob('{self.folder}/*')",
            f"COPY (SELECT 1) TO '{self.folder}/out.csv'",
            f"ATTACH '{self.folder}/x.duckdb'",
            "INSTALL httpfs",
            "LOAD httpfs",
            "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')",
            "SET enable_external_access = true",
            "SET allowed_paths = ['/etc/passwd']",
            "SET memory_limit = '100GB'",
        ]
        said = call(probe, {"dataset": PENGUINS, "attempts": attempts}).output["said"]
        self.assertEqual([s for s in said if s == "done"], [], list(zip(attempts, said)))


class SizeTest(TablesTest):
    """Files that are larger than what the process may have; ``benchmarks/large_tables.py`` does it with more than 1 GB."""

    LIMIT = 300 << 20

    def test_should_work_on_more_than_fits_into_memory(self):
        path = self.folder / "large.csv"
        with path.open("w", encoding="utf-8") as file:
            file.write("id,kind,amount,note\n")
            for i in range(0, 6_000_000, 10_000):
                file.write("".join(f"{n},k{n % 7},{n % 1000}.5,{'x' * 40}\n" for n in range(i, i + 10_000)))
        self.assertGreater(path.stat().st_size, self.LIMIT)
        kept = self.limited("filter", dataset=str(path), where=[on("kind", "=", "k3")])
        self.assertEqual(kept["rows"], 857_143)
        groups = self.limited("group", dataset=str(path), by=["kind"], measures=[{"function": "sum", "column": "amount"}])
        self.assertEqual(groups["rows"], 7)

    def test_should_look_again_where_a_sample_misled(self):
        path = self.written("late.csv", "a,b\n" + "1,\n" * 12_000_000 + "2,7.5\nx,1\n")
        self.assertGreater(Path(path).stat().st_size, 32 << 20)
        self.assertEqual(found(on("a", "=", "x"), dataset=path), 1)

    def limited(self, handler: str, **inputs) -> dict:
        code = (
            "import json, sys; from openclaw_skill.testing import call;"
            "print(json.dumps(call(sys.argv[1], json.loads(sys.argv[2])).output))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, str(SKILL / "handlers" / f"{handler}.py"), json.dumps(inputs)],
            capture_output=True,
            text=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (self.LIMIT, self.LIMIT)),
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)


if __name__ == "__main__":
    unittest.main()
