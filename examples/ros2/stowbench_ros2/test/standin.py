"""A small stand-in for rclpy and the messages that the node uses. It is no ROS.

It holds what the node was given, so that its logic can be tried without one. No middleware, no
executor. Of our own interfaces it knows the fields, by their files; no types are checked.
"""

import pathlib
import sys
import types

PRIMITIVES = {
    "bool": bool, "string": str, "float64": float, "uint8": int, "int32": int, "uint32": int,
}
INTERFACES = pathlib.Path(__file__).parents[2] / "stowbench_interfaces"


class Message:
    """Any message of others: fields are what it is made with."""

    def __init__(self, **fields):
        self.__dict__.update(fields)


def interface(name, text):
    """A class of messages with the fields and constants of a definition, and no others."""
    fields, constants = {}, {}
    for line in text.splitlines():
        kind, _, rest = line.partition("#")[0].strip().partition(" ")
        if "=" in rest:
            constant, _, value = rest.partition("=")
            constants[constant] = int(value)
        elif rest:
            field, _, default = rest.strip().partition(" ")
            fields[field] = (kind, default)

    def usual(kind, default):
        if kind.endswith("[]"):
            return []
        make = PRIMITIVES.get(kind, Message)
        return make(default) if default else make()

    def make(self, **given):
        for field in given:
            if field not in fields:
                raise AttributeError(f"{name} has no field {field}")
        for field, (kind, default) in fields.items():
            object.__setattr__(self, field, given.get(field, usual(kind, default)))

    def put(self, field, value):
        if field not in fields:
            raise AttributeError(f"{name} has no field {field}")
        object.__setattr__(self, field, value)

    return type(name, (), {"__init__": make, "__setattr__": put, **constants})


def interfaces(kind, *parts):
    """The classes of one kind of our interfaces, those of services and actions with parts."""
    made = {}
    for file in (INTERFACES / kind).glob("*." + kind):
        texts = file.read_text().split("\n---\n")
        classes = [interface(file.stem, text) for text in texts]
        made[file.stem] = type(file.stem, (), dict(zip(parts, classes))) if parts else classes[0]
    return made


class Time:
    def __init__(self, nanoseconds):
        self.nanoseconds = nanoseconds

    def __sub__(self, other):
        return Time(self.nanoseconds - other.nanoseconds)

    def to_msg(self):
        return Message(sec=self.nanoseconds // 10**9, nanosec=self.nanoseconds % 10**9)


class Node:
    parameters = {}
    now = 0.0

    def __init__(self, name):
        self.name, self.subscriptions, self.services, self.actions = name, {}, {}, {}
        self.published, self.warnings = [], []

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


class GoalHandle:
    """A goal as its server sees it: its state, and what it told whoever set it."""

    def __init__(self, request):
        self.request, self.is_cancel_requested = request, False
        self.state, self.feedback = "executing", []
        self.publish_feedback = self.feedback.append

    def succeed(self):
        self.state = "succeeded"

    def abort(self):
        self.state = "aborted"

    def canceled(self):
        self.state = "canceled"


class ActionServer:
    """Takes goals by accept()."""

    def __init__(self, node, kind, name, execute, goal_callback, cancel_callback, callback_group):
        node.actions[name] = self
        self.execute = execute
        self.goal_callback, self.cancel_callback = goal_callback, cancel_callback

    def accept(self, request):
        """The goal, or None where it was rejected."""
        return GoalHandle(request) if self.goal_callback(request) == GoalResponse.ACCEPT else None


class ActionClient:
    """Its server is whatever a test puts there; none, to begin with."""

    def __init__(self, node, kind, name, callback_group):
        node.actions[name] = self
        self.server = None

    def server_is_ready(self):
        return self.server is not None

    def send_goal_async(self, goal):
        return self.server(goal)


class Future:
    """Done once it has a result."""

    def __init__(self, *results):
        self.results = list(results)

    def done(self):
        return bool(self.results)

    def result(self):
        return self.results[0]


class GoalResponse:
    ACCEPT, REJECT = 2, 1


class CancelResponse:
    ACCEPT, REJECT = 2, 1


class GoalStatus:
    STATUS_SUCCEEDED, STATUS_CANCELED, STATUS_ABORTED = 4, 5, 6


class DiagnosticStatus(Message):
    OK, WARN = b"\x00", b"\x01"


class DiagnosticArray(Message):
    def __init__(self, **fields):
        super().__init__(header=Message(), **fields)


def install():
    """Puts it where the node imports ROS from."""
    modules = {
        "rclpy": {},
        "rclpy.action": {
            "ActionClient": ActionClient, "ActionServer": ActionServer,
            "CancelResponse": CancelResponse, "GoalResponse": GoalResponse,
        },
        "rclpy.callback_groups": {"ReentrantCallbackGroup": Message},
        "rclpy.executors": {
            "MultiThreadedExecutor": Message, "ExternalShutdownException": KeyboardInterrupt,
        },
        "rclpy.node": {"Node": Node},
        "rclpy.qos": {"qos_profile_sensor_data": "sensor data"},
        "rclpy.signals": {"SignalHandlerOptions": Message},
        "action_msgs": {},
        "action_msgs.msg": {"GoalStatus": GoalStatus},
        "diagnostic_msgs": {},
        "diagnostic_msgs.msg": {
            "DiagnosticArray": DiagnosticArray, "DiagnosticStatus": DiagnosticStatus,
            "KeyValue": Message,
        },
        "sensor_msgs": {},
        "sensor_msgs.msg": {"CameraInfo": Message},
        "stowbench_interfaces": {},
        "stowbench_interfaces.action": interfaces("action", "Goal", "Result", "Feedback"),
        "stowbench_interfaces.msg": interfaces("msg"),
        "stowbench_interfaces.srv": interfaces("srv", "Request", "Response"),
        "vision_msgs": {},
        "vision_msgs.msg": {"Detection2DArray": Message, "Detection3DArray": Message},
    }
    for name, contents in modules.items():
        module = types.ModuleType(name)
        module.__dict__.update(contents)
        sys.modules[name] = module
