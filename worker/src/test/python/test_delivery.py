"""The end-to-end delivery's chain of handlers on the penguins, each output handed to the next as the workflow does."""

import importlib.util
import tempfile
import unittest
from pathlib import Path

from openclaw_skill.testing import call

WORKSPACE = Path(__file__).resolve().parents[4] / "workspace"
PENGUINS = str(WORKSPACE / "datasets" / "penguins.csv")
INSTALLED = all(importlib.util.find_spec(name) for name in ("duckdb", "sklearn"))
REQUESTS = {
    "zh": "端到端: 用 workspace/datasets/penguins.csv 训练并上线一个企鹅物种分类模型",
    "en": "End to end: train and deploy a penguin species classifier from workspace/datasets/penguins.csv",
}
REVIEWERS = {
    "agent-pm-002": ["product_strategy", "user_research", "requirements_analysis"],
    "agent-arch-003": ["system_architecture", "infrastructure_design", "technology_selection"],
    "agent-ai-001": ["machine_learning", "model_deployment", "data_engineering"],
}


@unittest.skipUnless(INSTALLED, "duckdb and scikit-learn are needed")
class DeliveryTest(unittest.TestCase):
    def do(self, skill: str, handler: str, inputs: dict, **context):
        file = WORKSPACE / "skills" / skill / "handlers" / f"{handler}.py"
        return call(
            file, inputs, language=self.language, workspace=self.place, paths=(self.place / "models",), **context
        )

    def test_should_deliver_in_both_languages(self):
        for self.language, request in REQUESTS.items():
            with self.subTest(self.language):
                self.place = Path(tempfile.mkdtemp())
                self.deliver(request)

    def deliver(self, request: str):
        profile = self.do("shared/data-analysis", "profile", {"dataset": PENGUINS, "request": request}).output
        spec = self.do("product-design", "product_spec", {"request": request, "dataset_profile": profile}).output
        capacity = self.do("system-design", "capacity_estimate", {"product_spec": spec}).output
        given = {"request": request, "product_spec": spec, "capacity_estimate": capacity}
        design = self.do("system-design", "architecture_document", given).output
        given = {"request": request, "training_data": PENGUINS, "tech_design_doc": design}
        trained = self.do("ai-engineer", "model_training", given).output
        self.assertEqual(trained["target_origin"], "tech_design_doc")
        report = self.do(
            "ai-engineer", "model_evaluation", {"trained_model": trained, "tech_design_doc": design}
        ).output
        self.assertEqual(len(report["gate"]) + len(report["gate_deferred"]), len(spec["acceptance_criteria"]))
        given = {"trained_model": trained, "evaluation_report": report}
        deployed = self.do("ai-engineer", "model_deployment", given, key="k").output
        self.assertGreater(deployed["metrics"]["accuracy"], 2 * deployed["baseline"]["metrics"]["accuracy"])
        predicted = self.do("ai-engineer", "predict", {"rows": [deployed["sample_prediction"]["input"]]}).output
        self.assertEqual(predicted["predictions"][0]["prediction"], deployed["sample_prediction"]["prediction"])
        for reviewer, domains in REVIEWERS.items():
            given = {"deployed_model": deployed, "product_spec": spec, "tech_design_doc": design}
            review = self.do("shared/communication", "review", given, agent={"id": reviewer, "domains": domains}).output
            # A machine slower than the design assumes is a comment, no obstacle.
            self.assertNotEqual(review["verdict"], "changes_requested", review["checks"])


if __name__ == "__main__":
    unittest.main()
