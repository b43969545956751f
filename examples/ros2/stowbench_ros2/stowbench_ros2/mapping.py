"""From vision_msgs to a scene. Plain Python: messages are read by their fields, so ROS is not needed."""

import math

# What a detector calls a thing that holds things, and a thing that tells where one is. A class has to be the same as
# one of these, whatever the case, with spaces, hyphens or underscores: an "oven door" is neither an oven nor a door.
CONTAINERS = (
    "drawer", "cabinet", "cabinet door", "cupboard", "cupboard door", "door", "wall cabinet", "base cabinet",
    "pantry", "pantry door", "wardrobe", "wardrobe door", "dresser", "nightstand", "sideboard", "shelf",
)
ANCHORS = (
    "sink", "faucet", "stove", "hob", "cooktop", "oven", "dishwasher", "refrigerator", "fridge", "microwave",
)
KINDS = ("container", "anchor", "ignore")


class NothingRecognised(Exception):
    """Things were detected, and none is a container; the message names their classes."""


def spelled(name):
    """A class in one spelling."""
    return " ".join(str(name).lower().replace("_", " ").replace("-", " ").split())


class ClassMap:
    """What each class of a detector is.

    Entries are texts CLASS=KIND or CLASS=KIND:TYPE, where KIND is container, anchor or ignore, and TYPE is what the
    server is told: "0=container:drawer", "7=anchor:sink", "door=ignore". They come before the defaults.
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
                raise ValueError(f"class_map: {entry!r}: must be CLASS=KIND or CLASS=KIND:TYPE, KIND one of {', '.join(KINDS)}")
            self._classes[spelled(name)] = (kind.strip(), called.strip() or spelled(name))

    def of(self, name):
        """The kind and the type of a class; (None, name) where it is in no list."""
        return self._classes.get(spelled(name), (None, name))


def scene(detections, width=None, height=None, classes=ClassMap()):
    """A scene from a vision_msgs/Detection2DArray or Detection3DArray, and the detection of each of its containers.

    The n-th detection in the returned list is the container with id n. Detections that are neither a container nor an
    anchor are left out. Where something was detected that is in no list, and nothing that is a container, that is
    NothingRecognised: "not here" would be no answer.
    """
    containers, anchors, of_container, unknown = [], [], [], set()
    for detection in detections.detections:
        name, score = best(detection)
        kind, called = classes.of(name)
        if kind == "container":
            containers.append({"id": len(containers), "type": called, "confidence": score, **place(detection, called, len(containers))})
            of_container.append(detection)
        elif kind == "anchor" and not is_3d(detection.bbox):
            anchors.append({"type": called, "region": corners(detection.bbox), "confidence": score})
        elif kind is None:
            unknown.add(name or "(none)")
    if unknown and not containers:
        few = ", ".join(sorted(unknown)[:10])
        raise NothingRecognised(
            f"{len(detections.detections)} things were detected and none is a container; classes that class_map does not name: {few}"
        )
    stamp = detections.header.stamp
    mapped = {
        "id": f"{detections.header.frame_id or 'camera'}@{stamp.sec}.{stamp.nanosec:09d}",
        "containers": containers,
        "anchors": anchors,
    }
    if width and height and not any("position" in container for container in containers):
        mapped.update(width=int(width), height=int(height))
    return mapped, of_container


def best(detection):
    """The likeliest class of a detection and its score, from 0 to 1."""
    if not detection.results:
        return "", 0.0
    hypothesis = max((result.hypothesis for result in detection.results), key=lambda h: h.score)
    return hypothesis.class_id, min(1.0, max(0.0, float(hypothesis.score)))


def is_3d(box):
    """Whether a box is a vision_msgs/BoundingBox3D."""
    return hasattr(box, "size")


def place(detection, called, number):
    """Where a container is: its outline in the image, or in space its middle and size in metres, and a name."""
    box = detection.bbox
    if not is_3d(box):
        return {"region": corners(box)}
    at = box.center.position
    return {
        "name": f"{called} {number}",
        "position": [at.x, at.y, at.z],
        "size": [abs(box.size.x), abs(box.size.y), abs(box.size.z)],
    }


def corners(box):
    """The corners of a vision_msgs/BoundingBox2D, which may be turned, clockwise from its top left."""
    center = box.center.position
    cos, sin = math.cos(box.center.theta), math.sin(box.center.theta)
    half_x, half_y = box.size_x / 2, box.size_y / 2
    return [
        [center.x + x * cos - y * sin, center.y + x * sin + y * cos]
        for x, y in ((-half_x, -half_y), (half_x, -half_y), (half_x, half_y), (-half_x, half_y))
    ]
