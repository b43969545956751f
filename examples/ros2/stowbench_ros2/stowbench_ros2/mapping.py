"""From vision_msgs to a scene. Plain Python: messages are read by their fields, without ROS."""

import math

# What a detector calls a thing that holds things, and a thing that tells where one is. A class has
# to be the same as one of these, whatever the case, with spaces, hyphens or underscores: an
# "oven door" is neither an oven nor a door.
CONTAINERS = (
    "drawer", "cabinet", "cabinet door", "cupboard", "cupboard door", "door", "wall cabinet",
    "base cabinet", "pantry", "pantry door", "wardrobe", "wardrobe door", "dresser", "nightstand",
    "sideboard", "shelf",
)
ANCHORS = (
    "sink", "faucet", "stove", "hob", "cooktop", "oven", "dishwasher", "refrigerator", "fridge",
    "microwave",
)
KINDS = ("container", "anchor", "ignore")


class NoScene(Exception):
    """What was detected is not to be asked about; the message says why."""


def spelled(name):
    """A class in one spelling."""
    return " ".join(str(name).lower().replace("_", " ").replace("-", " ").split())


class ClassMap:
    """What each class of a detector is.

    Entries are texts CLASS=KIND or CLASS=KIND:TYPE, where KIND is container, anchor or ignore,
    and TYPE is what the server is told: "0=container:drawer", "7=anchor:sink", "door=ignore".
    They come before the defaults.
    """

    def __init__(self, entries=(), defaults=True):
        self._classes = {}
        if defaults:
            self._classes.update({name: ("container", name) for name in CONTAINERS})
            self._classes.update({name: ("anchor", name) for name in ANCHORS})
        for entry in filter(None, entries):
            name, equals, meaning = entry.rpartition("=")
            kind, _, called = meaning.partition(":")
            if not equals or not spelled(name) or kind.strip() not in KINDS:
                raise ValueError(
                    f"class_map: {entry!r}: must be CLASS=KIND or CLASS=KIND:TYPE,"
                    f" KIND one of {', '.join(KINDS)}"
                )
            self._classes[spelled(name)] = (kind.strip(), called.strip() or spelled(name))

    def of(self, name):
        """The kind and the type of a class; (None, name) where it is in no list."""
        return self._classes.get(spelled(name), (None, name))


class Scene:
    """A scene from a vision_msgs/Detection2DArray or Detection3DArray.

    question is what the server is sent, of_container[n] the detection that is its container n, and
    left_out how many containers and anchors had no size or place. Detections that are neither
    are not in it. Where something was detected that is in no list, and nothing that is a
    container, that is NoScene: "not here" would be no answer. So are detections in space whose z
    is not up.
    """

    def __init__(self, detections, width=None, height=None, classes=ClassMap()):
        self.header, self.of_container, self.left_out = detections.header, [], 0
        frame = detections.header.frame_id
        containers, anchors, unknown, in_space = [], [], set(), False
        for detection in detections.detections:
            name, score = best(detection)
            kind, called = classes.of(name)
            if kind is None:
                unknown.add(name or "(none)")
            if kind not in ("container", "anchor"):
                continue
            in_space = is_3d(detection.bbox)
            number = len(containers)
            place = in_room(detection.bbox) if in_space else {"region": corners(detection.bbox)}
            if not all_finite(place):
                self.left_out += 1
            elif kind == "container":
                if in_space:
                    place["name"] = f"{called} {number}"
                containers.append({"id": number, "type": called, "confidence": score, **place})
                self.of_container.append(detection)
            elif not in_space:  # a landmark is told by its outline
                anchors.append({"type": called, "confidence": score, **place})
        if in_space and "_optical" in frame:
            raise NoScene(
                f"detections in space are in {frame}, whose z points forward:"
                " give them in a frame whose z is up, such as map"
            )
        if (unknown or self.left_out) and not containers:
            few = ", ".join(sorted(unknown)[:10]) or "none"
            raise NoScene(
                f"{len(detections.detections)} things were detected and none is a container;"
                f" classes that class_map does not name: {few};"
                f" without a size or place: {self.left_out}"
            )
        stamp = detections.header.stamp
        self.question = {
            "id": f"{frame or 'camera'}@{stamp.sec}.{stamp.nanosec:09d}",
            "containers": containers,
            "anchors": anchors,
        }
        if width and height and not in_space:
            self.question.update(width=int(width), height=int(height))

    def number(self, container):
        """The number of a container that is called by its detection's id, or by its number."""
        ids = [getattr(detection, "id", "") for detection in self.of_container]
        if container and ids.count(container) == 1:
            return ids.index(container)
        if container.isascii() and container.isdigit() and int(container) < len(ids):
            return int(container)
        raise NoScene(
            f"container {container!r}: must be the id of one of the detections,"
            f" or a number below {len(ids)}"
        )

    def called(self, number):
        """What number() takes for a container: its detection's id, if that is its own."""
        name = getattr(self.of_container[number], "id", "")
        return name if name and self.number(name) == number else str(number)

    def known(self, placements):
        """What is known, from stowbench_interfaces/KnownPlacement, as the server is told it."""
        return [
            {"item": each.item, "container": self.number(each.container)}
            if each.container
            else {"item": each.item, "not_here": True}
            for each in placements
        ]


def best(detection):
    """The likeliest class of a detection and its score, from 0 to 1."""
    if not detection.results:
        return "", 0.0
    hypothesis = max((result.hypothesis for result in detection.results), key=lambda h: h.score)
    return hypothesis.class_id, min(1.0, max(0.0, float(hypothesis.score)))


def is_3d(box):
    """Whether a box is a vision_msgs/BoundingBox3D."""
    return hasattr(box, "size")


def in_room(box):
    """The middle of a vision_msgs/BoundingBox3D and its size along the axes, in metres."""
    at, turn = box.center.position, box.center.orientation
    w, x, y, z = turn.w, turn.x, turn.y, turn.z
    norm = w * w + x * x + y * y + z * z
    s = 2 / norm if norm else 0  # a quaternion that was left at zero turns nothing
    turned = (
        (1 - s * (y * y + z * z), s * (x * y - z * w), s * (x * z + y * w)),
        (s * (x * y + z * w), 1 - s * (x * x + z * z), s * (y * z - x * w)),
        (s * (x * z - y * w), s * (y * z + x * w), 1 - s * (x * x + y * y)),
    )
    size = (box.size.x, box.size.y, box.size.z)
    return {
        "position": [at.x, at.y, at.z],
        "size": [sum(abs(part * along) for part, along in zip(row, size)) for row in turned],
    }


def corners(box):
    """The corners of a vision_msgs/BoundingBox2D, which may be turned, clockwise."""
    center = box.center.position
    cos, sin = math.cos(box.center.theta), math.sin(box.center.theta)
    half_x, half_y = box.size_x / 2, box.size_y / 2
    return [
        [center.x + x * cos - y * sin, center.y + x * sin + y * cos]
        for x, y in ((-half_x, -half_y), (half_x, -half_y), (half_x, half_y), (-half_x, half_y))
    ]


def all_finite(place):
    """Whether all numbers are numbers: a depth camera gives NaN where it sees nothing."""
    values = place.get("region", [place.get("position", []), place.get("size", [])])
    return all(math.isfinite(number) for row in values for number in row)
