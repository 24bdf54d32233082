"""What can be learned from which data, and what cannot."""

import tempfile
import unittest
from pathlib import Path

from delivery import Refusals, deploy, evaluate, train


class TrainingTest(Refusals, unittest.TestCase):
    def written(self, text: str, name: str = "data.csv") -> Path:
        path = Path(tempfile.mkdtemp()) / name
        path.write_text(text, encoding="utf-8")
        return path

    def test_should_train_a_regression(self):
        trained = train(request="Train a model that predicts the body mass").output
        self.assertEqual((trained["task_type"], trained["target"]), ("regression", "body_mass_g"))
        self.assertEqual(trained["data"]["dropped_missing_target"], 2)
        report = evaluate(trained, [{"id": "AC-1", "metric": "r2", "operator": ">=", "threshold": 0.5}]).output
        self.assertGreater(report["metrics"]["r2"], 0.7)
        self.assertTrue(report["gate_passed"])

    def test_should_follow_the_training_plan(self):
        plan = {
            "model_name": "birds",
            "task_type": "classification",
            "target": "sex",
            "features": [{"name": "body_mass_g"}, {"name": "species"}],
            "excluded": [{"name": "year", "reason": "as planned"}],
            "split": {"test_share": 0.25, "seed": 7},
            "cross_validation": {"folds": 3},
            "candidates": ["logistic_regression"],
        }
        trained = train(tech_design_doc={"training_plan": plan}).output
        self.assertEqual((trained["name"], trained["target"], trained["split"]["folds"]), ("birds", "sex", 3))
        self.assertEqual([f["name"] for f in trained["features"]], ["body_mass_g", "species"])
        self.assertEqual(trained["data"]["used_rows"], 333)

    def test_should_understand_titles_in_chinese(self):
        self.assertEqual(train(request="训练一个企鹅性别分类模型", language="zh").output["target"], "sex")

    def test_should_name_the_candidates_when_the_target_is_not_clear(self):
        message = self.refused("TARGET_UNCLEAR", train, request="train a model")
        self.assertIn("species (Species / 物种)", message)
        self.refused("BAD_INPUT", train, target="colour")

    def test_should_learn_classes_that_are_numbers_and_booleans(self):
        rows = "\n".join(f"{i % 7},{i % 2},{'true' if i % 3 else 'false'},{(i * 37) % 11}" for i in range(120))
        data = self.written(f"a,coded,flag,b\n{rows}\n")
        coded = train(data, target="coded").output
        self.assertEqual((coded["task_type"], coded["classes"]), ("classification", ["0", "1"]))
        flag = train(data, target="flag").output
        self.assertEqual(flag["classes"], ["false", "true"])

    def test_should_see_a_feature_that_gives_the_answer_away(self):
        rows = "\n".join(f"{'yes' if i % 2 else 'no'},{i % 2},{(i * 7919) % 13}" for i in range(100))
        trained = train(self.written(f"answer,copy,noise\n{rows}\n"), target="answer")
        self.assertEqual(trained.output["strongest_single_feature"]["feature"], "copy")
        self.assertEqual(trained.output["strongest_single_feature"]["score"], 1)
        self.assertIn("nearly perfect", trained.text("model_card.md"))

    def test_should_not_deploy_noise(self):
        rows = "\n".join(
            f"{(i * 7919) % 101},{(i * 104729) % 97},{'abc'[(i * 31337 + i // 3) % 3]}" for i in range(150)
        )
        trained = train(self.written(f"x,y,answer\n{rows}\n"), target="answer").output
        report = evaluate(trained, []).output
        self.assertFalse(report["beats_baseline"])
        message = self.refused("GATE_FAILED", deploy, trained, report, Path(tempfile.mkdtemp()))
        self.assertIn("not clearly better than its baseline", message)

    def test_should_refuse_data_that_cannot_be_learned_from(self):
        rows = "\n".join(f"{i % 5},{'ab'[i % 2]}" for i in range(40))
        for text in ("a,b\n1,x\n2,y\n", f"a,b\n{rows}\n1,c\n", "a,b\n" + "1,x\n" * 40):
            with self.subTest(text[-8:]):
                self.refused("BAD_INPUT", train, self.written(text), target="b")


if __name__ == "__main__":
    unittest.main()
