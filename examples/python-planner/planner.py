#!/usr/bin/env python3
"""A planner for Stowbench, to copy and edit: change rank(), keep the rest.

It guesses that an item is in the largest container. Python 3.8 or newer, nothing else. What is
said on standard output is the protocol, so messages for people go to standard error.
"""

import json
import sys

HELLO = {
    "type": "hello",
    "protocol": 1,
    "name": "largest, in Python",
    "version": "1",
    # Also: regions, anchors, photo. What is not wanted is not sent.
    "wants": ["descriptions"],
    "modes": ["rank", "search"],
}


def rank(item, scene, known):
    """Says where the item may be, likeliest first: pairs of an answer and its score.

    An answer is {"container": ID}, {"region": [[x, y], ...]} or {"not_here": True}. A larger score
    is likelier; add "scores": "probability" to answer() below if yours are probabilities.

    What is known of the household, {"item": "spoon", "container": 3} or {"item": "pot", "not_here":
    True}, does not matter to this one; to known_planner.py it does.
    """
    sizes = [
        (container["id"], container.get("description", {}).get("area", 0))
        for container in scene["containers"]
    ]
    sizes.sort(key=lambda pair: -pair[1])  # stable: of equal ones, the lower id comes first
    ranking = [({"container": id}, area) for id, area in sizes]
    return ranking + [({"not_here": True}, 0)]


def ranking_for(query):
    return rank(query["item"], query["scene"], query.get("known", []))


def answer(query):
    """All places at once."""
    ranking = ranking_for(query)
    return {
        "type": "answer",
        "id": query["id"],
        "ranking": [{**place, "score": score} for place, score in ranking],
    }


def move(query):
    """Step by step: opens in the order of the ranking what was not opened yet.

    What the containers held is in query["opened"], and what was seen in them is known from then on.
    """
    scene = query["scene"]
    # Several candidates may be the same thing in the kitchen: opening one opens all.
    things = {}
    for container in scene["containers"]:
        description = container.get("description", {})
        if description.get("area", 1) > 0:  # nobody can open a single point
            things[container["id"]] = description.get("physical", container["id"])
    opened = {things.get(step["container"]) for step in query["opened"]}
    for place, _ in ranking_for(query):
        if "not_here" in place:
            break
        thing = things.get(place.get("container"))
        if thing is not None and thing not in opened:
            return {"type": "move", "id": query["id"], "open": place["container"]}
    return {"type": "move", "id": query["id"], "give_up": True}


def reply(message):
    """What to say to a message; None where it wants no answer."""
    kind = message.get("type")
    if kind == "hello":
        return HELLO
    if kind == "rank":
        return answer(message)
    if kind == "search":
        return move(message)
    return None  # "end" and whatever a later version of the protocol adds


def respond(message):
    """Like reply(), but a question that is too much for us is no reason to stop."""
    try:
        return reply(message)
    except Exception as problem:
        error = f"{type(problem).__name__}: {problem}"
        print(error, file=sys.stderr)
        return {"type": "answer", "id": message["id"], "error": error} if "id" in message else None


def main():
    for line in sys.stdin.buffer:  # ends when Stowbench closes our standard input
        message = json.loads(line)
        if message.get("type") == "bye":
            break
        said = respond(message)
        if said is not None:
            print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
