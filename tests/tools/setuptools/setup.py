from Cython.Build import cythonize
from setuptools import Extension, setup

setup(
    name="tool-setuptools",
    version="1.0",
    packages=["tool_setuptools"],
    ext_modules=cythonize(
        [Extension("tool_setuptools.*", ["tool_setuptools/*.pyx"])], compiler_directives={"language_level": "3"}
    ),
)
