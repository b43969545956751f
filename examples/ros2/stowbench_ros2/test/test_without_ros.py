"""Mapping, call and node, without ROS (test/standin.py stands in for it): STOWBENCH_SERVER names a server that runs, STOWBENCH_TOKEN its token.

STOWBENCH_SERVER=http://127.0.0.1:8080 python3 -m unittest discover -s test -t .
"""

import math
import os
import threading
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace as Message

from stowbench_ros2 import client, mapping
from test import standin

standin.install()
from stowbench_ros2 import where_is_node  # noqa: E402

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

    def test_only_classes_that_are_named_count(self):
        for name in ("oven door", "drawer handle", "0", "person", ""):
            self.assertEqual((None, name), mapping.ClassMap().of(name))
        for name in ("Cabinet_Door", "cabinet-door", " cabinet  door "):
            self.assertEqual(("container", "cabinet door"), mapping.ClassMap().of(name))
        self.assertEqual("container", mapping.ClassMap().of("pantry")[0])

    def test_a_class_map_says_what_numbers_mean(self):
        classes = mapping.ClassMap(["0=container:drawer", "7=anchor:sink", "door=ignore", ""])
        self.assertEqual(("container", "drawer"), classes.of("0"))
        self.assertEqual(("anchor", "sink"), classes.of("7"))
        self.assertEqual("ignore", classes.of("Door")[0])
        self.assertEqual((None, "drawer"), mapping.ClassMap(defaults=False).of("drawer"))
        for wrong in ("0", "0=box", "=container", "0=container=x"):
            with self.assertRaisesRegex(ValueError, "must be CLASS=KIND"):
                mapping.ClassMap([wrong])

    def test_where_nothing_was_recognised_not_here_is_no_answer(self):
        with self.assertRaisesRegex(mapping.NothingRecognised, "2 things were detected.* 0, 12"):
            mapping.scene(detections(detection("0", 1, 1, 1, 1), detection("12", 5, 5, 1, 1)))
        self.assertEqual([], mapping.scene(detections())[0]["containers"])
        self.assertEqual([], mapping.scene(detections(detection("sink", 1, 1, 1, 1)))[0]["containers"])

    def test_detections_in_space_become_named_places(self):
        center = Message(position=Message(x=1.0, y=2.0, z=0.5))
        box = Message(center=center, size=Message(x=0.6, y=0.5, z=0.2))
        drawer = Message(bbox=box, results=[Message(hypothesis=Message(class_id="drawer", score=0.9))])
        scene, of_container = mapping.scene(detections(drawer), 640, 480)
        self.assertEqual(
            {"id": 0, "type": "drawer", "confidence": 0.9, "name": "drawer 0", "position": [1.0, 2.0, 0.5], "size": [0.6, 0.5, 0.2]},
            scene["containers"][0],
        )
        self.assertNotIn("width", scene)


class Proxy(BaseHTTPRequestHandler):
    """What stands in front of a server, and answers for it."""

    status, body = 502, "<html>Bad Gateway</html>"
    heard = []

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.heard.append(dict(self.headers))
        self.send_response(self.status)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(self.body.encode())

    def log_message(self, *_):
        pass


class NodeTest(unittest.TestCase):
    """The node on the stand-in."""

    def setUp(self):
        self.proxy = HTTPServer(("127.0.0.1", 0), Proxy)
        threading.Thread(target=self.proxy.serve_forever, daemon=True).start()
        self.addCleanup(self.proxy.server_close)
        self.addCleanup(self.proxy.shutdown)
        Proxy.status, Proxy.body = 502, "<html>Bad Gateway</html>"
        Proxy.heard.clear()

    def node(self, **parameters):
        address = f"http://127.0.0.1:{self.proxy.server_port}"
        standin.Node.parameters = {"server": address, **parameters}
        node = where_is_node.WhereIsNode()
        node.now = 13.0  # the detections' stamp is a second before
        return node

    def ask(self, node):
        response = Message(success=False, message="", containers=[], not_here=[], probabilities=[], where=[], reasons=[])
        return node.services["where_is"](Message(item="whisk", top=0), response)

    def test_it_listens_as_sensors_send(self):
        self.assertEqual({"sensor data"}, {quality for _, quality in self.node().subscriptions.values()})

    def test_it_asks_about_the_last_detections_and_gives_them_back(self):
        Proxy.status = 200
        Proxy.body = (
            '{"predictor": "p", "answers": [{"container": 1, "probability": 0.7, "where": "left", "reason": "so"},'
            ' {"not_here": true, "where": "elsewhere"}]}'
        )
        node = self.node()
        node.subscriptions["detections"][0](KITCHEN)
        response = self.ask(node)
        self.assertTrue(response.success)
        self.assertIs(KITCHEN.detections[2], response.containers[0])
        self.assertEqual(([False, True], [0.7, -1.0]), (response.not_here, response.probabilities))

    def test_old_detections_are_not_asked_about(self):
        node = self.node()
        self.assertIn("nothing was detected yet", self.ask(node).message)
        node.subscriptions["detections"][0](KITCHEN)
        node.now = 20.0
        response = self.ask(node)
        self.assertFalse(response.success)
        self.assertIn("are 8.0 s old: more than max_age, 2 s", response.message)
        self.assertEqual([], Proxy.heard)

    def test_unknown_classes_are_no_success(self):
        node = self.node()
        node.subscriptions["detections"][0](detections(detection("0", 1, 1, 1, 1)))
        response = self.ask(node)
        self.assertFalse(response.success)
        self.assertIn("none is a container", response.message)

    def test_the_page_of_a_proxy_is_no_answer(self):
        node = self.node()
        node.subscriptions["detections"][0](KITCHEN)
        for Proxy.status in (502, 200):
            response = self.ask(node)
            self.assertFalse(response.success)
            self.assertIn("text/html instead of JSON: is a proxy in between?", response.message)

    def test_a_token_goes_where_it_is_wanted(self):
        for header, sent in (("Authorization", "Bearer secret"), ("X-Api-Key", "secret")):
            with self.assertRaises(client.NoAnswer):
                client.rank(
                    f"http://127.0.0.1:{self.proxy.server_port}", {}, "whisk", token="secret", token_header=header
                )
            self.assertEqual(sent, {k.lower(): v for k, v in Proxy.heard[-1].items()}[header.lower()])

    def test_diagnostics_say_what_is_wrong(self):
        node = self.node()
        node.timer()
        node.subscriptions["detections"][0](KITCHEN)
        node.timer()
        self.ask(node)
        node.timer()
        said = [message.status[0].message for message in node.published]
        self.assertEqual(["nothing was detected yet", "ready"], said[:2])
        self.assertIn("is a proxy in between?", said[2])


@unittest.skipUnless(SERVER, "STOWBENCH_SERVER is not set")
class ServerTest(unittest.TestCase):
    def test_the_server_ranks_what_was_detected(self):
        scene, of_container = mapping.scene(KITCHEN, 1280, 960)
        places = client.rank(SERVER, scene, "whisk", top=3, token=TOKEN)
        self.assertEqual({0, 1, None}, {place.get("container") for place in places})
        self.assertEqual(3, len([place["where"] for place in places]))

    def test_the_server_says_what_to_open_next(self):
        scene, _ = mapping.scene(KITCHEN, 1280, 960)
        first = client.next_step(SERVER, scene, "whisk", token=TOKEN)
        opened = [{"container": first.get("open", 0), "contents": "other_items", "items": ["ladle"]}]
        second = client.next_step(SERVER, scene, "whisk", opened, token=TOKEN)
        self.assertNotEqual(first.get("open", 0), second.get("open"))

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
