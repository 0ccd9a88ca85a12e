# Nothing of Cython is imported here: setuptools itself compiles `.pyx` sources where it finds a compiler for them.
from setuptools import Extension, setup

setup(
    name="tool-plain",
    version="1.0",
    packages=["tool_plain"],
    ext_modules=[Extension("tool_plain.double", ["tool_plain/double.pyx"])],
)
