#!/usr/bin/env python3
"""A planner that uses what is known of a household: an item is where the likest known one is.

The rest is planner.py. Likeness is that of the names, so a "soup spoon" is like a "spoon"; a model
of your own knows better. In a search, what was seen in opened containers is known too.
"""

import difflib

import planner


def rank(item, scene, known):
    likeness = {}
    for told in known:
        place = told.get("container", "not here")
        alike = difflib.SequenceMatcher(None, item, told["item"]).ratio()
        likeness[place] = max(alike, likeness.get(place, 0))
    places = [place for place, _ in largest(item, scene, known)]
    ranking = [(place, likeness.get(place.get("container", "not here"), 0)) for place in places]
    return sorted(ranking, key=lambda pair: -pair[1])  # stable: the rest stays by size


largest, planner.rank = planner.rank, rank
planner.HELLO["name"] = "near what is known, in Python"

if __name__ == "__main__":
    planner.main()
