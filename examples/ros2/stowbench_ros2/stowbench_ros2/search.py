"""A search, step by step: the server says what to open, the robot opens it and says what it saw.

Needs ROS 2.
"""

import time

from action_msgs.msg import GoalStatus
from stowbench_interfaces.action import OpenContainer, SearchFor
from stowbench_interfaces.msg import Opened

from stowbench_ros2 import client

LOOK = 0.05  # seconds between two looks at whether something happened
FOUND_WITHIN = 5.0  # seconds until the robot's action has to be there


class Cancelled(Exception):
    """Whoever wanted the item does not want it any more."""


class Search:
    """One goal of SearchFor, in the containers that are in view when it begins.

    result is filled on the way, so that it tells what was done wherever the search ends.
    ask(scene, item, opened, **more) gives what the server says next, as a Place. arm is the client
    of the robot's OpenContainer, ending an event that says when the node ends. open_timeout is in
    seconds, 0 for as long as it takes. All that was seen so far is in the search, and told anew
    with each question: the server remembers nothing.
    """

    def __init__(self, goal, result, scene, ask, arm, ending, open_timeout):
        self.goal, self.result, self.scene, self.ask = goal, result, scene, ask
        self.arm, self.ending, self.open_timeout = arm, ending, open_timeout

    def run(self):
        """Search to the end, which the result tells, or raise why it cannot go on."""
        request, number = self.goal.request, self.scene.number
        opened = [seen(number(each.container), each.items) for each in request.opened]
        exclude = [number(each) for each in request.exclude]
        while True:
            if self.goal.is_cancel_requested:
                raise Cancelled()
            more = {"known": self.scene.known(request.known), "exclude": exclude}
            if request.max_openings:
                more["budget"] = request.max_openings - self.result.openings
                if more["budget"] == 0:
                    self.result.end = SearchFor.Result.OUT_OF_BUDGET
                    return
            place = self.ask(self.scene, request.item, opened, **more)
            if place.not_here:
                self.give_up()
                return
            self.goal.publish_feedback(
                SearchFor.Feedback(next=place, openings=self.result.openings)
            )
            done = self.open(place)
            if not done.opened:
                self.result.not_opened.append(place)
                exclude.append(place.number)
                continue
            self.result.openings += 1
            if done.found or request.item in done.items:
                self.result.end, self.result.found_in = SearchFor.Result.FOUND, place
                return
            opened.append(seen(place.number, done.items))
            self.result.opened.append(
                Opened(container=self.scene.called(place.number), items=done.items)
            )

    def give_up(self):
        """Say "not here", unless that is only so because nothing could be opened."""
        if self.result.not_opened:
            names = ", ".join(self.scene.called(each.number) for each in self.result.not_opened)
            self.result.message = f"the robot could not open: {names}"
            if self.result.openings == 0:
                raise client.NoAnswer(self.result.message)
        self.result.end = SearchFor.Result.NOT_HERE

    def open(self, place):
        """What the robot says that it saw; not opened, where it did not come to that."""
        nobody = "nobody offers the action of open_action"
        self.wait(self.arm.server_is_ready, FOUND_WITHIN, nobody)
        late = f"no container was opened within {self.open_timeout:g} s"
        goal = OpenContainer.Goal(item=self.goal.request.item, place=place)
        sent = self.arm.send_goal_async(goal)
        # A search that is cancelled waits for what it began: the hand may be in a drawer.
        self.wait(sent.done, self.open_timeout, late, cancel=lambda: None)
        opening = sent.result()
        if not opening.accepted:
            return OpenContainer.Result()
        done = opening.get_result_async()
        self.wait(done.done, self.open_timeout, late, cancel=opening.cancel_goal_async)
        succeeded = done.result().status == GoalStatus.STATUS_SUCCEEDED
        return done.result().result if succeeded else OpenContainer.Result()

    def wait(self, happened, seconds, late, cancel=None):
        """Wait until something happened. Where the search ends before, cancel is called once."""
        began, asked = time.monotonic(), False
        while not happened():
            if self.goal.is_cancel_requested and cancel is None:
                raise Cancelled()
            is_late = seconds > 0 and time.monotonic() - began > seconds
            if not asked and (is_late or self.goal.is_cancel_requested or self.ending.is_set()):
                asked = True
                if cancel is not None:
                    cancel()
            if self.ending.is_set():
                raise client.NoAnswer("the node ends")
            if is_late:
                raise client.NoAnswer(late)
            self.ending.wait(LOOK)


def seen(number, items):
    """What was opened, in the words of POST /v1/next."""
    if not items:
        return {"container": number, "contents": "empty"}
    return {"container": number, "contents": "other_items", "items": list(items)}
