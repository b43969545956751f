"""Mapping, call and node, without ROS: test/standin.py stands in for it.

STOWBENCH_SERVER names a server that runs, STOWBENCH_TOKEN its token:
STOWBENCH_SERVER=http://127.0.0.1:8080 python3 -m unittest discover -s test -t .
"""

import json
import math
import os
import threading
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace as Message

from stowbench_ros2 import client, mapping
from test import standin

standin.install()
from stowbench_interfaces.action import OpenContainer, SearchFor  # noqa: E402
from stowbench_interfaces.msg import KnownPlacement, Opened  # noqa: E402
from stowbench_interfaces.srv import WhereIs  # noqa: E402
from stowbench_ros2 import search, where_is_node  # noqa: E402

SERVER = os.environ.get("STOWBENCH_SERVER")
TOKEN = os.environ.get("STOWBENCH_TOKEN")


def detection(kind, x, y, width, height, theta=0.0, score=0.9, name=""):
    """A vision_msgs/Detection2D, with the fields that ROS gives it."""
    center = Message(position=Message(x=x, y=y), theta=theta)
    results = [Message(hypothesis=Message(class_id=kind, score=score))]
    return Message(
        bbox=Message(center=center, size_x=width, size_y=height), results=results, id=name
    )


def in_space(kind, at, size=(0.6, 0.5, 0.2), turn=(1.0, 0.0, 0.0, 0.0), name=""):
    """A vision_msgs/Detection3D; its quaternion begins with w."""
    center = Message(
        position=Message(**dict(zip("xyz", at))), orientation=Message(**dict(zip("wxyz", turn)))
    )
    results = [Message(hypothesis=Message(class_id=kind, score=0.9))]
    box = Message(center=center, size=Message(**dict(zip("xyz", size))))
    return Message(bbox=box, results=results, id=name)


def detections(*all_of_them, frame="kitchen_camera", sec=12):
    header = Message(frame_id=frame, stamp=Message(sec=sec, nanosec=34))
    return Message(header=header, detections=list(all_of_them))


KITCHEN = detections(
    detection("drawer", 200, 700, 300, 80),
    detection("person", 600, 500, 200, 700),
    detection("cabinet door", 200, 150, 250, 280),
    detection("sink", 520, 520, 200, 90),
)


KITCHEN_SCENE = mapping.Scene(KITCHEN, 1280, 960).question


class MappingTest(unittest.TestCase):
    def test_containers_and_anchors_become_a_scene_and_others_are_left_out(self):
        mapped = mapping.Scene(KITCHEN, 1280, 960)
        scene = mapped.question
        self.assertEqual("kitchen_camera@12.000000034", scene["id"])
        self.assertEqual(["drawer", "cabinet door"], [c["type"] for c in scene["containers"]])
        self.assertEqual([0, 1], [c["id"] for c in scene["containers"]])
        self.assertEqual(["sink"], [a["type"] for a in scene["anchors"]])
        self.assertIs(KITCHEN.detections[2], mapped.of_container[1])
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
        with self.assertRaisesRegex(mapping.NoScene, "2 things were detected.* 0, 12"):
            mapping.Scene(detections(detection("0", 1, 1, 1, 1), detection("12", 5, 5, 1, 1)))
        self.assertEqual([], mapping.Scene(detections()).question["containers"])
        sink = detections(detection("sink", 1, 1, 1, 1))
        self.assertEqual([], mapping.Scene(sink).question["containers"])

    def test_detections_in_space_become_named_places(self):
        drawer = in_space("drawer", (1.0, 2.0, 0.5))
        scene = mapping.Scene(detections(drawer, in_space("sink", (0, 0, 1))), 640, 480).question
        self.assertEqual(
            {
                "id": 0, "type": "drawer", "confidence": 0.9, "name": "drawer 0",
                "position": [1.0, 2.0, 0.5], "size": [0.6, 0.5, 0.2],
            },
            scene["containers"][0],
        )
        self.assertEqual([], scene["anchors"])
        self.assertNotIn("width", scene)

    def test_a_box_that_is_turned_in_space_has_the_size_that_it_takes_along_the_axes(self):
        quarter = (math.sqrt(0.5), 0.0, 0.0, math.sqrt(0.5))  # about z
        for turn, expected in ((quarter, (0.5, 0.6, 0.2)), ((0.0,) * 4, (0.6, 0.5, 0.2))):
            size = mapping.in_room(in_space("drawer", (0, 0, 0), turn=turn).bbox)["size"]
            for found, wanted in zip(size, expected):
                self.assertAlmostEqual(wanted, found)

    def test_in_space_z_is_up(self):
        optical = detections(in_space("drawer", (0, 0, 1)), frame="camera_optical_frame")
        with self.assertRaisesRegex(mapping.NoScene, "optical_frame, whose z points forward"):
            mapping.Scene(optical)

    def test_what_has_no_place_is_left_out_and_counted(self):
        nowhere = in_space("drawer", (math.nan, 0, 1))
        scene = mapping.Scene(detections(nowhere, in_space("drawer", (0, 0, 1))))
        self.assertEqual((1, 1), (len(scene.of_container), scene.left_out))
        json.dumps(scene.question, allow_nan=False)
        with self.assertRaisesRegex(mapping.NoScene, "without a size or place: 1"):
            mapping.Scene(detections(nowhere))

    def test_a_container_is_called_by_its_detections_id_or_its_number(self):
        scene = mapping.Scene(
            detections(
                detection("drawer", 1, 1, 1, 1, name="track 7"),
                detection("drawer", 5, 1, 1, 1, name="0"),
                detection("drawer", 9, 1, 1, 1),
            )
        )
        self.assertEqual([0, 1, 2], [scene.number(name) for name in ("track 7", "0", "2")])
        self.assertEqual(["track 7", "0", "2"], [scene.called(n) for n in range(3)])
        for wrong in ("", "3", "-1", "track 8"):
            with self.assertRaisesRegex(mapping.NoScene, "the id of one of the detections"):
                scene.number(wrong)


class Proxy(BaseHTTPRequestHandler):
    """What stands in front of a server, and answers for it."""

    status, body = 502, "<html>Bad Gateway</html>"
    heard, asked = [], []

    def do_POST(self):
        self.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.heard.append(dict(self.headers))
        self.send_response(self.status)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        body = self.body.pop(0) if isinstance(self.body, list) else self.body
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


class NodeCase(unittest.TestCase):
    """The node on the stand-in, with a server that says what it is told to."""

    def setUp(self):
        self.proxy = HTTPServer(("127.0.0.1", 0), Proxy)
        threading.Thread(target=self.proxy.serve_forever, args=(0.01,), daemon=True).start()
        self.addCleanup(self.proxy.server_close)
        self.addCleanup(self.proxy.shutdown)
        Proxy.status, Proxy.body = 502, "<html>Bad Gateway</html>"
        Proxy.heard.clear()
        Proxy.asked.clear()

    def node(self, **parameters):
        address = f"http://127.0.0.1:{self.proxy.server_port}"
        standin.Node.parameters = {"server": address, **parameters}
        node = where_is_node.WhereIsNode()
        node.now = 13.0  # the detections' stamp is a second before
        return node

    def ask(self, node, **more):
        request = WhereIs.Request(item="whisk", **more)
        return node.services["where_is"](request, WhereIs.Response())


class NodeTest(NodeCase):
    def test_it_listens_as_sensors_send(self):
        node = self.node()
        self.assertEqual({"detections", "detections_3d", "camera_info"}, set(node.subscriptions))
        self.assertEqual({"sensor data"}, {quality for _, quality in node.subscriptions.values()})

    def test_it_asks_about_the_last_detections_and_gives_them_back(self):
        Proxy.status = 200
        Proxy.body = (
            '{"predictor": "p", "answers": ['
            '{"container": 1, "probability": 0.7, "where": "left", "reason": "so"},'
            ' {"not_here": true, "where": "elsewhere"}]}'
        )
        node = self.node()
        node.subscriptions["detections"][0](KITCHEN)
        response = self.ask(node)
        self.assertTrue(response.success)
        first, second = response.places
        self.assertIs(KITCHEN.detections[2], first.detection)
        self.assertIs(KITCHEN.header, first.header)
        for place, expected in ((first, (1, 0.7, "so", False)), (second, (-1, -1.0, "", True))):
            said = (place.number, place.probability, place.reason, place.not_here)
            self.assertEqual(expected, said)

    def test_it_tells_what_is_known(self):
        node = self.node()
        node.subscriptions["detections"][0](KITCHEN)
        known = [KnownPlacement(item="pot"), KnownPlacement(item="fork", container="1")]
        self.ask(node, known=known)
        told = [{"item": "pot", "not_here": True}, {"item": "fork", "container": 1}]
        self.assertEqual(told, Proxy.asked[-1]["known"])

    def test_of_images_and_space_it_asks_about_what_is_fresh_and_preferred(self):
        cupboard = detections(in_space("cupboard", (1, 2, 1.5)), frame="map", sec=20)
        for prefer_3d, now, asked in (
            (False, 13, "drawer"), (True, 13, "cupboard"), (False, 21, "cupboard"),
        ):
            node = self.node(prefer_3d=prefer_3d)
            node.now = now
            node.subscriptions["detections"][0](KITCHEN)
            node.subscriptions["detections_3d"][0](cupboard)
            self.ask(node)
            self.assertEqual(asked, Proxy.asked[-1]["scene"]["containers"][0]["type"])

    def test_an_answer_in_space_tells_its_place_and_frame(self):
        Proxy.status = 200
        Proxy.body = (
            '{"predictor": "p", "answers": [{"container": 0, "probability": 1, "where": "w"}]}'
        )
        node = self.node()
        message = detections(in_space("drawer", (1, 2, 0.5)), frame="map")
        node.subscriptions["detections_3d"][0](message)
        place = self.ask(node).places[0]
        self.assertIs(message.detections[0], place.detection_3d)
        self.assertEqual("map", place.header.frame_id)
        self.assertIsInstance(place.probability, float)

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
            address = f"http://127.0.0.1:{self.proxy.server_port}"
            with self.assertRaises(client.NoAnswer):
                client.Server(address, "secret", header).rank({}, "whisk")
            heard = {name.lower(): value for name, value in Proxy.heard[-1].items()}
            self.assertEqual(sent, heard[header.lower()])

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


NOT_HERE = {"not_here": True, "where": "elsewhere"}


def opening(result, cancel=lambda: None):
    """What a robot that accepts a goal gives to whoever set it."""
    return standin.Future(
        Message(accepted=True, get_result_async=result, cancel_goal_async=cancel)
    )


class SearchTest(NodeCase):
    """The action, with a robot that sees what it is told to."""

    def begin(self, answers, robot, **parameters):
        Proxy.status = 200
        Proxy.body = [
            json.dumps({"predictor": "p", "answers": [], "next": answer if isinstance(answer, dict)
                        else {"open": answer, "probability": 0.4, "where": "left"}})
            for answer in answers
        ]
        node = self.node(**parameters)
        node.actions[parameters.get("open_action", "open_container")].server = robot
        node.subscriptions["detections"][0](KITCHEN)
        return node

    def search(self, node, **goal):
        handle = node.actions["search_for"].accept(SearchFor.Goal(item="whisk", **goal))
        return handle, node.actions["search_for"].execute(handle)

    def robot(self, *sights, status=standin.GoalStatus.STATUS_SUCCEEDED):
        """A robot that sees one sight after the other; None: it rejects the goal."""
        sights, self.opened = list(sights), []

        def open_it(goal):
            self.opened.append(goal.place.number)
            sight = sights.pop(0)
            if sight is None:
                return standin.Future(Message(accepted=False))
            done = Message(status=status, result=OpenContainer.Result(**sight))
            return opening(lambda: standin.Future(done))

        return open_it

    def test_it_opens_until_the_item_is_found_and_tells_the_server_what_was_seen(self):
        robot = self.robot({"opened": True, "items": ["ladle"]}, {"opened": True, "found": True})
        node = self.begin([1, 0], robot)
        goal, result = self.search(node, known=[KnownPlacement(item="pot", container="1")])
        self.assertEqual(("succeeded", SearchFor.Result.FOUND), (goal.state, result.end))
        self.assertEqual((0, 2), (result.found_in.number, result.openings))
        opened = [(each.container, each.items) for each in result.opened]
        self.assertEqual([("1", ["ladle"])], opened)
        said = [(each.next.number, each.openings) for each in goal.feedback]
        self.assertEqual([(1, 0), (0, 1)], said)
        self.assertEqual([0.4, 0.4], [each.next.probability for each in goal.feedback])
        first, second = Proxy.asked
        self.assertEqual([], first["opened"])
        self.assertEqual(
            [{"container": 1, "contents": "other_items", "items": ["ladle"]}], second["opened"]
        )
        self.assertEqual([{"item": "pot", "container": 1}], second["known"])

    def test_it_ends_where_the_server_says_not_here_or_the_budget_is_spent(self):
        goal, result = self.search(self.begin([NOT_HERE], self.robot()), exclude=["0"],
                                   opened=[Opened(container="1")])
        self.assertEqual(("succeeded", SearchFor.Result.NOT_HERE), (goal.state, result.end))
        self.assertEqual([{"container": 1, "contents": "empty"}], Proxy.asked[0]["opened"])
        self.assertEqual([0], Proxy.asked[0]["exclude"])
        Proxy.asked.clear()
        node = self.begin([1, 0], self.robot({"opened": True}))
        goal, result = self.search(node, max_openings=1)
        self.assertEqual(("succeeded", SearchFor.Result.OUT_OF_BUDGET), (goal.state, result.end))
        self.assertEqual([1], [asked["budget"] for asked in Proxy.asked])

    def test_what_the_robot_cannot_open_is_excluded_and_told(self):
        robot = self.robot(None, {"opened": True})
        node = self.begin([1, 0, NOT_HERE], robot, open_action="/arm/open")
        goal, result = self.search(node)
        self.assertEqual(("succeeded", SearchFor.Result.NOT_HERE), (goal.state, result.end))
        self.assertEqual([1], [place.number for place in result.not_opened])
        self.assertEqual([[], [1], [1]], [asked["exclude"] for asked in Proxy.asked])
        self.assertEqual("the robot could not open: 1", result.message)

    def test_where_nothing_could_be_opened_not_here_is_no_answer(self):
        aborted = standin.GoalStatus.STATUS_ABORTED
        robot = self.robot({"opened": True, "found": True}, status=aborted)
        node = self.begin([1, NOT_HERE], robot)
        goal, result = self.search(node)
        self.assertEqual(("aborted", 0), (goal.state, result.end))
        self.assertEqual("the robot could not open: 1", result.message)

    def test_errors_are_those_of_the_service(self):
        node = self.begin([], self.robot())
        Proxy.status, Proxy.body = 502, "<html>"
        goal, result = self.search(node)
        self.assertEqual("aborted", goal.state)
        self.assertIn("is a proxy in between?", result.message)
        goal, result = self.search(node, exclude=["attic"])
        self.assertIn("container 'attic': must be the id", result.message)
        node.now = 20.0
        goal, result = self.search(node)
        self.assertIn("more than max_age", result.message)

    def unfinished(self, on_opening):
        """A robot that goes on opening until it is asked to stop, which it then does."""
        self.cancelled, done = [], standin.Future()

        def cancel():
            self.cancelled.append(True)
            done.results.append(Message(status=standin.GoalStatus.STATUS_CANCELED))

        def result():
            on_opening()
            return done

        return lambda goal: opening(result, cancel)

    def test_cancelling_a_search_cancels_the_opening_and_waits_for_its_end(self):
        node = self.begin([1], None)
        action = node.actions["search_for"]
        handle = action.accept(SearchFor.Goal(item="whisk"))
        self.assertEqual(standin.CancelResponse.ACCEPT, action.cancel_callback(handle))
        node.actions["open_container"].server = self.unfinished(
            lambda: setattr(handle, "is_cancel_requested", True)
        )
        result = action.execute(handle)
        self.assertEqual(("canceled", 0, [True]), (handle.state, result.end, self.cancelled))

    def test_an_opening_that_takes_too_long_is_cancelled_and_ends_the_search(self):
        node = self.begin([1], self.unfinished(lambda: None), open_timeout=0.1)
        goal, result = self.search(node)
        self.assertEqual(("aborted", [True]), (goal.state, self.cancelled))
        self.assertIn("no container was opened within 0.1 s", result.message)

    def test_a_node_that_ends_ends_its_search_and_the_opening(self):
        begun, ended = threading.Event(), []
        node = self.begin([1], self.unfinished(begun.set))
        searching = threading.Thread(target=lambda: ended.append(self.search(node)))
        searching.start()
        begun.wait()
        second = node.actions["search_for"].accept(SearchFor.Goal(item="pot"))
        self.assertIsNone(second, "one at a time")
        node.stop()
        self.assertFalse(node.searching.locked())
        searching.join()
        goal, result = ended[0]
        self.assertEqual(("aborted", "the node ends"), (goal.state, result.message))
        self.assertEqual([True], self.cancelled)

    def test_without_a_robot_it_says_so(self):
        node = self.begin([1], None)
        search.FOUND_WITHIN, usual = 0.1, search.FOUND_WITHIN
        self.addCleanup(setattr, search, "FOUND_WITHIN", usual)
        goal, result = self.search(node)
        self.assertEqual("aborted", goal.state)
        self.assertIn("nobody offers the action of open_action", result.message)


@unittest.skipUnless(SERVER, "STOWBENCH_SERVER is not set")
class ServerTest(unittest.TestCase):
    server = client.Server(SERVER, TOKEN)

    def test_the_server_ranks_what_was_detected(self):
        places = self.server.rank(KITCHEN_SCENE, "whisk", top=3)
        self.assertEqual({0, 1, None}, {place.get("container") for place in places})
        self.assertEqual(3, len([place["where"] for place in places]))

    def test_the_server_says_what_to_open_next(self):
        first = self.server.next_step(KITCHEN_SCENE, "whisk")
        opened = [
            {"container": first.get("open", 0), "contents": "other_items", "items": ["ladle"]}
        ]
        second = self.server.next_step(KITCHEN_SCENE, "whisk", opened)
        self.assertNotEqual(first.get("open", 0), second.get("open"))

    def test_a_search_ends(self):
        """The node asks the server until it says that nothing is left."""
        standin.Node.parameters = {"server": SERVER, "max_age": 0.0}
        node = where_is_node.WhereIsNode()
        node.server = self.server
        node.subscriptions["detections"][0](KITCHEN)
        done = Message(status=4, result=OpenContainer.Result(opened=True, items=["ladle"]))
        robot = opening(lambda: standin.Future(done))
        node.actions["open_container"].server = lambda goal: robot
        goal = node.actions["search_for"].accept(SearchFor.Goal(item="whisk"))
        result = node.actions["search_for"].execute(goal)
        self.assertEqual((SearchFor.Result.NOT_HERE, ""), (result.end, result.message))
        self.assertLessEqual(result.openings, 2)

    def test_a_refusal_says_what_does_not_fit(self):
        with self.assertRaisesRegex(client.NoAnswer, "^item: expected a text that is not blank"):
            self.server.rank(KITCHEN_SCENE, " ")

    @unittest.skipUnless(TOKEN, "STOWBENCH_TOKEN is not set")
    def test_without_the_token_there_is_no_answer(self):
        with self.assertRaisesRegex(client.NoAnswer, "Bearer"):
            client.Server(SERVER).rank(KITCHEN_SCENE, "whisk")

    def test_a_server_that_is_not_there_is_no_crash(self):
        with self.assertRaisesRegex(client.NoAnswer, "cannot be reached"):
            client.Server("http://127.0.0.1:1").rank(KITCHEN_SCENE, "whisk")


if __name__ == "__main__":
    unittest.main()
