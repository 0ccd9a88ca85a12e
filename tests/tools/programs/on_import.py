# `pyximport` does the same under the name that older programs use.
import os
import sys

sys.path.insert(0, os.path.dirname(__file__))
import pyximport

finders = pyximport.install(build_dir=os.path.join(os.getcwd(), "built"), language_level=3)

import compiled

assert compiled.answer(21) == 42 and compiled.__file__.startswith(os.getcwd())
pyximport.uninstall(*finders)
