"""The package itself: the oldest Python that it is for, and its notebook."""

import ast
import contextlib
import importlib.util
import io
import json
import os
import sys
import tempfile
import unittest
from pathlib import Path

import stowbench

HERE = Path(__file__).resolve().parents[1]
EXAMPLES = HERE.parents[1] / "examples"
RUN = os.environ.get("STOWBENCH_RUN")


class PackageTest(unittest.TestCase):
    def test_all_python_of_the_checkout_is_of_version_3_9(self):
        files = [*HERE.rglob("*.py"), *EXAMPLES.rglob("*.py")]
        self.assertGreater(len(files), 10)
        for file in files:
            with self.subTest(file.name):
                ast.parse(file.read_text(encoding="utf-8"), str(file), feature_version=(3, 9))

    def test_needs_nothing_beside_python(self):
        outside = set()
        for file in (HERE / "stowbench").glob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    outside |= {name.name.split(".")[0] for name in node.names}
                elif isinstance(node, ast.ImportFrom) and node.level == 0:
                    outside.add(node.module.split(".")[0])
        if hasattr(sys, "stdlib_module_names"):  # Python 3.10
            self.assertEqual({"pandas"}, outside - sys.stdlib_module_names)

    def test_all_that_is_public_says_what_it_is(self):
        for name in stowbench.__all__:
            if name not in ("NOT_HERE", "__version__"):
                self.assertTrue(getattr(stowbench, name).__doc__, name)

    @unittest.skipUnless(RUN, "made by the build: STOWBENCH_RUN names a run")
    def test_the_notebook_draws_its_figure(self):
        notebook = json.loads(
            (HERE / "notebooks" / "a-figure-from-a-run.ipynb").read_text(encoding="utf-8")
        )
        cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        self.assertEqual([[]] * len(cells), [cell["outputs"] for cell in cells])
        draws = importlib.util.find_spec("matplotlib") is not None
        before = os.getcwd()
        said = io.StringIO()
        with tempfile.TemporaryDirectory() as folder:
            try:
                os.chdir(folder)
                os.environ["MPLBACKEND"] = "agg"
                names = {}
                with contextlib.redirect_stdout(said):
                    for cell in cells:
                        if draws or "figure" not in cell["metadata"].get("tags", []):
                            exec("".join(cell["source"]), names)
            finally:
                os.chdir(before)
            self.assertIn("hit@1", said.getvalue())
            if not draws:
                self.skipTest("matplotlib is not installed: all cells but the one that draws ran")
            svg = Path(folder, "hit-at-1-by-item.svg").read_text(encoding="utf-8")
        self.assertIn("<svg", svg)
        self.assertIn("<!-- " + names["rows"][0]["item"] + " -->", svg)
