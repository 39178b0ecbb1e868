"""What pre-commit installs for the hook ecs-preflight-py: nothing but the wheel with the binary.

pre-commit installs the repository that a hook comes from. This placeholder makes that a download of
what the release built (packaging/pypi), so nobody needs Rust to run the hook.
"""

from setuptools import setup

setup(
    name="ecs-preflight-pre-commit-placeholder",
    version="0.0.0",
    packages=[],
    py_modules=[],
    install_requires=["ecs-preflight==0.1.0"],
)
