"""Datasets, runs and scorecards, read as lists of dictionaries or as data frames."""

from __future__ import annotations

import csv
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, Optional, Tuple, Union

from ._words import NOT_HERE, Known, Place, Query, Scene, place

AnyPath = Union[str, "os.PathLike[str]"]


class Rows(List[Dict[str, Any]]):
    """A table: a list of rows, each a dictionary with the same keys."""

    def frame(self) -> Any:
        """The rows as a pandas DataFrame; an ImportError where pandas is not installed."""
        import pandas

        return pandas.DataFrame(list(self))


@dataclass(frozen=True)
class LabeledQuery:
    """A query of a dataset, whose household it is, and the truth: all places that count."""

    query: Query
    split: str
    household: str
    truth: Tuple[Place, ...]


@dataclass(frozen=True)
class Dataset:
    """A dataset's folder, as docs/format.md says; info is its dataset.json."""

    folder: Path
    info: Mapping[str, Any]

    def scenes(self) -> Dict[str, Scene]:
        """All scenes by their id."""
        return {one["id"]: Scene.of(one) for one in _lines(self.folder / "scenes.jsonl")}

    def queries(self, split: Optional[str] = None) -> List[LabeledQuery]:
        """The queries of a split, each with its scene and truth; of all splits if none is named."""
        scenes = self.scenes()
        return [
            LabeledQuery(
                Query(
                    id=one["id"],
                    item=one["item"],
                    scene=scenes[one["scene"]],
                    known=tuple(Known.of(told) for told in one.get("known", ())),
                    seed=0,
                ),
                one["split"],
                one["household"],
                _truth(one["truth"]),
            )
            for one in self._queries(split)
        ]

    def rows(self, split: Optional[str] = None) -> Rows:
        """A row for each query: query, split, scene, item, household, containers, not_here."""
        rows = Rows()
        for one in self._queries(split):
            truth = _truth(one["truth"])
            rows.append(
                {
                    "query": one["id"],
                    "split": one["split"],
                    "scene": one["scene"],
                    "item": one["item"],
                    "household": one["household"],
                    "containers": [where for where in truth if where is not NOT_HERE],
                    "not_here": NOT_HERE in truth,
                }
            )
        return rows

    def _queries(self, split: Optional[str]) -> Iterator[Mapping[str, Any]]:
        for one in _lines(self.folder / "queries.jsonl"):
            if split is None or one["split"] == split:
                yield one


@dataclass(frozen=True)
class Run:
    """A run's folder, as docs/runs.md says; info is its run.json."""

    folder: Path
    info: Mapping[str, Any]

    def predictions(self) -> List[Mapping[str, Any]]:
        """One a query, in the dataset's order, as predictions.jsonl has them."""
        return list(_lines(self.folder / "predictions.jsonl"))

    def answers(self) -> Rows:
        """The rankings in long form: a row for each answer, its rank counted from 1.

        Columns: query, rank, container, not_here, region, score. A prediction that failed has no row;
        per_query() has one for it.
        """
        rows = Rows()
        for prediction in self.predictions():
            for rank, answer in enumerate(prediction.get("ranking", ()), start=1):
                rows.append(
                    {
                        "query": prediction["query"],
                        "rank": rank,
                        "container": answer.get("container"),
                        "not_here": answer.get("not_here", False),
                        "region": answer.get("region"),
                        "score": answer.get("score"),
                    }
                )
        return rows

    def per_query(self) -> Rows:
        """A row for each query, scored: the columns of per-query.csv.

        Numbers are numbers, what is empty is None; truth and answer stay the texts that they are.
        """
        with open(self.folder / "per-query.csv", encoding="utf-8", newline="") as file:
            return Rows(
                {name: _cell(name, text) for name, text in row.items()}
                for row in csv.DictReader(file)
            )

    def scorecard(self) -> Scorecard:
        """Its figures."""
        return read_scorecard(self.folder / "scorecard.json")


@dataclass(frozen=True)
class Scorecard:
    """What a run's scorecard.json holds, and what score --format json prints."""

    info: Mapping[str, Any]

    def metrics(self) -> Rows:
        """A row for each predictor and metric: predictor, metric, value, low, high (95 %)."""
        return Rows(
            {"predictor": card["predictor"], **figure}
            for card in self.info["scorecards"]
            for figure in _figures(card["metrics"])
        )

    def by_item(self) -> Rows:
        """A row for each predictor, item and metric; queries says of how many."""
        return Rows(
            {"predictor": card["predictor"], "item": item, "queries": part["queries"], **figure}
            for card in self.info["scorecards"]
            for item, part in card["by_item"].items()
            for figure in _figures(part["metrics"])
        )

    def value(self, metric: str, predictor: Optional[str] = None) -> Optional[float]:
        """One metric's value; of the only predictor if none is named. None where it is undefined."""
        cards = [c for c in self.info["scorecards"] if predictor in (None, c["predictor"])]
        if len(cards) != 1:
            names = ", ".join(card["predictor"] for card in self.info["scorecards"])
            raise KeyError(f"{predictor}: must be one of {names}")
        value: Optional[float] = cards[0]["metrics"][metric]["value"]
        return value


def read_dataset(dataset: AnyPath) -> Dataset:
    """Reads a dataset: its folder, or the id of one that is installed in STOWBENCH_HOME."""
    folder = Path(dataset)
    if not (folder / "dataset.json").exists():
        home = os.environ.get("STOWBENCH_HOME") or Path.home() / ".stowbench"
        installed = Path(home) / "datasets" / folder
        folder = installed if (installed / "dataset.json").exists() else folder
    return Dataset(folder, _object(folder / "dataset.json"))


def read_run(folder: AnyPath) -> Run:
    """Reads a run: its folder."""
    return Run(Path(folder), _object(Path(folder) / "run.json"))


def read_scorecard(file: AnyPath) -> Scorecard:
    """Reads a scorecard: a run's scorecard.json, or what score --format json printed."""
    return Scorecard(_object(Path(file)))


def _truth(json: Mapping[str, Any]) -> Tuple[Place, ...]:
    return tuple(json["containers"]) if "containers" in json else (place(json),)


def _figures(metrics: Mapping[str, Mapping[str, Any]]) -> Iterator[Dict[str, Any]]:
    for name, figure in metrics.items():
        yield {"metric": name, **{key: figure[key] for key in ("value", "low", "high")}}


def _object(file: Path) -> Mapping[str, Any]:
    with open(file, encoding="utf-8") as text:
        read: Mapping[str, Any] = json.load(text)
        return read


def _lines(file: Path) -> Iterator[Mapping[str, Any]]:
    with open(file, encoding="utf-8") as text:
        for line in text:
            yield json.loads(line)


_NUMBERS = {"iou", "correct", "rank", "openings", "path", "path_metres"}


def _cell(column: str, text: str) -> Any:
    if text == "":
        return None
    if column in _NUMBERS:
        return float(text)
    return text[1:] if text.startswith("'") else text  # the guard against formulas
