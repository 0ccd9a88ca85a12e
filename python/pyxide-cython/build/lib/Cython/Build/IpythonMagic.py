"""`%load_ext Cython`: magics of notebooks."""

from IPython.core.magic import Magics, cell_magic, magics_class

from pyxide import ipython


@magics_class
class CythonMagics(Magics):
    @cell_magic
    def cython(self, line, cell):
        """Compiles a cell and puts its names into the session. Flags are those of `%%pyxide`."""
        return ipython._magic(line, cell)

    @cell_magic
    def cython_inline(self, line, cell):
        """Runs a cell with `cython.inline` over the session's names."""
        from Cython.Build.Inline import cython_inline

        names = self.shell.user_ns
        return cython_inline(cell, locals=names, globals=names)

    @cell_magic
    def cython_pyximport(self, line, cell):
        """Writes a cell to `NAME.pyx` and imports it."""
        import importlib

        import pyximport

        name = line.strip()
        with open(name + ".pyx", "w", encoding="utf-8") as file:
            file.write(cell)
        pyximport.install()
        module = importlib.import_module(name)
        self.shell.push({key: value for key, value in vars(module).items() if not key.startswith("_")})
