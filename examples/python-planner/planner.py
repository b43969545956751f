#!/usr/bin/env python3
"""A planner for Stowbench, to copy and edit: change largest(), keep the rest.

It guesses that an item is in the largest container. Python 3.9 or newer, nothing else. It may print
what it likes: that goes to standard error.
"""

import sys
from pathlib import Path

# The package of this checkout, where none is installed (pip install ./clients/python).
sys.path.append(str(Path(__file__).resolve().parents[2] / "clients" / "python"))

import stowbench


@stowbench.planner(name="largest, in Python", version="1", wants=["descriptions"])
def largest(query):
    """Says where query.item may be: answers and their scores; a larger score is likelier.

    Of the same score, what is named first comes first.
    """
    sizes = {container: container.area or 0 for container in query.scene.containers}
    return {**sizes, stowbench.NOT_HERE: 0}


if __name__ == "__main__":
    largest.run()
