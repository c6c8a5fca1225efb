"""Tells setuptools that `resources/` travels inside the package; everything else is in pyproject.toml."""

from setuptools import find_namespace_packages, setup

CACHES = ["*__pycache__*"]

setup(
    packages=[
        *find_namespace_packages(include=["ecabinet_desktop*"], exclude=CACHES),
        "ecabinet_desktop.resources",
        *(
            f"ecabinet_desktop.resources.{name}"
            for name in find_namespace_packages("resources", exclude=[*CACHES, "docs*"])
        ),
    ],
    package_dir={"ecabinet_desktop.resources": "resources"},
)
