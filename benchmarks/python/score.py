"""Scores rankings of containers as `stowbench score` does, with Shapely and NumPy.

Usage: score.py DATASET-FOLDER SPLIT PREDICTIONS.jsonl

It is here to be timed beside Stowbench (see benchmarks/run), so it does the same work: physical
containers by IoU, all metrics of the protocol, and an interval over households for each. It knows
strict rankings of a photo's containers alone, which is what `largest` answers.
"""

import json
import sys
from pathlib import Path

import numpy as np
from shapely.geometry import Polygon
from shapely.validation import make_valid

SAME = 0.5
RESAMPLES = 10_000


def repaired(region):
    if len(region) < 3:
        return Polygon()
    drawn = Polygon(region)
    return drawn if drawn.is_valid else make_valid(drawn)


def iou(one, other):
    shared = one.intersection(other).area
    return shared / (one.area + other.area - shared) if shared > 0 else 0.0


class Scene:
    """The candidates of a photo, and which of them are one thing."""

    def __init__(self, containers):
        self.regions = [container["region"] for container in containers]
        self.shapes = [repaired(region) for region in self.regions]
        self.group = list(range(len(self.shapes)))
        for i in range(len(self.shapes)):
            for j in range(i):
                if self.group[i] != self.group[j] and self.iou(i, j) >= SAME:
                    old, new = max(self.group[i], self.group[j]), min(self.group[i], self.group[j])
                    self.group = [new if each == old else each for each in self.group]
        self.sizes = {}
        for container, shape in enumerate(self.shapes):
            if shape.area > 0:
                group = self.group[container]
                self.sizes[group] = self.sizes.get(group, 0) + 1

    def iou(self, i, j):
        if self.regions[i] == self.regions[j]:
            return 1.0
        a, b = self.shapes[i].bounds, self.shapes[j].bounds
        if not a or not b or a[0] > b[2] or b[0] > a[2] or a[1] > b[3] or b[1] > a[3]:
            return 0.0
        return iou(self.shapes[i], self.shapes[j])


def by_chance(scene, truth):
    """Openings that a uniformly random order of the candidates and "not here" expects."""
    if truth is None:
        return sum(size / (size + 1) for size in scene.sizes.values())
    own = scene.sizes.get(scene.group[truth], 1)
    others = [size for group, size in scene.sizes.items() if group != scene.group[truth]]
    containers = len(others) + 1
    found = 1 + sum(size / (size + own + 1) for size in others)
    return containers / (1 + own) + own / (1 + own) * found


def outcome(scene, truth, ranking):
    """What a ranking is worth: a row of the sums that the metrics are made of."""
    places = []
    for answer in ranking:
        place = None if answer.get("not_here") else scene.group[answer["container"]]
        if place is not None and place not in scene.sizes and answer["container"] != truth:
            continue
        if place not in places:
            places.append(place)
    true = None if truth is None else scene.group[truth]
    containers = set(scene.sizes) | ({true} if true is not None else set())
    rank = places.index(true) + 1
    stop = places.index(None) if None in places else len(places)
    if true is None:
        openings = stop
    elif stop < rank - 1:
        openings = len(containers)
    else:
        openings = rank
    first = ranking[0]
    if truth is None or first.get("not_here"):
        overlap = 1.0 if truth is None and first.get("not_here") else 0.0
    else:
        overlap = scene.iou(first["container"], truth)
    said, right = places[0] is None, places[0] is None and true is None
    return [
        1, rank <= 1, rank <= 3, rank <= 5, 1 / rank, overlap, overlap >= 0.75, overlap >= 0.95,
        openings, by_chance(scene, truth), said, true is None, right,
    ]


def metrics(sums):
    """The figures that sums over queries give; a row of sums each."""
    (count, hit1, hit3, hit5, reciprocal, overlap, over75, over95, openings, chance, said, away,
     right) = np.moveaxis(sums, -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return {
            "hit@1": hit1 / count,
            "hit@3": hit3 / count,
            "hit@5": hit5 / count,
            "mrr": reciprocal / count,
            "mean_iou": overlap / count,
            "iou@0.75": over75 / count,
            "iou@0.95": over95 / count,
            "openings": openings / count,
            "opening_ratio": openings / chance,
            "not_here_precision": right / said,
            "not_here_recall": right / away,
            "not_here_f1": 2 * right / (said + away),
        }


def main(folder, split, predictions):
    with open(predictions, encoding="utf-8") as lines:
        rankings = {each["query"]: each["ranking"] for each in map(json.loads, lines)}
    with open(Path(folder) / "queries.jsonl", encoding="utf-8") as lines:
        queries = [each for each in map(json.loads, lines) if each["split"] == split]
    wanted = {query["scene"] for query in queries}
    with open(Path(folder) / "scenes.jsonl", encoding="utf-8") as lines:
        scenes = {
            each["id"]: Scene(each["containers"])
            for each in map(json.loads, lines)
            if each["id"] in wanted
        }
    households = sorted({query["household"] for query in queries})
    place = {household: number for number, household in enumerate(households)}
    sums = np.zeros((len(households), 13))
    for query in queries:
        truth = query["truth"].get("container")
        sums[place[query["household"]]] += outcome(
            scenes[query["scene"]], truth, rankings[query["id"]]
        )
    random = np.random.default_rng(1)
    equal = np.full(len(households), 1 / len(households))
    drawn = random.multinomial(len(households), equal, size=RESAMPLES) @ sums
    resampled = metrics(drawn)
    for name, value in metrics(sums.sum(axis=0)).items():
        low, high = np.nanpercentile(resampled[name], [2.5, 97.5])
        print(f"{name:20s} {value:.4f}  {low:.4f} to {high:.4f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
