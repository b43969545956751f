"""Stowbench for Python: write a planner, read datasets, runs and scorecards, ask a server.

Needs Python alone; pandas only for data frames. See docs/python.md in the checkout.
"""

from ._client import Client, NoAnswer
from ._files import (
    Dataset,
    LabeledQuery,
    Rows,
    Run,
    Scorecard,
    read_dataset,
    read_run,
    read_scorecard,
)
from ._planner import Planner, planner
from ._version import VERSION as __version__
from ._words import NOT_HERE, Anchor, Container, Known, NotHere, Opened, Query, Scene, Search

__all__ = [
    "NOT_HERE",
    "Anchor",
    "Client",
    "Container",
    "Dataset",
    "Known",
    "LabeledQuery",
    "NoAnswer",
    "NotHere",
    "Opened",
    "Planner",
    "Query",
    "Rows",
    "Run",
    "Scene",
    "Scorecard",
    "Search",
    "__version__",
    "planner",
    "read_dataset",
    "read_run",
    "read_scorecard",
]
