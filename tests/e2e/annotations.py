"""Annotations of functions, classes and modules: what is evaluated, when, and where it is kept."""
import typing, sys
log = []
def note(x): log.append(x); return x
x: note('ann x') = note('val x')
y: int
(z): note('zz') = 5
if True:
    class C:
        a: int = 1
        b: 'str'
        c: note(list[int])
        __p: int
        def m(self, q: a = 3, *args: b"x", k: "s" = 4, **kw: dict) -> note('ret'): 
            r: undefined_thing = 3
            r.b: undefined2
            return r
    print(C.__annotations__, C.m.__annotations__)
class D: pass
d = D()
d.attr: note('attr') = 3
d.other: note('other')
[1,2][note(0)]: int
print(__annotations__, log)
def loc():
    v: int
    try: v
    except UnboundLocalError as e: print(e)
    w: nope = 3
    return w
print(loc(), loc.__annotations__)
print(typing.get_type_hints(C), typing.get_type_hints(C.m.__class__) if 0 else '')
import inspect
print(inspect.signature(C.m))
