"""Tells setuptools that `resources/` travels inside the package; everything else is in pyproject.toml."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["ecabinet_desktop*"]), "ecabinet_desktop.resources"],
    package_dir={"ecabinet_desktop.resources": "resources"},
)
