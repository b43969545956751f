"""The mapping and the call, without ROS: STOWBENCH_SERVER names a server that runs, STOWBENCH_TOKEN its token.

STOWBENCH_SERVER=http://127.0.0.1:8080 python3 -m unittest discover -s test -t .
"""

import math
import os
import unittest
from types import SimpleNamespace as Message

from stowbench_ros2 import client, mapping

SERVER = os.environ.get("STOWBENCH_SERVER")
TOKEN = os.environ.get("STOWBENCH_TOKEN")


def detection(kind, x, y, width, height, theta=0.0, score=0.9):
    """A vision_msgs/Detection2D, with the fields that ROS gives it."""
    center = Message(position=Message(x=x, y=y), theta=theta)
    hypothesis = Message(class_id=kind, score=score)
    return Message(bbox=Message(center=center, size_x=width, size_y=height), results=[Message(hypothesis=hypothesis)])


def detections(*all_of_them):
    header = Message(frame_id="kitchen_camera", stamp=Message(sec=12, nanosec=34))
    return Message(header=header, detections=list(all_of_them))


KITCHEN = detections(
    detection("drawer", 200, 700, 300, 80),
    detection("person", 600, 500, 200, 700),
    detection("cabinet door", 200, 150, 250, 280),
    detection("sink", 520, 520, 200, 90),
)


class MappingTest(unittest.TestCase):
    def test_containers_and_anchors_become_a_scene_and_others_are_left_out(self):
        scene, of_container = mapping.scene(KITCHEN, 1280, 960)
        self.assertEqual("kitchen_camera@12.000000034", scene["id"])
        self.assertEqual(["drawer", "cabinet door"], [c["type"] for c in scene["containers"]])
        self.assertEqual([0, 1], [c["id"] for c in scene["containers"]])
        self.assertEqual(["sink"], [a["type"] for a in scene["anchors"]])
        self.assertIs(KITCHEN.detections[2], of_container[1])
        self.assertEqual((1280, 960), (scene["width"], scene["height"]))

    def test_a_turned_box_keeps_its_corners(self):
        box = detection("drawer", 10, 20, 4, 2, math.pi / 2).bbox
        for corner, expected in zip(mapping.corners(box), [[11, 18], [11, 22], [9, 22], [9, 18]]):
            self.assertAlmostEqual(expected[0], corner[0])
            self.assertAlmostEqual(expected[1], corner[1])

    def test_the_likeliest_class_counts(self):
        torn = detection("drawer", 0, 0, 1, 1, score=0.3)
        torn.results.append(Message(hypothesis=Message(class_id="oven", score=0.6)))
        self.assertEqual(("oven", 0.6), mapping.best(torn))


@unittest.skipUnless(SERVER, "STOWBENCH_SERVER is not set")
class ServerTest(unittest.TestCase):
    def test_the_server_ranks_what_was_detected(self):
        scene, of_container = mapping.scene(KITCHEN, 1280, 960)
        places = client.rank(SERVER, scene, "whisk", top=3, token=TOKEN)
        self.assertEqual({0, 1, None}, {place.get("container") for place in places})
        self.assertEqual(3, len([place["where"] for place in places]))

    def test_a_refusal_says_what_does_not_fit(self):
        with self.assertRaisesRegex(client.NoAnswer, "^item: expected a text that is not blank"):
            client.rank(SERVER, mapping.scene(KITCHEN)[0], " ", token=TOKEN)

    @unittest.skipUnless(TOKEN, "STOWBENCH_TOKEN is not set")
    def test_without_the_token_there_is_no_answer(self):
        with self.assertRaisesRegex(client.NoAnswer, "Bearer"):
            client.rank(SERVER, mapping.scene(KITCHEN)[0], "whisk")

    def test_a_server_that_is_not_there_is_no_crash(self):
        with self.assertRaisesRegex(client.NoAnswer, "cannot be reached"):
            client.rank("http://127.0.0.1:1", mapping.scene(KITCHEN)[0], "whisk")


if __name__ == "__main__":
    unittest.main()
