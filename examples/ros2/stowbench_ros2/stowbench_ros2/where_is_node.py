"""A node that says where an item is, in the containers that were detected last. Needs ROS 2; not run in CI."""

import pathlib

import rclpy
from rclpy.callback_groups import ReentrantCallbackGroup
from rclpy.executors import MultiThreadedExecutor
from rclpy.node import Node
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
        self.timeout = self.declare_parameter("timeout", 5.0).value
        self.detections = None
        self.size = (None, None)
        # A question waits for the server: detections must come in meanwhile.
        group = ReentrantCallbackGroup()
        self.create_subscription(Detection2DArray, "detections", self.on_detections, 1, callback_group=group)
        self.create_subscription(CameraInfo, "camera_info", self.on_camera, 1, callback_group=group)
        self.create_service(WhereIs, "where_is", self.where_is, callback_group=group)

    def on_detections(self, message):
        self.detections = message

    def on_camera(self, message):
        self.size = (message.width, message.height)

    def where_is(self, request, response):
        if self.detections is None:
            response.message = "nothing was detected yet"
            return response
        scene, detection_of = mapping.scene(self.detections, *self.size)
        try:
            places = client.rank(self.server, scene, request.item, request.top or 5, self.timeout, self.token)
        except client.NoAnswer as problem:
            response.message = str(problem)
            return response
        for place in places:
            container = place.get("container")
            response.containers.append(Detection2D() if container is None else detection_of[container])
            response.not_here.append(place.get("not_here", False))
            response.probabilities.append(place.get("probability", -1.0))
            response.where.append(place["where"])
            response.reasons.append(place.get("reason", ""))
        response.success = True
        return response


def main():
    rclpy.init()
    node = WhereIsNode()
    executor = MultiThreadedExecutor()
    executor.add_node(node)
    try:
        executor.spin()
    except KeyboardInterrupt:
        pass
    finally:
        node.destroy_node()
        rclpy.try_shutdown()


if __name__ == "__main__":
    main()
