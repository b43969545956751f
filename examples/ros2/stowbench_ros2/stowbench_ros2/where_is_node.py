"""A node that says where an item is, in the containers that were detected last. Needs ROS 2.

Its logic runs in our tests against a small stand-in for rclpy (test/standin.py), which is no ROS.
"""

import pathlib
import signal
import threading

import rclpy
from diagnostic_msgs.msg import DiagnosticArray, DiagnosticStatus, KeyValue
from rclpy.action import ActionClient, ActionServer, CancelResponse, GoalResponse
from rclpy.callback_groups import ReentrantCallbackGroup
from rclpy.executors import ExternalShutdownException, MultiThreadedExecutor
from rclpy.node import Node
from rclpy.qos import qos_profile_sensor_data
from rclpy.signals import SignalHandlerOptions
from sensor_msgs.msg import CameraInfo
from stowbench_interfaces.action import OpenContainer, SearchFor
from stowbench_interfaces.msg import Place
from stowbench_interfaces.srv import WhereIs
from vision_msgs.msg import Detection2DArray, Detection3DArray

from stowbench_ros2 import client, mapping
from stowbench_ros2.search import Cancelled, Search


class WhereIsNode(Node):
    def __init__(self):
        super().__init__("where_is")
        token_file = self.declare_parameter("token_file", "").value
        self.server = client.Server(
            self.declare_parameter("server", "http://127.0.0.1:8080").value,
            pathlib.Path(token_file).read_text().strip() if token_file else None,
            self.declare_parameter("token_header", "Authorization").value,
            self.declare_parameter("timeout", 5.0).value,
        )
        self.max_age = self.declare_parameter("max_age", 2.0).value
        self.prefer_3d = self.declare_parameter("prefer_3d", False).value
        self.open_timeout = self.declare_parameter("open_timeout", 120.0).value
        open_action = self.declare_parameter("open_action", "open_container").value
        # Not an empty list: its type could not be told from it.
        entries = self.declare_parameter("class_map", [""]).value
        defaults = self.declare_parameter("default_classes", True).value
        self.classes = mapping.ClassMap(entries, defaults)
        self.in_image = self.in_space = None
        self.size = (None, None)
        self.asked = self.unanswered = self.left_out = 0
        self.trouble = ""
        self.searching, self.ending = threading.Lock(), threading.Event()
        # A question waits for the server, a search for the robot: all else must go on meanwhile.
        group = ReentrantCallbackGroup()
        # Detectors and cameras mostly send as best they can; whoever asks for more hears nothing.
        for kind, topic, heard in (
            (Detection2DArray, "detections", self.on_detections),
            (Detection3DArray, "detections_3d", self.on_detections_3d),
            (CameraInfo, "camera_info", self.on_camera),
        ):
            self.create_subscription(
                kind, topic, heard, qos_profile_sensor_data, callback_group=group
            )
        self.create_service(WhereIs, "where_is", self.where_is, callback_group=group)
        self.arm = ActionClient(self, OpenContainer, open_action, callback_group=group)
        self.search_server = ActionServer(
            self,
            SearchFor,
            "search_for",
            self.search_for,
            goal_callback=self.on_goal,
            cancel_callback=lambda goal: CancelResponse.ACCEPT,
            callback_group=group,
        )
        self.diagnostics = self.create_publisher(DiagnosticArray, "/diagnostics", 1)
        self.create_timer(1.0, self.diagnose, callback_group=group)

    def on_detections(self, message):
        self.in_image = message

    def on_detections_3d(self, message):
        self.in_space = message

    def on_camera(self, message):
        self.size = (message.width, message.height)

    def age(self, message):
        """How old detections are by their stamp, in seconds."""
        stamp = message.header.stamp
        return self.get_clock().now().nanoseconds / 1e9 - (stamp.sec + stamp.nanosec / 1e9)

    def detections(self):
        """What is asked about: what is not too old, of images before space unless prefer_3d."""
        both = (self.in_space, self.in_image) if self.prefer_3d else (self.in_image, self.in_space)
        heard = [message for message in both if message is not None]
        if not heard:
            raise client.NoAnswer("nothing was detected yet")
        for message in heard:
            if self.max_age <= 0 or self.age(message) <= self.max_age:
                return message
        raise client.NoAnswer(
            f"the last detections are {min(map(self.age, heard)):.1f} s old:"
            f" more than max_age, {self.max_age:g} s"
        )

    def scene(self):
        self.asked += 1
        scene = mapping.Scene(self.detections(), *self.size, classes=self.classes)
        self.left_out = scene.left_out
        return scene

    def unanswerable(self, why):
        self.unanswered += 1
        self.trouble = str(why)
        self.get_logger().warning(self.trouble)
        return self.trouble

    @staticmethod
    def place(scene, answer):
        """An answer of the server as a message."""
        number = answer.get("container", answer.get("open"))
        place = Place(
            header=scene.header,
            not_here=number is None,
            number=-1 if number is None else number,
            probability=float(answer.get("probability", -1)),
            where=answer["where"],
            reason=answer.get("reason", ""),
        )
        if number is not None:
            detection = scene.of_container[number]
            if mapping.is_3d(detection.bbox):
                place.detection_3d = detection
            else:
                place.detection = detection
        return place

    def where_is(self, request, response):
        try:
            scene = self.scene()
            known = scene.known(request.known)
            answers = self.server.rank(scene.question, request.item, request.top or 5, known=known)
        except (client.NoAnswer, mapping.NoScene) as why:
            response.message = self.unanswerable(why)
            return response
        self.trouble = ""
        response.places = [self.place(scene, answer) for answer in answers]
        response.success = True
        return response

    def next_place(self, scene, item, opened, **more):
        """What to open next, or that the item is not here."""
        return self.place(scene, self.server.next_step(scene.question, item, opened, **more))

    def on_goal(self, request):
        """A robot does one search at a time."""
        return GoalResponse.REJECT if self.searching.locked() else GoalResponse.ACCEPT

    def search_for(self, goal):
        result, began = SearchFor.Result(), self.get_clock().now()
        with self.searching:
            try:
                scene, ask = self.scene(), self.next_place
                Search(goal, result, scene, ask, self.arm, self.ending, self.open_timeout).run()
            except Cancelled:
                goal.canceled()
            except (client.NoAnswer, mapping.NoScene) as why:
                result.message = self.unanswerable(why)
                goal.abort()
            else:
                self.trouble = ""
                goal.succeed()
        result.duration = (self.get_clock().now() - began).to_msg()
        return result

    def stop(self):
        """End a search that is under way, and the opening that it waits for."""
        self.ending.set()
        if self.searching.acquire(timeout=self.server.timeout + 1):
            self.searching.release()

    def diagnose(self):
        try:
            age = f"{self.age(self.detections()):.1f}"
            problem = self.trouble
        except client.NoAnswer as why:
            age, problem = "too old, or none", str(why)
        status = DiagnosticStatus(
            level=DiagnosticStatus.WARN if problem else DiagnosticStatus.OK,
            name="where_is",
            hardware_id="",
            message=problem or "ready",
            values=[
                KeyValue(key="server", value=self.server.address),
                KeyValue(key="age of the detections, s", value=age),
                KeyValue(key="detections without a size or place", value=str(self.left_out)),
                KeyValue(key="questions and searches", value=str(self.asked)),
                KeyValue(key="without an answer", value=str(self.unanswered)),
                KeyValue(key="searching", value=str(self.searching.locked())),
            ],
        )
        message = DiagnosticArray(status=[status])
        message.header.stamp = self.get_clock().now().to_msg()
        self.diagnostics.publish(message)


def main():
    # Not rclpy's own handlers: after them nothing can be sent, and the robot would go on opening.
    rclpy.init(signal_handler_options=SignalHandlerOptions.NO)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # A question, a search and what they wait for, whatever the number of processors.
    executor = MultiThreadedExecutor(num_threads=4)
    node = None
    try:
        node = WhereIsNode()
        executor.add_node(node)
        executor.spin()
    except (KeyboardInterrupt, ExternalShutdownException):
        pass  # Ctrl-C, or SIGTERM from a launch file
    finally:
        if node is not None:
            node.stop()
        executor.shutdown()
        if node is not None:
            node.search_server.destroy()
            node.arm.destroy()
            node.destroy_node()
        rclpy.try_shutdown()


if __name__ == "__main__":
    main()
