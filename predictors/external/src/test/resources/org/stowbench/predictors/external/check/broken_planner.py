"""The example planner with one fault: broken_planner.py FOLDER-OF-THE-EXAMPLE FAULT"""

import json
import os
import random
import subprocess
import sys
import time

sys.path.insert(0, sys.argv[1])
import planner  # noqa: E402

FAULT = sys.argv[2]
asked = 0


def broken(message):
    """What the planner says to a message, with its fault."""
    global asked
    kind = message["type"]
    said = planner.largest.respond(message)
    if kind == "hello":
        if FAULT == "silent":
            return None
        if FAULT == "another version":
            return {**said, "protocol": 2}
        if FAULT == "noise before hello":
            print("Loading the model ...", flush=True)
        return said
    if FAULT == "unknown types are the end" and kind not in ("rank", "search", "end"):
        raise SystemExit(3)
    if kind == "end" and FAULT == "answers the end":
        return {"type": "move", "id": message["id"], "give_up": True}
    if kind == "search":
        if FAULT == "opens the same again":
            return {"type": "move", "id": message["id"], "open": 0}
        if FAULT == "counts its moves":
            asked += 1
            return {"type": "move", "id": message["id"], "open": asked % 6}
    if kind != "rank":
        return said
    containers = message["scene"]["containers"]
    ranking = said["ranking"]
    if FAULT == "declines everything":
        return {"type": "answer", "id": message["id"], "error": "no model"}
    if FAULT == "unknown fields are errors" and "of_a_later_version" in message:
        return {"type": "answer", "id": message["id"], "error": "what is this field?"}
    if FAULT == "loses some" and message["query"] == "many-50":
        return None
    if FAULT == "answers twice":
        print(json.dumps(said), flush=True)
    if FAULT == "another id":
        print(json.dumps({**said, "id": "no-such-id"}), flush=True)
    if FAULT == "id as a number":
        said["id"] = int(said["id"])
    if FAULT == "a container as 0.0" and containers:
        ranking[0]["container"] = 0.0
    if FAULT == "learns as it goes":
        asked += 1
        ranking[0]["score"] = 1e9 + asked
    if FAULT == "another one each time":
        random.seed(os.getpid())
        ranking[-1]["score"] = -random.random()
    if FAULT == "needs a container" and not containers:
        raise SystemExit("there must be a container")
    if FAULT == "at most 100 containers" and len(containers) > 100:
        return None
    if FAULT == "noise" and message["query"] == "bare":
        print("thinking \x1b[31m about it", flush=True)
    if FAULT == "not a number":
        ranking[0]["score"] = float("nan")
    if FAULT == "scores as text":
        ranking[0]["score"] = "high"
    if FAULT == "counts from 1" and containers:
        ranking[0]["container"] = len(containers)
    if FAULT == "too probable" and containers:
        said["ranking"] = [
            {"container": 0, "score": 0.7},
            {"not_here": True, "score": 0.7},
        ]
        said["scores"] = "probability"
    if FAULT == "ASCII only":
        try:
            message["item"].encode("ascii")
        except UnicodeEncodeError:
            raise SystemExit("cannot encode the item")
    return said


def main():
    """The loop of the package, but for its care of what is printed."""
    for line in sys.stdin.buffer:
        message = json.loads(line)
        if message["type"] == "bye":
            break
        said = broken(message)
        if said is not None:
            print(json.dumps(said), flush=True)


if FAULT == "does not start":
    sys.exit("no such model: weights.bin")
if FAULT == "leaves somebody behind":
    subprocess.Popen(
        ["sleep", "60"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
if __name__ == "__main__":
    main()
    if FAULT == "stays":
        time.sleep(60)
