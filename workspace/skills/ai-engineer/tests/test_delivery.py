"""From the penguins to a model in service: training, evaluation, deployment and prediction."""

import csv
import json
import unittest

from delivery import PENGUINS, REQUEST, Refusals, copy_of, delivered, deploy, evaluate, predict, released, train


class DeliveryTest(Refusals, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.training, cls.evaluation = delivered()
        cls.trained, cls.report = cls.training.output, cls.evaluation.output
        workspace, cls.deployed = released(1)
        cls.workspace = copy_of(workspace)

    def test_should_find_the_target_and_leave_the_year_out(self):
        self.assertEqual((self.trained["target"], self.trained["target_origin"]), ("species", "request"))
        self.assertEqual([e["name"] for e in self.trained["excluded"]], ["year"])
        self.assertEqual(self.trained["name"], "penguins-species")

    def test_should_compare_candidates_with_the_baseline(self):
        self.assertAlmostEqual(self.trained["baseline"]["score"], 1 / 3, places=3)
        self.assertEqual(len(self.trained["candidates"]), 3)
        self.assertTrue(all(c["score"] > 0.9 for c in self.trained["candidates"]))
        best = max(self.trained["candidates"], key=lambda c: c["score"])
        chosen = next(c for c in self.trained["candidates"] if c["name"] == self.trained["chosen"]["name"])
        self.assertGreaterEqual(chosen["score"], best["score"] - best["standard_error"])

    def test_should_tell_of_each_candidate(self):
        told = " ".join(self.training.progress())
        for candidate in self.trained["candidates"]:
            self.assertIn(candidate["name"], told)

    def test_should_split_in_proportion_and_keep_the_held_out_rows_apart(self):
        split = self.trained["split"]
        self.assertEqual((split["train_rows"], split["test_rows"], split["duplicates_in_training"]), (275, 69, 0))

    def test_should_train_the_same_model_again(self):
        again = train(request=REQUEST).output
        self.assertEqual([c["score"] for c in again["candidates"]], [c["score"] for c in self.trained["candidates"]])

    def test_should_measure_on_held_out_rows(self):
        self.assertEqual(self.report["rows"], 69)
        matrix = self.report["confusion_matrix"]["matrix"]
        right = sum(matrix[i][i] for i in range(3))
        self.assertEqual(sum(map(sum, matrix)), 69)
        self.assertAlmostEqual(self.report["metrics"]["accuracy"], right / 69, places=5)
        self.assertGreater(self.report["metrics"]["accuracy"], 0.9)
        self.assertAlmostEqual(self.report["baseline"]["metrics"]["accuracy"], 30 / 69, places=5)
        self.assertTrue(self.report["beats_baseline"] and self.report["gate_passed"])

    def test_should_leave_the_latency_to_the_deployment(self):
        self.assertEqual([c["id"] for c in self.report["gate_deferred"]], ["AC-3"])
        self.assertEqual([c["id"] for c in self.deployed["gate"]], ["AC-1", "AC-2", "AC-3"])
        self.assertTrue(all(c["passed"] for c in self.deployed["gate"]))

    def test_should_write_the_documents(self):
        self.assertIn("**logistic_regression**", self.training.text("model_card.md"))
        self.assertIn("## Confusion matrix", self.evaluation.text("evaluation_report.md"))
        self.assertEqual(json.loads(self.evaluation.text("evaluation_report.json"))["rows"], 69)
        self.assertIn("## 混淆矩阵", evaluate(self.trained, language="zh").text("evaluation_report.md"))

    def test_should_deploy_what_was_evaluated(self):
        folder = self.workspace / "models" / "penguins-species"
        self.assertEqual((folder / "current").read_text(), "v1\n")
        self.assertEqual(self.deployed["artifact"]["sha256"], self.report["model_sha256"])
        self.assertEqual(self.deployed["metrics"], self.report["metrics"])
        self.assertEqual(self.deployed["sample_prediction"]["prediction"], self.deployed["sample_prediction"]["actual"])
        self.assertGreater(self.deployed["latency_ms"]["cold_start"], self.deployed["latency_ms"]["p99"])
        self.assertEqual([p.name for p in folder.glob(".*")], [])

    def test_should_answer_a_repeated_deployment_with_the_first_one(self):
        again = deploy(self.trained, self.report, self.workspace, "key-1").output
        self.assertEqual((again["version"], again["reused"]), ("v1", True))

    def test_should_predict_rows(self):
        row = {
            "island": "Torgersen",
            "bill_length_mm": 39.1,
            "bill_depth_mm": 18.7,
            "flipper_length_mm": 181,
            "body_mass_g": 3750,
            "sex": "male",
        }
        output = predict(self.workspace, rows=[row]).output
        self.assertEqual(output["predictions"][0]["prediction"], "Adelie")
        self.assertAlmostEqual(sum(output["predictions"][0]["probabilities"].values()), 1, places=4)
        self.assertEqual(output["warnings"], [])

    def test_should_warn_of_gaps_and_foreign_values(self):
        warnings = " ".join(
            predict(self.workspace, rows=[{"body_mass_g": 99999, "island": "Mars", "colour": "black"}]).output[
                "warnings"
            ]
        )
        for part in ("ignored columns: colour", "body_mass_g is outside", "island is outside", "sex is missing"):
            self.assertIn(part, warnings)

    def test_should_predict_a_file(self):
        outcome = predict(self.workspace, model="penguins-species", data=str(PENGUINS))
        with (outcome.artifacts_dir / "predictions.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(len(rows), 344)
        self.assertGreater(sum(r["species"] == r["prediction"] for r in rows), 330)
        self.assertEqual(len(outcome.output["predictions"]), 100)

    def test_should_predict_from_words(self):
        output = predict(
            self.workspace, request="predict bill_length_mm=50.2, flipper_length_mm=225 island=Biscoe"
        ).output
        self.assertEqual(output["predictions"][0]["prediction"], "Gentoo")

    def test_should_refuse_what_cannot_be_predicted(self):
        self.assertIn(
            "bill_length_mm is 'long'",
            self.refused("BAD_INPUT", predict, self.workspace, rows=[{"bill_length_mm": "long"}]),
        )
        self.refused("BAD_INPUT", predict, self.workspace, rows=[{"colour": "black"}])
        self.refused("BAD_INPUT", predict, self.workspace)
        self.assertIn(
            "penguins-species", self.refused("MODEL_NOT_FOUND", predict, self.workspace, model="whales", rows=[{}])
        )
        self.refused("BAD_INPUT", predict, self.workspace, model="../../etc", rows=[{}])

    def test_should_never_load_a_changed_file(self):
        workspace = copy_of(self.workspace)
        with (workspace / "models" / "penguins-species" / "v1" / "model.joblib").open("ab") as file:
            file.write(b"x")
        row = [{"bill_length_mm": 39.1}]
        self.refused("MODEL_DAMAGED", predict, workspace, rows=row)
        output = predict(workspace, rows=row, allow_degraded=True).output
        self.assertEqual((output["degraded"], output["predictions"]), (True, [{"prediction": "Adelie"}]))


if __name__ == "__main__":
    unittest.main()
