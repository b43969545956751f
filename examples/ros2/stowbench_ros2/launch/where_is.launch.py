"""ros2 launch stowbench_ros2 where_is.launch.py detections:=/yolo/detections params:=mine.yaml"""

import os

from ament_index_python.packages import get_package_share_directory
from launch import LaunchDescription
from launch.actions import DeclareLaunchArgument
from launch.substitutions import LaunchConfiguration
from launch_ros.actions import Node


def generate_launch_description():
    usual = os.path.join(get_package_share_directory("stowbench_ros2"), "config", "where_is.yaml")
    return LaunchDescription(
        [
            DeclareLaunchArgument("params", default_value=usual),
            DeclareLaunchArgument("detections", default_value="detections"),
            DeclareLaunchArgument("detections_3d", default_value="detections_3d"),
            DeclareLaunchArgument("camera_info", default_value="camera_info"),
            Node(
                package="stowbench_ros2",
                executable="where_is_node",
                name="where_is",
                output="screen",
                parameters=[LaunchConfiguration("params")],
                remappings=[
                    ("detections", LaunchConfiguration("detections")),
                    ("detections_3d", LaunchConfiguration("detections_3d")),
                    ("camera_info", LaunchConfiguration("camera_info")),
                ],
            ),
        ]
    )
