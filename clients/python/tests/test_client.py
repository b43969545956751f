"""A server, asked. The build starts one and says where it is."""

import json
import os
import threading
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer

import stowbench

SERVER = os.environ.get("STOWBENCH_SERVER")
TOKEN = os.environ.get("STOWBENCH_TOKEN")


@unittest.skipUnless(SERVER, "started by the build: STOWBENCH_SERVER is its address")
class ServerTest(unittest.TestCase):
    def setUp(self):
        self.client = stowbench.Client(SERVER, token=TOKEN)

    def test_ranks_the_places_of_a_scene_that_is_served_or_sent(self):
        id = self.client.scenes()["scenes"][0]["id"]
        scene = self.client.scene(id)["scene"]
        served = self.client.rank("whisk", id, top=2, reasons=True)
        sent = self.client.rank("whisk", stowbench.Scene.of(scene), top=2, reasons=True)

        self.assertEqual(2, len(served["answers"]))
        self.assertEqual(served["answers"], sent["answers"])
        self.assertEqual(served["answers"], self.client.rank("whisk", scene, top=2, reasons=True)["answers"])

    def test_says_what_is_known_and_who_is_to_answer(self):
        id = self.client.scenes()["scenes"][0]["id"]
        name = self.client.predictors()["predictors"][0]["name"]
        known = [stowbench.Known("spoon", 0), stowbench.Known("pot", stowbench.NOT_HERE)]
        self.assertEqual(name, self.client.rank("whisk", id, known=known, predictor=name)["predictor"])

    def test_leads_a_search_step_by_step(self):
        id = self.client.scenes()["scenes"][0]["id"]
        first = self.client.next("whisk", id)["next"]
        seen = [stowbench.Opened(first["open"], "other_items", ("ladle",))]
        second = self.client.next("whisk", id, opened=seen, budget=3)["next"]
        self.assertNotEqual(first["open"], second.get("open"))
        none = self.client.next("whisk", id, opened=seen, reachable=[])["next"]
        self.assertIs(True, none["not_here"])

    def test_names_no_container_that_must_not_be_named(self):
        id = self.client.scenes()["scenes"][0]["id"]
        first = self.client.rank("whisk", id, top=1)["answers"][0]["container"]
        left = self.client.rank("whisk", id, exclude=[first], known=[])["answers"]
        self.assertNotIn(first, [answer.get("container") for answer in left])

    def test_a_refusal_says_why(self):
        with self.assertRaises(stowbench.NoAnswer) as refused:
            self.client.rank("whisk", "nowhere")
        self.assertEqual(400, refused.exception.status)
        self.assertIn("scene_id: expected the id of a scene", str(refused.exception))

    def test_a_wrong_token_is_said(self):
        if not TOKEN:
            self.skipTest("the server has no token")
        with self.assertRaises(stowbench.NoAnswer) as refused:
            stowbench.Client(SERVER, token="a-token-that-is-wrong").predictors()
        self.assertEqual(401, refused.exception.status)


class OtherServersTest(unittest.TestCase):
    def answer_of(self, status, body):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(status)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        with HTTPServer(("127.0.0.1", 0), Handler) as server:
            threading.Thread(target=server.handle_request, daemon=True).start()
            with self.assertRaises(stowbench.NoAnswer) as none:
                stowbench.Client(f"http://127.0.0.1:{server.server_port}/").predictors()
        return none.exception

    def test_a_proxys_page_is_no_answer(self):
        page = b"<html>Bad gateway</html>"
        self.assertEqual("HTTP 502, with no reason that could be read", str(self.answer_of(502, page)))
        self.assertIn("is it a Stowbench server?", str(self.answer_of(200, page)))
        self.assertIn("is it a Stowbench server?", str(self.answer_of(200, json.dumps([1]).encode())))

    def test_nobody_there_is_said_with_the_address(self):
        with self.assertRaisesRegex(stowbench.NoAnswer, "http://127.0.0.1:1 cannot be reached"):
            stowbench.Client("http://127.0.0.1:1").predictors()
