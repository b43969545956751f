"""What Stowbench wrote, read back. The build makes the files and says where they are."""

import importlib.util
import json
import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import stowbench
from stowbench import NOT_HERE

RUN = os.environ.get("STOWBENCH_RUN")
DATASET = os.environ.get("STOWBENCH_DATASET")
MADE = "made by the build: STOWBENCH_RUN and STOWBENCH_DATASET name a run and its dataset"


@unittest.skipUnless(RUN and DATASET, MADE)
class FilesTest(unittest.TestCase):
    def setUp(self):
        self.run_read = stowbench.read_run(RUN)
        self.dataset = stowbench.read_dataset(DATASET)
        self.split = self.run_read.info["dataset"]["id"].split(":")[1]

    def test_a_dataset_is_read_with_scenes_and_truth(self):
        queries = self.dataset.queries(self.split)
        rows = self.dataset.rows(self.split)

        self.assertEqual(self.dataset.info["splits"][self.split]["queries"], len(queries))
        self.assertEqual([one.query.id for one in queries], [row["query"] for row in rows])
        self.assertTrue(all(row["not_here"] == (NOT_HERE in one.truth) for row, one in zip(rows, queries)))
        self.assertTrue(all(set(row["containers"]) <= set(ids(one)) for row, one in zip(rows, queries)))
        self.assertGreater(len(self.dataset.rows()), len(rows) - 1)

    def test_an_installed_dataset_is_found_by_its_id(self):
        folder = Path(DATASET).resolve()
        with tempfile.TemporaryDirectory() as home:
            (Path(home) / "datasets").symlink_to(folder.parent)
            with mock.patch.dict(os.environ, {"STOWBENCH_HOME": home}):
                self.assertEqual(self.dataset.info, stowbench.read_dataset(folder.name).info)

    def test_a_run_has_as_many_right_answers_here_as_in_its_scorecard(self):
        truth = {one.query.id: one.truth for one in self.dataset.queries(self.split)}
        first = [row for row in self.run_read.answers() if row["rank"] == 1]
        scored = {row["query"]: row for row in self.run_read.per_query()}

        self.assertEqual(len(self.run_read.predictions()), len(scored))
        for row in first:
            answer = NOT_HERE if row["not_here"] else row["container"]
            # Another candidate of the same container is right too, so right here is right there.
            if answer in truth[row["query"]]:
                self.assertEqual(1, scored[row["query"]]["correct"])
        correct = [row["correct"] for row in scored.values()]
        self.assertAlmostEqual(
            sum(correct) / len(correct), self.run_read.scorecard().value("hit@1")
        )

    def test_a_scorecard_is_a_table_of_metrics_and_of_items(self):
        scorecard = self.run_read.scorecard()
        hit = [row for row in scorecard.metrics() if row["metric"] == "hit@1"]

        self.assertEqual(["predictor", "metric", "value", "low", "high"], list(hit[0]))
        self.assertLessEqual(hit[0]["low"], hit[0]["value"])
        self.assertLessEqual(hit[0]["value"], hit[0]["high"])
        items = {row["item"]: row["queries"] for row in scorecard.by_item()}
        self.assertEqual(len(self.run_read.predictions()), sum(items.values()))
        with self.assertRaisesRegex(KeyError, "must be one of"):
            scorecard.value("hit@1", "somebody else")

    def test_texts_that_are_guarded_against_spreadsheets_are_as_they_were(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "run.json").write_text("{}", encoding="utf-8")
            Path(folder, "per-query.csv").write_text(
                "query,item,iou,rank\n'=1+1,'''tis,,2.5\n", encoding="utf-8"
            )
            row = stowbench.read_run(folder).per_query()[0]
        self.assertEqual({"query": "=1+1", "item": "''tis", "iou": None, "rank": 2.5}, row)

    @unittest.skipUnless(importlib.util.find_spec("pandas"), "pandas is not installed")
    def test_rows_are_a_frame_where_pandas_is(self):
        frame = self.run_read.per_query().frame()
        self.assertAlmostEqual(self.run_read.scorecard().value("hit@1"), frame["correct"].mean())

    def test_what_is_not_there_is_named(self):
        with self.assertRaisesRegex(FileNotFoundError, "nowhere"):
            stowbench.read_run("nowhere")
        with self.assertRaisesRegex(FileNotFoundError, "nowhere"):
            stowbench.read_dataset("nowhere")


def ids(labeled):
    return [container.id for container in labeled.query.scene.containers]
