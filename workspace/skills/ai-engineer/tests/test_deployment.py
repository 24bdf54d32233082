"""Versions, rollback and everything that must not be deployed."""

import tempfile
import unittest
from pathlib import Path

from delivery import HANDLERS, Refusals, call, copy_of, delivered, deploy, evaluate, predict, released


class DeploymentTest(Refusals, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.trained, cls.report = (outcome.output for outcome in delivered())

    def setUp(self):
        self.workspace = Path(tempfile.mkdtemp())

    def test_should_number_versions_and_keep_a_rollback(self):
        workspace, second = released(2)
        workspace = copy_of(workspace)
        self.assertEqual((second["version"], second["rollback"]["previous_version"]), ("v2", "v1"))
        current = workspace / "models" / "penguins-species" / "current"
        current.write_text("v1\n")
        # A late repetition of the second call must not undo the rollback.
        self.assertTrue(deploy(self.trained, self.report, workspace, "key-2").output["reused"])
        self.assertEqual(predict(workspace, rows=[{"bill_length_mm": 39.1}]).output["version"], "v1")

    def test_should_refuse_what_misses_the_gate(self):
        strict = evaluate(
            self.trained, [{"id": "AC-9", "metric": "accuracy", "operator": ">", "threshold": 1.0}]
        ).output
        self.assertFalse(strict["gate_passed"])
        self.assertIn("AC-9", self.refused("GATE_FAILED", deploy, self.trained, strict, self.workspace))
        slow = evaluate(
            self.trained, [{"id": "AC-8", "metric": "p99_latency_ms", "operator": "<=", "threshold": 0.001}]
        ).output
        self.assertIn("AC-8", self.refused("GATE_FAILED", deploy, self.trained, slow, self.workspace))
        self.assertFalse((self.workspace / "models" / "penguins-species" / "current").exists())

    def test_should_measure_an_assumed_threshold_without_being_bound_by_it(self):
        assumed = {"id": "AC-7", "metric": "p99_latency_ms", "operator": "<=", "threshold": 0.001, "origin": "assumed"}
        deployed = deploy(self.trained, evaluate(self.trained, [assumed]).output, self.workspace).output
        self.assertEqual([(c["id"], c["binding"], c["passed"]) for c in deployed["gate"]], [("AC-7", False, False)])
        self.assertIn("0 of 1 criteria met", deployed["summary"])

    def test_should_refuse_a_report_about_another_model(self):
        other = {**self.report, "model_sha256": "0" * 64}
        self.refused("BAD_INPUT", deploy, self.trained, other, self.workspace)

    def test_should_refuse_a_model_that_was_changed(self):
        copied = Path(tempfile.mkdtemp()) / "model.joblib"
        copied.write_bytes(Path(self.trained["model"]["path"]).read_bytes() + b"x")
        changed = {**self.trained, "model": {**self.trained["model"], "path": str(copied)}}
        self.refused("MODEL_DAMAGED", evaluate, changed)

    def test_should_refuse_without_the_right_to_the_store(self):
        inputs = {"trained_model": self.trained, "evaluation_report": self.report}
        self.refused("FORBIDDEN_PATH", call, HANDLERS / "model_deployment.py", inputs, workspace=self.workspace)


if __name__ == "__main__":
    unittest.main()
