"""Names that appear, change and vanish at run time; `locals`, `eval`, `exec` and the like."""
import builtins, sys
def f(): return open('nope')
def show(x): print(x)
def n(): return len([1]), repr(5), sorted([2, 1])
print(n())
old = builtins.open
builtins.open = lambda name: 'fake ' + name
print(f())
builtins.open = old
try: f()
except FileNotFoundError as e: print('real')
mod = sys.modules[__name__]
mod.open = lambda name: 'module ' + name
print(f())
del mod.open
try: f()
except OSError: print('real')
old = builtins.print
builtins.print = lambda *a: old('<', *a, '>')
show(1)
builtins.print = old
show(2)
globals().update(later=7)
def g(): return later
print(g())
def undefined(): return not_there
try: undefined()
except NameError as e: print(e, e.name)
globals()['not_there'] = 8
print(undefined())
def loc(a, *b, c=1, **d):
    e = 5
    def inner(): return a, z
    if a: z = 3
    x = [i for i in range(2)]
    return sorted(locals().items(), key=lambda p: p[0])[:5], sorted(vars()), dir()
print([(k, v if not callable(v) else 'fn') for k, v in loc(1)[0]], loc(1)[1], loc(0)[2])
def ev():
    a = 1; b = 2
    exec('a = 10; c = a + b; print(a, b, c)')
    return a, eval('a + b'), eval('a + b', {'a': 5}, {'b': 6}), eval('[a for _ in range(2)]', {'a': 3})
print(ev())
class K:
    p = 1
    q = eval('p + 1')
    exec('r = p + q')
    s = r
    names = sorted(k for k in locals() if not k.startswith('__'))
    d = sorted(k for k in dir() if not k.startswith('__'))
    v = sorted(k for k in vars() if not k.startswith('__'))
print(K.q, K.r, K.s, K.names, K.d, K.v)
class L:
    locals()['dyn'] = 4
    got = dyn
print(L.got, L.dyn)
x = 1
def ex():
    x = 2
    ns = {}
    exec('def h(): return x\nr = h()', globals(), ns)
    return ns['r']
print(ex())
print(eval('x'), eval(compile('x + 1', 's', 'eval')))
exec('newname = 9'); print(newname)
def gl():
    global created
    created = 1
    return 'created' in globals(), globals() is sys.modules[__name__].__dict__
print(gl(), created)
ff = eval
print(ff('x'))
def indirect():
    loc = 5
    try: return (lambda e=eval: e('x'))()
    except NameError as e: return str(e)
print(indirect())
print(sorted(k for k in dir() if not k.startswith('__'))[:6])
def del_loc():
    a = 1; b = 2
    del a
    return locals()
print(del_loc())
from os.path import *
print(join('a', 'b'), basename('x/y'))
try:
    from nothere import *
except ModuleNotFoundError as e: print(e, e.name)
