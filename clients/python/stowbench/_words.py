"""What planners are asked and datasets hold: the words of docs/glossary.md."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any, Mapping, Optional, Sequence, Tuple, Union

Json = Mapping[str, Any]
Point = Tuple[float, float]
Region = Tuple[Point, ...]


class NotHere(enum.Enum):
    """The answer that an item is in none of the containers."""

    NOT_HERE = "not_here"

    def __repr__(self) -> str:
        return "NOT_HERE"


NOT_HERE = NotHere.NOT_HERE

# Where something is: a container's id, or in none.
Place = Union[int, NotHere]


def _region(vertices: Optional[Sequence[Sequence[float]]]) -> Region:
    return tuple((vertex[0], vertex[1]) for vertex in vertices or ())


def _floats(numbers: Optional[Sequence[float]]) -> Optional[Tuple[float, ...]]:
    return None if numbers is None else tuple(numbers)


@dataclass(frozen=True)
class Container:
    """A thing that can hold items. What is not known of it is None, or empty.

    The region is in pixels, x to the right, y down; position and size are in metres. area, box (left,
    top, right, bottom), center, physical and text are sent to planners that want "descriptions":
    containers with the same number physical are one thing in the home, and one without area cannot
    be opened.
    """

    id: int
    name: Optional[str] = None
    type: Optional[str] = None
    confidence: Optional[float] = None
    side: Optional[str] = None
    room: Optional[str] = None
    region: Region = ()
    position: Optional[Tuple[float, ...]] = None
    size: Optional[Tuple[float, ...]] = None
    area: Optional[float] = None
    box: Optional[Tuple[float, ...]] = None
    center: Optional[Tuple[float, ...]] = None
    physical: Optional[int] = None
    text: Optional[str] = None

    @staticmethod
    def of(json: Json) -> Container:
        """Reads one as protocol, dataset and server write it; unknown fields are ignored."""
        described = json.get("description", {})
        return Container(
            id=json["id"],
            name=json.get("name"),
            type=json.get("type"),
            confidence=json.get("confidence"),
            side=json.get("side"),
            room=json.get("room"),
            region=_region(json.get("region")),
            position=_floats(json.get("position")),
            size=_floats(json.get("size")),
            area=described.get("area"),
            box=_floats(described.get("box")),
            center=_floats(described.get("center")),
            physical=described.get("physical"),
            text=described.get("text"),
        )


@dataclass(frozen=True)
class Anchor:
    """A landmark, such as a sink: its type, and its region in pixels."""

    type: str
    region: Region
    confidence: Optional[float] = None

    @staticmethod
    def of(json: Json) -> Anchor:
        return Anchor(json["type"], _region(json.get("region")), json.get("confidence"))


@dataclass(frozen=True)
class Scene:
    """A view of a room, or a home as a list of places. json holds all that was said of it."""

    id: Optional[str]
    containers: Tuple[Container, ...]
    anchors: Tuple[Anchor, ...]
    countertop: Region
    distances: Tuple[Tuple[float, ...], ...]
    json: Json

    @staticmethod
    def of(json: Json) -> Scene:
        return Scene(
            id=json.get("id"),
            containers=tuple(Container.of(one) for one in json.get("containers", ())),
            anchors=tuple(Anchor.of(one) for one in json.get("anchors", ())),
            countertop=_region(json.get("countertop")),
            distances=tuple(tuple(row) for row in json.get("distances", ())),
            json=json,
        )


def place(json: Json) -> Place:
    """Reads {"container": 3} or {"not_here": true}."""
    return int(json["container"]) if "container" in json else NOT_HERE


@dataclass(frozen=True)
class Known:
    """What is known of the household: another item, and the id of its container or NOT_HERE."""

    item: str
    where: Place

    @staticmethod
    def of(json: Json) -> Known:
        return Known(json["item"], place(json))


@dataclass(frozen=True)
class Query:
    """Where is the item in this scene, of a household of which this is known?

    Take all randomness from seed: the same one must give the same answer.
    """

    id: str
    item: str
    scene: Scene
    known: Tuple[Known, ...]
    seed: int

    @staticmethod
    def of(json: Json) -> Query:
        return Query(**_asked(json))


@dataclass(frozen=True)
class Opened:
    """A container that was opened, and what was in it: "empty" or "other_items", and these."""

    container: int
    contents: str
    items: Tuple[str, ...]


@dataclass(frozen=True)
class Search(Query):
    """A query, what was opened so far, and how many containers may still be (None: all)."""

    opened: Tuple[Opened, ...]
    budget: Optional[int]

    @staticmethod
    def of(json: Json) -> Search:
        return Search(
            opened=tuple(
                Opened(step["container"], step.get("contents", ""), tuple(step.get("items", ())))
                for step in json.get("opened", ())
            ),
            budget=json.get("budget"),
            **_asked(json),
        )


def _asked(json: Json) -> dict[str, Any]:
    return {
        "id": json.get("query", json["id"]),
        "item": json["item"],
        "scene": Scene.of(json["scene"]),
        "known": tuple(Known.of(told) for told in json.get("known", ())),
        "seed": json.get("seed", 0),
    }
