from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Hook(BuildHookInterface):
    """Builds the modules in place; the wheel takes them from there."""

    def initialize(self, version, build_data):
        from Cython.Build import cythonize
        from setuptools import Distribution
        from setuptools.command.build_ext import build_ext

        command = build_ext(Distribution({"ext_modules": cythonize(["tool_hatch/*.pyx"], language_level=3)}))
        command.inplace = True
        command.ensure_finalized()
        command.run()
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
