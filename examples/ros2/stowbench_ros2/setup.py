from setuptools import setup

setup(
    name="stowbench_ros2",
    version="0.1.0",
    packages=["stowbench_ros2"],
    data_files=[
        ("share/ament_index/resource_index/packages", ["resource/stowbench_ros2"]),
        ("share/stowbench_ros2", ["package.xml"]),
        ("share/stowbench_ros2/launch", ["launch/where_is.launch.py"]),
        ("share/stowbench_ros2/config", ["config/where_is.yaml"]),
    ],
    install_requires=["setuptools"],
    license="Apache-2.0",
    entry_points={"console_scripts": ["where_is_node = stowbench_ros2.where_is_node:main"]},
)
