"""Calls with keywords and defaults: plain ones bind without references, all others as ever."""


def attempt(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except TypeError as e:
        return str(e)


def a(x, y=2, z=3): return x, y, z


def b(x, /, y=2, *, z=3, w): return x, y, z, w


def c(*, k): return k


def d(x, y): return x, y


def e(x, y=[], *args, k=1, **kw):
    y = list(y) + [x]
    return x, y, args, k, kw


def f(x, y="default"):
    f.__defaults__ = ("other",)
    x = y
    return x, y


def g(x=1):
    x += 1
    yield x
class K:
    def m(self, x, y=5): return x, y
key = "".join(["y", ""])
for _ in range(2):
    print(a(1), a(1, 5), a(1, z=5), a(x=1), a(z=1, x=2), attempt(a), attempt(a, 1, 2, 3, 4), attempt(a, 1, x=2), attempt(a, 1, q=2), attempt(a, y=1))
    print(attempt(b, 1), b(1, w=2), b(1, 2, w=3, z=4), attempt(b, x=1, w=2), attempt(b, 1, 2, 3, w=1), b(1, w=1, y=3))
    print(c(k=1), attempt(c), attempt(c, 1), attempt(c, j=1))
    print(d(y=1, x=2), d(1, y=2), attempt(d, 1), attempt(d, 1, z=2), attempt(d, 1, 2, y=3), d(1, **{key: 3}), a(1, **{key: 4}))
    print(e(1), e(1, k=2, j=3), e(1, [2], 3, 4))
    print(f(1), list(g()), list(g(x=5)), K().m(1), K().m(y=1, x=2), attempt(K().m), attempt(K.m))
class S(str):
    pass
print(attempt(a, 1, **{S("y"): 2}), attempt(d, **{S("y"): 2, "x": 1}))
a.__defaults__ = (7,)
print(attempt(a, 1), a(1, 2))
a.__defaults__ = None
print(attempt(a, 1, 2), a(1, 2, 3))
b.__kwdefaults__ = {"w": 9}
print(attempt(b, 1), b(1, z=1))


def ignored(x, *args, **kwargs): return x, args


def rest(*args, k=1, **kwargs): return args, k, kwargs


def many(a, b, c, d, e, f, g, h, i, j, k, l, m=13, *, n): return a, b, c, d, e, f, g, h, i, j, k, l, m, n


for _ in range(2):
    print(ignored(1), ignored(1, 2, 3), ignored(1, y=2), ignored(x=1), attempt(ignored), attempt(ignored, 1, x=2), ignored(1, **{key: 2}))
    print(rest(), rest(1, 2), rest(k=2), rest(1, k=2, z=3, y=4), rest(1, **{key: 2}), attempt(rest, **{S("k"): 2}))
    print(many(*range(12), n=1), many(*range(13), n=1), attempt(many, *range(12)), many(*range(11), l=2, n=3))
    print(b(1, 2, z=3, w=4), b(1, y=2, z=3, w=4), b(1, w=4, z=3), attempt(b, 1, z=3, w=4, v=5))
rest.__kwdefaults__ = {"k": 5}
print(rest(), attempt(b, 1))
b.__kwdefaults__ = None
print(attempt(b, 1, w=2), b(1, w=2, z=3))


class Endless:
    def __index__(self): return range(self)
    def __float__(self): return float_of(self)


def float_of(x): return float(x)


for deep in (lambda: [1][Endless()], lambda: float_of(Endless())):
    try:
        deep()
    except RecursionError:
        print("too deep")


class Asked(dict):
    def __iter__(self): return iter("never")
    def keys(self): return ["key"]
    def __getitem__(self, key): return "item of " + key


class Plain(dict):
    def keys(self): return ["never"]
    def __getitem__(self, key): return "never"


def given(**kwargs): return kwargs


print(given(**Asked(a=1)), given(**Plain(a=1)), given(b=2, **Asked(a=1)), given(**Asked(a=1), **Plain(a=1)))
