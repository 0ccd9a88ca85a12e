"""Builds one extension module with setuptools."""

import os
import sys

__all__ = ["pyx_to_dll"]


def pyx_to_dll(
    filename, ext=None, force_rebuild=0, build_in_temp=False, pyxbuild_dir=None, setup_args=None, reload_support=False,
    inplace=False, script_args=(),
):
    """The path of the binary that a source was built into."""
    from setuptools import Extension
    from setuptools.dist import Distribution

    from Cython.Distutils.build_ext import build_ext

    if not os.path.exists(filename):
        raise ValueError(f"{filename} does not exist")
    folder, name = os.path.split(os.path.abspath(filename))
    if ext is None:
        ext = Extension(name=os.path.splitext(name)[0], sources=[os.path.abspath(filename)])
    ext.sources = [source if os.path.isabs(source) else os.path.join(folder, source) if not os.path.exists(source)
                   else os.path.abspath(source) for source in ext.sources]
    pyxbuild_dir = pyxbuild_dir or os.path.join(folder, "_pyxbld")
    distribution = Distribution({**(setup_args or {}), "ext_modules": [ext]})
    command = build_ext(distribution)
    command.inplace = inplace
    command.force = force_rebuild
    command.build_lib = os.path.join(pyxbuild_dir, "lib")
    command.build_temp = os.path.join(pyxbuild_dir, "temp")
    command.cython_c_in_temp = build_in_temp
    command.verbose = 0
    command.finalize_options()
    # Where sources come from may be anywhere on the path of modules.
    command.cython_include_dirs = [*command.cython_include_dirs, *[path for path in sys.path if os.path.isdir(path)][:1]]
    command.run()
    if inplace:
        return os.path.abspath(command.get_ext_fullpath(ext.name))
    return os.path.join(command.build_lib, command.get_ext_filename(ext.name))
