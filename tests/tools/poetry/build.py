import shutil

from Cython.Build import cythonize
from Cython.Distutils import build_ext
from setuptools import Distribution, Extension

extensions = cythonize([Extension("tool_poetry.double", ["tool_poetry/double.pyx"])], compiler_directives={"language_level": 3})
command = build_ext(Distribution({"name": "tool-poetry", "ext_modules": extensions}))
command.ensure_finalized()
command.run()
for output in command.get_outputs():
    shutil.copyfile(output, output[len(command.build_lib) + 1:])
