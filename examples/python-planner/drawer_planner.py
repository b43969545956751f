#!/usr/bin/env python3
"""The planner of docs/tutorial.md: what lies flat is in a drawer, all else behind a door.

The rest is planner.py. Of two places of the same kind it tries the larger one first.
"""

import planner

LIES_FLAT = {"bottle opener", "cutting knife", "dish towels", "fork", "peeler", "rolling pin", "spoon", "whisk"}


def rank(item, scene, known):
    wanted = "drawer" if item.lower() in LIES_FLAT else "cabinet door"
    ranking = []
    for container in scene["containers"]:
        size = container.get("description", {}).get("area", 0)
        suits = container.get("type") == wanted
        ranking.append(({"container": container["id"]}, size * (10 if suits else 1)))
    ranking.sort(key=lambda pair: -pair[1])
    return ranking + [({"not_here": True}, 0)]


planner.rank = rank
planner.HELLO["name"] = "drawers, in Python"

if __name__ == "__main__":
    planner.main()
