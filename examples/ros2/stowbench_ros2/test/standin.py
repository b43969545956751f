"""A small stand-in for rclpy and the messages that the node uses. It is no ROS: it holds what the node was given,
so that its logic can be tried without one. No middleware, no threads, no types are checked.
"""

import sys
import types


class Message:
    """Any message: fields are what it is made with."""

    def __init__(self, **fields):
        self.__dict__.update(fields)


class Time:
    def __init__(self, nanoseconds):
        self.nanoseconds = nanoseconds

    def to_msg(self):
        return Message(sec=self.nanoseconds // 10**9, nanosec=self.nanoseconds % 10**9)


class Node:
    parameters = {}
    now = 0.0

    def __init__(self, name):
        self.name, self.subscriptions, self.services, self.published, self.warnings = name, {}, {}, [], []

    def declare_parameter(self, name, value):
        return Message(value=self.parameters.get(name, value))

    def create_subscription(self, kind, topic, callback, quality, callback_group=None):
        self.subscriptions[topic] = (callback, quality)

    def create_service(self, kind, name, callback, callback_group=None):
        self.services[name] = callback

    def create_publisher(self, kind, topic, quality):
        return Message(publish=self.published.append)

    def create_timer(self, seconds, callback, callback_group=None):
        self.timer = callback

    def get_clock(self):
        return Message(now=lambda: Time(int(self.now * 10**9)))

    def get_logger(self):
        return Message(warning=self.warnings.append)


class DiagnosticStatus(Message):
    OK, WARN = b"\x00", b"\x01"


class DiagnosticArray(Message):
    def __init__(self, **fields):
        super().__init__(header=Message(), **fields)


def install():
    """Puts it where the node imports ROS from."""
    modules = {
        "rclpy": {},
        "rclpy.callback_groups": {"ReentrantCallbackGroup": Message},
        "rclpy.executors": {"MultiThreadedExecutor": Message, "ExternalShutdownException": KeyboardInterrupt},
        "rclpy.node": {"Node": Node},
        "rclpy.qos": {"qos_profile_sensor_data": "sensor data"},
        "diagnostic_msgs": {},
        "diagnostic_msgs.msg": {
            "DiagnosticArray": DiagnosticArray, "DiagnosticStatus": DiagnosticStatus, "KeyValue": Message,
        },
        "sensor_msgs": {},
        "sensor_msgs.msg": {"CameraInfo": Message},
        "stowbench_interfaces": {},
        "stowbench_interfaces.srv": {"WhereIs": Message},
        "vision_msgs": {},
        "vision_msgs.msg": {"Detection2D": Message, "Detection2DArray": Message},
    }
    for name, contents in modules.items():
        module = types.ModuleType(name)
        module.__dict__.update(contents)
        sys.modules[name] = module
