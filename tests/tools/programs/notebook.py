# The cell magics of notebooks.
from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance()
for extension, magic in ("pyxide.ipython", "pyxide"), ("Cython", "cython"):
    shell.run_line_magic("load_ext", extension)
    shell.run_cell_magic(magic, "", f"def twice_{magic}(int x):\n    return 2 * x\ncdef hidden(): pass\n")
    assert shell.user_ns[f"twice_{magic}"](21) == 42 and "hidden" not in shell.user_ns
page = shell.run_cell_magic("cython", "--annotate -3", "def noted(x):\n    return x + 1\n")
assert "noted" in page.data and shell.user_ns["noted"](1) == 2
