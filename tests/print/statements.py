# cython: boundscheck = False, wraparound=True
# distutils: language = c++
import a, b.c as d
from . import e
from ...f.g import h as i, j
from k import *
from l import (m, n,)


@decorator(x)
@other[1].y
async def f(a, b: int = 1, /, c=2, *args: *Ts, d, e: 'x' = 3, **kwargs: dict) -> (1, 2):
    """Doc."""
    global g1, g2
    async with a as b, c as (d, e): pass
    async for x in y:
        await x
        await (yield)
    else:
        return
    return *a, b


def g(*, a): nonlocal_ = lambda *, b: b
class A: pass
class B(A, *c, metaclass=D, **e):
    x: int
    y: int = 1
    (z): int = 2
    z.w: int
    z[0]: (yield) = 3


def generic[T: int, *Ts, **P = [int]](x: T) -> T: ...
class Generic[T = int]: pass
type Alias[T] = list[T]
if a: pass
elif b: pass
elif (c := d): pass
else: pass
while a: break
else: continue
for i, (j, *k) in x, y: pass
for x.y in z: pass
else: pass
try: pass
except: raise
try: pass
except (A, B) as e: raise E from e
except A.b: raise E
else: pass
finally: pass
try: pass
except* A as e: pass
with a: pass
with (a, b): pass
with ((a, b)): pass
with (a as b, c): pass
with (a).b as c[0], d: pass
with (yield): pass
with (a for b in c): pass
assert a, b
del a, b[0], (c, d), [e]
x += 1; y @= z; w **= yield
x = y = yield 1
a; b, c; *d, e
match a, *b:
    case 1 | -2 | 3 + 4j | -5 - 6J | 'x' 'y' | b'z' | None | True: pass
    case x.y | X(): pass
    case [a, *_] | (b, *c): pass
    case (1 | 2) as d if e: pass
    case {'k': v, x.y: 1, -1: z, **rest}: pass
    case Point(1, x=0, y=(2 as z)): pass
    case a, b, *_: pass
    case [], (), {}: pass
    case _: pass
match (a):
    case (b): pass
match -a:
    case [b,]: pass
