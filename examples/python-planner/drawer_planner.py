#!/usr/bin/env python3
"""The planner of docs/tutorial.md: what lies flat is in a drawer, all else behind a door.

Of two places of the same kind it tries the larger one first.
"""

import sys
from pathlib import Path

# The package of this checkout, where none is installed (pip install ./clients/python).
sys.path.append(str(Path(__file__).resolve().parents[2] / "clients" / "python"))

import stowbench

LIES_FLAT = {"bottle opener", "cutting knife", "dish towels", "fork", "peeler", "rolling pin", "spoon", "whisk"}


@stowbench.planner(name="drawers, in Python")
def drawers(query):
    wanted = "drawer" if query.item.lower() in LIES_FLAT else "cabinet door"
    scores = {}
    for container in query.scene.containers:
        scores[container] = (container.area or 0) * (10 if container.type == wanted else 1)
    return {**scores, stowbench.NOT_HERE: 0}


if __name__ == "__main__":
    drawers.run()
