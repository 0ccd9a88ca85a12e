"""Binding of arguments and unpacking: the messages of errors are those of the interpreter."""
def f0(): pass
def f1(a): pass
def f2(a, b=1): pass
def f3(a, b, /, c, d=2, *, e, g=3): return a, b, c, d, e, g
def f4(*args, k): return args, k
def f5(a, *args, k=1, **kw): return a, args, k, kw
def f6(a, /, **kw): return a, kw
class C:
    def m(self, x): pass
    @staticmethod
    def s(x, y): pass
    @classmethod
    def c(cls, x): pass
l = lambda x, y: 0
class S(str): pass
c = C()
tests = """f0(1)
f0(1, 2)
f0(a=1)
f0(1, a=1)
f1()
f1(1, 2)
f1(1, a=2)
f1(b=2)
f1(1, aa=2)
f2()
f2(1, 2, 3)
f2(b=1)
f3()
f3(1)
f3(1, 2)
f3(1, 2, 3)
f3(1, 2, 3, 4, 5)
f3(1, 2, 3, 4, 5, e=1)
f3(1, 2, 3, 4, 5, e=1, g=2)
f3(a=1, b=2, c=3)
f3(1, b=2, c=3, e=1)
f3(1, 2, c=3, e=1)
f3(1, 2, 3, e=1, zz=4)
f3(1, 2, 3, e=1, gg=4)
f4()
f4(1, 2)
f5()
f5(1, a=2)
f5(1, 2, a=2)
f5(1, k=2, z=3)
f6(a=1)
f6(1, a=1)
c.m()
c.m(1, 2)
C.m()
C.s(1)
C.c(1, 2)
C().c()
l(1)
l(1, 2, 3)
f1(**{S('a'): 1})
f1(**{1: 2})
f1(*[1, 2], **{'a': 3})
f5(**{'a': 1, 'b': 2})
f2(1, x=1, y=2)"""
import sys
def run(ns):
    for t in tests.split('\n'):
        try:
            print(t, eval(t, ns))
        except TypeError as e:
            print(t, e)
run(globals())
f2.__defaults__ = (1, 2); print(f2()); f2.__defaults__ = None
try: f2(1)
except TypeError as e: print(e)
f4.__kwdefaults__ = {'k': 9}; print(f4(1)); del f4.__kwdefaults__
try: f4(1)
except TypeError as e: print(e)
f1.__qualname__ = 'other.name'
f1.__name__ = 'nm'
try: f1()
except TypeError as e: print(e)
def un(x):
    try: a, b = x
    except (ValueError, TypeError) as e: print(e)
    try: a, *b, c, d = x
    except (ValueError, TypeError) as e: print(e)
    try:
        for i, (j, k) in [(1, x)]: pass
    except (ValueError, TypeError) as e: print(e)
for x in [(), (1,), [1,2,3], 'a', 5, None, {1:2}, iter([1]), range(9)]: un(x)
try:
    (a, b), c = 1, 2
except TypeError as e: print(e)
try: x = [1,2]; [p, q, r] = x
except ValueError as e: print(e)
