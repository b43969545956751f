"""From vision_msgs to a scene. Plain Python: messages are read by their fields, so ROS is not needed."""

import math

# What a detector may call a thing that holds things, and a thing that tells where one is. A class
# belongs to the first list that has a word of it.
CONTAINERS = ("drawer", "cabinet", "cupboard", "door")
ANCHORS = ("sink", "faucet", "stove", "hob", "cooktop", "oven", "dishwasher", "refrigerator", "fridge", "microwave")


def scene(detections, width=None, height=None):
    """A scene from a vision_msgs/Detection2DArray, and the detection of each of its containers.

    The n-th detection in the returned list is the container with id n. Detections that are neither a
    container nor an anchor are left out.
    """
    containers, anchors, of_container = [], [], []
    for detection in detections.detections:
        kind, score = best(detection)
        if any(word in kind.lower() for word in CONTAINERS):
            containers.append({"id": len(containers), "region": corners(detection.bbox), "type": kind, "confidence": score})
            of_container.append(detection)
        elif any(word in kind.lower() for word in ANCHORS):
            anchors.append({"type": kind, "region": corners(detection.bbox), "confidence": score})
    stamp = detections.header.stamp
    mapped = {
        "id": f"{detections.header.frame_id or 'camera'}@{stamp.sec}.{stamp.nanosec:09d}",
        "containers": containers,
        "anchors": anchors,
    }
    if width and height:
        mapped.update(width=int(width), height=int(height))
    return mapped, of_container


def best(detection):
    """The likeliest class of a detection and its score, from 0 to 1."""
    if not detection.results:
        return "", 0.0
    hypothesis = max((result.hypothesis for result in detection.results), key=lambda h: h.score)
    return hypothesis.class_id, min(1.0, max(0.0, float(hypothesis.score)))


def corners(box):
    """The corners of a vision_msgs/BoundingBox2D, which may be turned, clockwise from its top left."""
    center = box.center.position
    cos, sin = math.cos(box.center.theta), math.sin(box.center.theta)
    half_x, half_y = box.size_x / 2, box.size_y / 2
    return [
        [center.x + x * cos - y * sin, center.y + x * sin + y * cos]
        for x, y in ((-half_x, -half_y), (half_x, -half_y), (half_x, half_y), (-half_x, half_y))
    ]
