"""The bare loop: one IoU a query, of the first answer's region with the true one, with Shapely.

Usage: iou.py DATASET-FOLDER SPLIT PREDICTIONS.jsonl

Reading the regions is in it, for nobody has them without; there are no metrics and no intervals.
"""

import json
import sys
from pathlib import Path

from shapely.geometry import Polygon


def polygon(region):
    drawn = Polygon(region) if len(region) > 2 else Polygon()
    return drawn if drawn.is_valid else drawn.buffer(0)


def main(folder, split, predictions):
    with open(Path(folder) / "scenes.jsonl", encoding="utf-8") as lines:
        scenes = {
            each["id"]: [container["region"] for container in each["containers"]]
            for each in map(json.loads, lines)
        }
    with open(predictions, encoding="utf-8") as lines:
        first = {each["query"]: each["ranking"][0] for each in map(json.loads, lines)}
    total = 0.0
    count = 0
    with open(Path(folder) / "queries.jsonl", encoding="utf-8") as lines:
        for query in map(json.loads, lines):
            if query["split"] != split:
                continue
            count += 1
            said = first[query["id"]].get("container")
            true = query["truth"].get("container")
            if said is None or true is None:
                total += said is true
                continue
            regions = scenes[query["scene"]]
            one, other = polygon(regions[said]), polygon(regions[true])
            shared = one.intersection(other).area
            total += shared / (one.area + other.area - shared) if shared > 0 else 0.0
    print(f"{count} queries, mean IoU {total / count:.4f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
