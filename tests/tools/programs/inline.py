# Code that is compiled while a program runs.
import cython
from Cython.Build.Inline import cymeit
from Cython.Compiler.Errors import CompileError

assert cython.inline("return a + b", a=1, b=2) == 3
factor = 4
assert cython.inline("cdef int i, total = 0\nfor i in range(n): total += factor\nreturn total", n=5) == 20
assert cython.inline("x = 3\ny = x * 2") == {"x": 3, "y": 6}
try:
    cython.inline("return no_such_name")
except CompileError as error:
    assert "undeclared name" in str(error), error
else:
    raise AssertionError("a wrong text was compiled")


@cython.compile
def plus(a, b):
    return a + b


assert plus(1, 2) == 3 and plus("a", b="b") == "ab"
times, loops = cymeit("pass", repeat=2)
assert len(times) == 2 and loops >= 1
