"""A node that says where an item is, in the containers that were detected last. Needs ROS 2.

Its logic runs in our tests against a small stand-in for rclpy (test/standin.py), which is no ROS.
"""

import pathlib

import rclpy
from diagnostic_msgs.msg import DiagnosticArray, DiagnosticStatus, KeyValue
from rclpy.callback_groups import ReentrantCallbackGroup
from rclpy.executors import ExternalShutdownException, MultiThreadedExecutor
from rclpy.node import Node
from rclpy.qos import qos_profile_sensor_data
from sensor_msgs.msg import CameraInfo
from stowbench_interfaces.srv import WhereIs
from vision_msgs.msg import Detection2D, Detection2DArray

from stowbench_ros2 import client, mapping


class WhereIsNode(Node):
    def __init__(self):
        super().__init__("where_is")
        self.server = self.declare_parameter("server", "http://127.0.0.1:8080").value
        token_file = self.declare_parameter("token_file", "").value
        self.token = pathlib.Path(token_file).read_text().strip() if token_file else None
        self.token_header = self.declare_parameter("token_header", "Authorization").value
        self.timeout = self.declare_parameter("timeout", 5.0).value
        self.max_age = self.declare_parameter("max_age", 2.0).value
        # Not an empty list: its type could not be told from it.
        entries = self.declare_parameter("class_map", [""]).value
        self.classes = mapping.ClassMap(entries, self.declare_parameter("default_classes", True).value)
        self.detections = None
        self.size = (None, None)
        self.asked = self.unanswered = 0
        self.trouble = ""
        # A question waits for the server: detections must come in meanwhile.
        group = ReentrantCallbackGroup()
        # Detectors and cameras mostly send as best they can; whoever asks for more hears nothing of them.
        quality = qos_profile_sensor_data
        self.create_subscription(Detection2DArray, "detections", self.on_detections, quality, callback_group=group)
        self.create_subscription(CameraInfo, "camera_info", self.on_camera, quality, callback_group=group)
        self.create_service(WhereIs, "where_is", self.where_is, callback_group=group)
        self.diagnostics = self.create_publisher(DiagnosticArray, "/diagnostics", 1)
        self.create_timer(1.0, self.diagnose, callback_group=group)

    def on_detections(self, message):
        self.detections = message

    def on_camera(self, message):
        self.size = (message.width, message.height)

    def age(self):
        """How old the last detections are by their stamp, in seconds; None without any."""
        if self.detections is None:
            return None
        stamp = self.detections.header.stamp
        return self.get_clock().now().nanoseconds / 1e9 - (stamp.sec + stamp.nanosec / 1e9)

    def problem(self):
        """Why there is nothing to ask about; empty where there is."""
        age = self.age()
        if age is None:
            return "nothing was detected yet"
        if self.max_age > 0 and age > self.max_age:
            return f"the last detections are {age:.1f} s old: more than max_age, {self.max_age:g} s"
        return ""

    def where_is(self, request, response):
        self.asked += 1
        try:
            problem = self.problem()
            if problem:
                raise client.NoAnswer(problem)
            scene, detection_of = mapping.scene(self.detections, *self.size, classes=self.classes)
            places = client.rank(
                self.server, scene, request.item, request.top or 5, self.timeout, self.token, self.token_header
            )
        except (client.NoAnswer, mapping.NothingRecognised) as why:
            self.unanswered += 1
            self.trouble = response.message = str(why)
            self.get_logger().warning(self.trouble)
            return response
        self.trouble = ""
        for place in places:
            container = place.get("container")
            response.containers.append(Detection2D() if container is None else detection_of[container])
            response.not_here.append(place.get("not_here", False))
            response.probabilities.append(place.get("probability", -1.0))
            response.where.append(place["where"])
            response.reasons.append(place.get("reason", ""))
        response.success = True
        return response

    def diagnose(self):
        age, problem = self.age(), self.problem() or self.trouble
        status = DiagnosticStatus(
            level=DiagnosticStatus.WARN if problem else DiagnosticStatus.OK,
            name="where_is",
            hardware_id="",
            message=problem or "ready",
            values=[
                KeyValue(key="server", value=self.server),
                KeyValue(key="age of the detections, s", value="none" if age is None else f"{age:.1f}"),
                KeyValue(key="questions", value=str(self.asked)),
                KeyValue(key="questions without an answer", value=str(self.unanswered)),
            ],
        )
        message = DiagnosticArray(status=[status])
        message.header.stamp = self.get_clock().now().to_msg()
        self.diagnostics.publish(message)


def main():
    rclpy.init()
    executor = MultiThreadedExecutor()
    node = None
    try:
        node = WhereIsNode()
        executor.add_node(node)
        executor.spin()
    except (KeyboardInterrupt, ExternalShutdownException):
        pass  # Ctrl-C, or SIGTERM from a launch file
    finally:
        executor.shutdown()
        if node is not None:
            node.destroy_node()
        rclpy.try_shutdown()


if __name__ == "__main__":
    main()
