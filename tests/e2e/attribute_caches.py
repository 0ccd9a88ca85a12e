"""Inline caches of attributes and methods: whatever changes between two visits of a place is seen by the second one."""
import math
import sys


def read(o):
    return o.x


def write(o, value):
    o.x = value


def call(o):
    return o.m()


def call_with(o, a, b):
    return o.m(a, b=b)


def load(o, f):
    return o.m(f())


class Plain:
    def __init__(self, x):
        self.x = x

    def m(self, *args, **kwargs):
        return "Plain.m", self.x, args, sorted(kwargs.items())


class Sub(Plain):
    pass


class Slots:
    __slots__ = ("x", "y")

    def m(self):
        return "Slots.m"


class Getattr:
    def __getattr__(self, name):
        return "made up " + name


class Getattribute:
    x = "never"

    def __getattribute__(self, name):
        return "always " + name


class Meta(type):
    @property
    def x(cls):
        return "Meta.x of " + cls.__name__


class WithMeta(metaclass=Meta):
    def m(self):
        return "WithMeta.m"


def show(*what):
    print(*what)


def attempt(f, *args):
    try:
        return f(*args)
    except TypeError:
        return "TypeError"
    except Exception as e:
        return type(e).__name__ + ": " + str(e)


def warm(f, o, n=5):
    for _ in range(n):
        result = f(o)
    return result


def instance_dicts():
    a = Plain(1)
    show(warm(read, a))
    a.__dict__["x"] = 2
    show(read(a), a.__dict__)
    write(a, 3)
    show(read(a), a.__dict__)
    a.__dict__ = {"x": 4}
    show(read(a))
    write(a, 5)
    show(read(a), a.__dict__)
    b = Plain(6)
    show(warm(read, b))
    del b.x
    show(attempt(read, b))
    write(b, 7)
    show(read(b), vars(b))
    Plain.x = "class"
    show(read(b))
    del b.x
    show(read(b), warm(read, b))
    del Plain.x
    show(attempt(read, b))


def order():
    class Many:
        pass

    many = [Many() for _ in range(4)]
    for index, o in enumerate(many):
        if index % 2:
            o.a = 1
            o.x = 2
        else:
            write(o, 2)
            o.a = 1
        o.b = 3
    write(many[0], 9)
    show([list(o.__dict__.items()) for o in many])
    for index in range(40):
        setattr(many[0], "n%d" % index, index)
    show(read(many[0]), read(many[1]), len(many[0].__dict__))
    write(many[0], 10)
    show(read(many[0]))


def properties():
    class P:
        def __init__(self):
            self.x = 1

    p = P()
    show(warm(read, p))
    P.x = property(lambda self: "property", lambda self, value: show("set", value))
    show(read(p), warm(read, p))
    for _ in range(3):
        write(p, 2)
    P.x = 5
    show(read(p))
    del P.x
    show(read(p))

    class Data:
        def __get__(self, o, t):
            return "data get"

        def __set__(self, o, value):
            show("data set", value)

    class NonData:
        def __get__(self, o, t):
            return "non-data get"

    P.x = Data()
    show(read(p), warm(read, p))
    write(p, 3)
    P.x = NonData()
    show(read(p), warm(read, p))
    del p.x
    show(read(p), warm(read, p))
    NonData.__set__ = lambda self, o, value: show("now data", value)
    write(p, 4)
    del NonData.__set__
    write(p, 5)
    show(read(p))
    del p.x
    del NonData.__get__
    show(type(read(p)).__name__)


def methods():
    a, s = Plain(1), Sub(2)
    show(warm(call, a), warm(call, s))
    a.m = lambda: "instance"
    show(call(a), call(s))
    del a.m
    show(call(a))
    a.__dict__["m"] = lambda: "dict"
    show(call(a))
    del a.__dict__["m"]
    show(call(a))
    Sub.m = lambda self: "Sub.m"
    show(call(s), warm(call, s), call(a))
    old = Plain.m
    Plain.m = lambda self: "new"
    show(call(a), call(s))
    del Sub.m
    show(call(s))
    Plain.m = staticmethod(lambda: "static")
    show(call(a), warm(call, s))
    Plain.m = classmethod(lambda cls: cls.__name__)
    show(call(a), warm(call, s))
    Plain.m = property(lambda self: lambda: "from property")
    show(call(a), warm(call, s))
    Plain.m = len
    show(attempt(call, a))
    Plain.m = Plain
    show(attempt(call, a))
    del Plain.m
    show(attempt(call, a))
    Plain.m = old
    show(call(a), warm(call, s))
    show([call_with(o, 1, 2) for o in (a, s, a, s)])


def load_order():
    class L:
        def m(self, value):
            return "first", value

    o = L()

    def change():
        L.m = lambda self, value: ("second", value)
        o.m = lambda value: ("third", value)
        return 1

    show(load(o, lambda: 0), load(o, lambda: 0), load(o, change), load(o, lambda: 2))


def classes_change():
    class A:
        def __init__(self):
            self.x = "A"

        def m(self):
            return "A.m"

    class B:
        def __init__(self):
            self.y = 0
            self.x = "B"

        def m(self):
            return "B.m"

    a, b = A(), B()
    show(warm(read, a), warm(call, a), warm(read, b), warm(call, b))
    a.__class__ = B
    show(read(a), call(a))
    write(a, "changed")
    show(read(a), a.__dict__, isinstance(a, B))

    class C(A):
        pass

    c = C()
    show(warm(read, c), warm(call, c))
    C.__bases__ = (B,)
    show(read(c), call(c))


def slots():
    s = Slots()
    show(attempt(read, s))
    write(s, 1)
    show(warm(read, s), warm(call, s))
    write(s, 2)
    show(read(s))
    del s.x
    show(attempt(read, s))
    show(attempt(lambda: setattr(s, "z", 1)))
    member = Slots.x
    Slots.x = "gone"
    show(read(s), attempt(write, s, 3))
    Slots.x = member
    write(s, 4)
    show(read(s))

    class Stranger:
        x = member

    show(attempt(read, Stranger()), attempt(read, Stranger()))


def hooks():
    for o in (Getattr(), Getattribute()):
        show(read(o), warm(read, o), attempt(call, o))
    g = Getattr()
    write(g, 1)
    show(warm(read, g))
    del g.x
    show(read(g))
    Plain.__getattr__ = lambda self, name: "hook " + name
    p = Plain(1)
    show(warm(read, p))
    del p.x
    show(read(p))
    del Plain.__getattr__
    show(attempt(read, p))
    Plain.__getattribute__ = lambda self, name: "all " + name
    show(read(p), attempt(call, p))
    del Plain.__getattribute__
    show(attempt(read, p))
    Plain.__setattr__ = lambda self, name, value: show("setattr", name, value)
    write(p, 1)
    del Plain.__setattr__
    write(p, 2)
    show(read(p))


def types_and_modules():
    show(read(WithMeta), warm(read, WithMeta), attempt(call, WithMeta), call(WithMeta()))
    show(warm(read, Sub(1)))
    module = type(sys)("made")
    module.x = 1
    show(warm(read, module))
    module.x = 2
    show(read(module))
    module.__getattr__ = lambda name: "module " + name
    del module.x
    show(read(module))
    for value in ((), [], "", 0, 1.0, {}, math):
        show(attempt(read, value), attempt(call, value))
    Plain.x = 1
    show(warm(read, Plain))
    Plain.x = 2
    show(read(Plain))
    del Plain.x
    show(attempt(read, Plain))


def many_types():
    kinds = [type("K%d" % i, (Plain,), {"i": i}) for i in range(12)]
    objects = [kind(i) for i, kind in enumerate(kinds)]
    total = 0
    for _ in range(20):
        for o in objects:
            total += read(o) + o.i
            call(o)
            write(o, o.x + 1)
    show(total, [o.x for o in objects])


def builtin_methods():
    def upper(s):
        return s.upper()

    def append(items, item):
        items.append(item)
        return items

    class Items(list):
        def append(self, item):
            super().append((item,))

    class Text(str):
        pass

    show([upper(s) for s in ("a", "b", Text("c"), b"d", "e")])
    text = Text("f")
    show(upper(text))
    text.upper = lambda: "own"
    show(upper(text), upper("g"))
    items, mine = [], Items()
    for i in range(3):
        append(items, i)
        append(mine, i)
    show(items, mine)
    mine.append = lambda item: show("own append", item)
    show(append(mine, 4))


def finalisers():
    class Late:
        def __init__(self, owner):
            self.owner = owner

        def __del__(self):
            show("del", type(attempt(read, self.owner)).__name__)

    o = Plain(None)
    for _ in range(5):
        write(o, Late(o))
    write(o, 0)


instance_dicts()
order()
properties()
methods()
load_order()
classes_change()
slots()
hooks()
types_and_modules()
many_types()
builtin_methods()
finalisers()
