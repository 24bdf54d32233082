"""A model in service: taking it back, and looking after it."""

import json
import unittest

from delivery import Refusals, copy_of, deploy, evaluate, on_store, predict, released, train

NAME = "penguins-species"


class ServiceTest(Refusals, unittest.TestCase):
    def setUp(self):
        self.workspace = copy_of(released(3)[0])
        self.home = self.workspace / "models" / NAME

    def rollback(self, **inputs) -> dict:
        return on_store("model_rollback", self.workspace, **inputs).output

    def health(self, **inputs) -> dict:
        return on_store("model_health", self.workspace, **inputs).output

    def spoil(self, version: str) -> None:
        with (self.home / version / "model.joblib").open("ab") as file:
            file.write(b"x")

    def test_should_go_back_step_by_step(self):
        first = self.rollback()
        self.assertEqual((first["version"], first["replaced"], first["changed"]), ("v2", "v3", True))
        self.assertEqual(predict(self.workspace, rows=[first["sample_prediction"]["input"]]).output["version"], "v2")
        self.assertEqual(self.rollback(request=f"roll {NAME} back")["version"], "v1")
        message = self.refused("NO_PREVIOUS_VERSION", self.rollback)
        self.assertIn("v1, v2, v3", message)

    def test_should_go_to_a_named_version_and_forward_again(self):
        self.assertEqual(self.rollback(model=NAME, version="v1")["version"], "v1")
        self.assertEqual(self.rollback(version="v3")["version"], "v3")
        self.assertFalse(self.rollback(version="v3")["changed"])
        self.refused("MODEL_NOT_FOUND", self.rollback, version="v9")
        self.refused("BAD_INPUT", self.rollback, version="../v1")
        self.refused("BAD_INPUT", self.rollback, model="../penguins-species")

    def test_should_never_go_back_to_a_damaged_version(self):
        self.spoil("v2")
        self.refused("MODEL_DAMAGED", self.rollback)
        self.assertEqual((self.home / "current").read_text(), "v3\n")

    def test_should_not_go_back_to_a_version_that_answers_otherwise(self):
        file = self.home / "v2" / "metadata.json"
        metadata = json.loads(file.read_text(encoding="utf-8"))
        metadata["sample_prediction"]["prediction"] = "Emperor"
        file.write_text(json.dumps(metadata), encoding="utf-8")
        self.assertIn("Emperor", self.refused("HEALTH_CHECK_FAILED", self.rollback))
        self.assertEqual((self.home / "current").read_text(), "v3\n")

    def test_should_find_a_sound_model_healthy(self):
        output = self.health()
        self.assertEqual((output["version"], output["healthy"]), ("v3", True), output)
        self.assertEqual({c["outcome"] for c in output["checks"]}, {"pass"})
        self.assertGreater(output["latency_ms"]["p99"], 0)
        self.assertIn("健康", on_store("model_health", self.workspace, language="zh").output["summary"])

    def test_should_say_what_is_wrong_with_a_model(self):
        slow = self.health(most_p99_ms=0.0001)
        self.assertEqual((slow["healthy"], slow["checks"][-1]["outcome"]), (False, "fail"))
        self.spoil("v3")
        damaged = self.health()
        self.assertFalse(damaged["healthy"])
        self.assertEqual([c["outcome"] for c in damaged["checks"]], ["fail", "skipped", "skipped", "skipped"])
        self.assertIn("model_rollback", damaged["summary"])
        self.assertTrue(self.health(version="v2")["healthy"])

    def test_should_look_after_a_regression_too(self):
        training = train(request="predict the body mass")
        trained = training.output
        self.assertEqual((trained["baseline"]["strategy"], trained["selection_metric"]), ("mean", "r2"))
        self.assertEqual([c["name"] for c in trained["candidates"]], ["ridge", "random_forest", "hist_gradient_boosting"])
        self.assertEqual(trained["split"]["folds"], 5)
        self.assertLess(abs(trained["baseline"]["score"]), 0.1)
        self.assertTrue(all(c["standard_error"] > 0 for c in trained["candidates"]))
        for part in ("regression, `body_mass_g`", "5-fold cross-validation", "baseline: mean", "## Limits"):
            self.assertIn(part, training.text("model_card.md"))
        report = evaluate(trained, []).output
        self.assertTrue(report["beats_baseline"])
        deploy(trained, report, self.workspace, "one")
        self.assertTrue(self.health(model=trained["name"])["healthy"])
        self.assertFalse(self.rollback(model=trained["name"], version="v1")["changed"])


if __name__ == "__main__":
    unittest.main()
