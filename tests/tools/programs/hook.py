# `import pyxide.hook` compiles sources when they are imported, and says what is wrong in one piece.
import os
import sys

sys.path.insert(0, os.path.dirname(__file__))
import pyxide.hook

import compiled

assert compiled.answer(21) == 42 and compiled.__file__.endswith((".so", ".pyd"))
with open("wrong.pyx", "w") as file:
    file.write("def f(int x):\n    return y\n")
sys.path.insert(0, os.getcwd())
try:
    import wrong
except ImportError as error:
    assert "wrong.pyx:2:12: error: undeclared name" in str(error), error
else:
    raise AssertionError("a wrong source was imported")
pyxide.hook.uninstall()
