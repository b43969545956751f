#!/usr/bin/env python3
"""A planner that uses what is known of a household: an item is where the likest known one is.

Likeness is that of the names, so a "soup spoon" is like a "spoon"; a model of your own knows better.
In a search, what was seen in opened containers is known too.
"""

import difflib
import sys
from pathlib import Path

# The package of this checkout, where none is installed (pip install ./clients/python).
sys.path.append(str(Path(__file__).resolve().parents[2] / "clients" / "python"))

import stowbench
from stowbench import NOT_HERE


@stowbench.planner(name="near what is known, in Python")
def nearest(query):
    likeness = {}  # of a container's id, or NOT_HERE
    for told in query.known:
        alike = difflib.SequenceMatcher(None, query.item, told.item).ratio()
        likeness[told.where] = max(alike, likeness.get(told.where, 0))
    by_size = sorted(query.scene.containers, key=lambda container: -(container.area or 0))
    places = [container.id for container in by_size] + [NOT_HERE]
    return {place: likeness.get(place, 0) for place in places}  # what is equal stays by size


if __name__ == "__main__":
    nearest.run()
