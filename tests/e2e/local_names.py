"""`locals()`, `vars()`, `eval` and `exec` in functions, comprehensions, generators and methods."""
import sys
def a():
    x = 1
    exec('y = x + 1')
    d = locals()
    r = d.get('y'), eval('x'), sorted(locals())
    x = 5
    locals()
    return r, d['x'] if sys.version_info < (3, 13) else 1, locals() is d
def b(n):
    def inner(q):
        return sorted(locals()), n, c2
    c2 = 3
    return inner(1)
def c():
    z = 1
    return [sorted(k for k in locals() if k[0] != '.') for i in (1,)], [sorted(locals()) for i in (1,)] if sys.version_info >= (3, 12) else 0
def d():
    def inner():
        def deep(): return u
        return sorted(locals())
    u = 3
    return inner()
def e():
    def inner():
        return sorted(locals())
        print(unb)
    r = inner()
    unb = 1
    return r
def f():
    for i in range(3): 
        exec(f'v{i} = {i}')
    return sorted(locals()), eval('v2') if sys.version_info < (3, 13) else 0
def g(*args, k=1, **kw):
    del args
    return locals()
def h():
    x = 1
    def gen():
        y = x
        yield sorted(locals())
        z = 2
        yield sorted(vars())
    return list(gen())
def i():
    try: 1/0
    except ZeroDivisionError as err:
        r = sorted(locals())
    return r, sorted(locals())
class K:
    def __init__(self): self.l = sorted(locals())
    def m(self, __p): return sorted(locals())
    def s(self): return __class__ and sorted(locals())
def j():
    return K().l, K().m(1), K().s()
def k():
    return (lambda a, b=2: sorted(locals()))(1), "{x}".format(**(lambda x: locals())(5))
def l():
    locals()['new'] = 5
    return sorted(locals())
def m():
    x = 5
    return eval('[x for _ in range(1)]', {'x': 6}), '%(x)s' % locals(), f'{locals()}'
for fn in (a, b, c, d, e, f, g, h, i, j, k, l, m):
    try: print(fn.__name__, fn())
    except Exception as ex: print(fn.__name__, type(ex).__name__, ex)
