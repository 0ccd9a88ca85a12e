"""Calls of classes, `super()`, names of modules and classes: what changes between two visits of a place is seen."""
import abc
import math
import sys


def show(*what):
    print(*what)


def attempt(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except Exception as e:
        return type(e).__name__


def make(cls, *args):
    return cls(*args)


def make_two(cls, a, b):
    return cls(a, b)


def make_named(cls, a, b):
    return cls(a, b=b)


class Plain:
    def __init__(self, a, b=2):
        self.a = a
        self.b = b

    def __repr__(self):
        return "Plain(%r, %r)" % (self.a, self.b)


class NoInit:
    pass


class BadInit:
    def __init__(self, a, b):
        return a


class Failing:
    def __init__(self, a, b):
        self.a = a
        raise ValueError(b)

    def __del__(self):
        show("del", self.a)


class WithNew:
    def __new__(cls, a, b):
        show("new", a, b)
        return (a, b)

    def __init__(self, a, b):
        show("never")


class Abstract(abc.ABC):
    def __init__(self, a, b):
        pass

    @abc.abstractmethod
    def f(self):
        pass


class Concrete(Abstract):
    def f(self):
        return "f"


class Meta(type):
    def __call__(cls, *args, **kwargs):
        show("call", cls.__name__, args, kwargs)
        return super().__call__(*args, **kwargs)


class Metaed(metaclass=Meta):
    def __init__(self, a, b):
        self.sum = a + b


class Slots:
    __slots__ = ("a", "b")

    def __init__(self, a, b):
        self.a, self.b = a, b


class Number(int):
    def __init__(self, *args):
        show("Number", args)


class CallableInit:
    class Init:
        def __get__(self, o, t):
            return lambda a, b: show("bound init", type(o).__name__, a, b)

    __init__ = Init()


def construction():
    for _ in range(3):
        show(make_two(Plain, 1, 3), make_named(Plain, 4, 5))
    show(attempt(make_two, NoInit, 1, 2), type(make(NoInit)).__name__, attempt(make, NoInit, 1))
    show(type(attempt(make_two, BadInit, None, 1)).__name__, attempt(make_two, BadInit, 5, 1))
    show(attempt(make_two, Failing, "failing", 1))
    show(make_two(WithNew, 1, 2))
    show(attempt(make_two, Abstract, 1, 2), type(make_two(Concrete, 1, 2)).__name__)
    show(make_two(Metaed, 1, 2).sum)
    show(make_two(Slots, 1, 2).b, make_named(Slots, 3, 4).a)
    show(make(Number, 5), attempt(make_two, Number, "11", 2))
    show(type(make_two(CallableInit, 1, 2)).__name__)
    show(attempt(make, Plain), attempt(make_two, Plain, 1, 2), attempt(make, Plain, 1, 2, 3))
    show(make_two(complex, 1, 2), make_two(range, 1, 3), make(list), make_two(type, "X", ()) if False else "")
    old = Plain.__init__
    Plain.__init__ = lambda self, *args: setattr(self, "a", args) or setattr(self, "b", None)
    show(make_two(Plain, 1, 2))
    Plain.__init__ = old
    show(make_two(Plain, 1, 2))
    del Plain.__init__
    show(attempt(make_two, Plain, 1, 2))
    Plain.__init__ = old
    Plain.__new__ = lambda cls, *args: object.__new__(NoInit)
    show(type(make_two(Plain, 1, 2)).__name__)
    del Plain.__new__
    show(type(attempt(make_two, Plain, 1, 2)).__name__)


class A:
    def who(self, *args, **kwargs):
        return "A", args, kwargs

    @classmethod
    def make(cls):
        return "A.make", cls.__name__

    @staticmethod
    def static(*args):
        return "A.static", args

    @property
    def prop(self):
        return lambda *args: ("A.prop", args)


class B(A):
    def who(self, *args, **kwargs):
        return "B", super().who(*args, **kwargs)

    def twice(self, x):
        return super().who(x), super().who(x, len([x]), k=x)

    @classmethod
    def make(cls):
        return "B.make", super().make()

    def others(self):
        return super().static(1), super().prop(2), super().make()

    def change(self):
        return super().who((self := None), 1)

    def absent(self):
        return super().nothing(1)

    def named(self):
        return super(B, self).who(0), super(A, self).__init__()


class C(A):
    def who(self, *args, **kwargs):
        return "C", super().who(*args, **kwargs)

    def twice(self, x):
        return "C.twice", x


class D(B, C):
    pass


class E(B, C):
    def who(self, *args, **kwargs):
        return "E", super().who(*args, **kwargs)


def supers():
    objects = [B(), D(), E(), C(), B()]
    for _ in range(3):
        show([o.who(1, k=2) for o in objects])
        show([o.twice(3) for o in objects])
    show([cls.make() for cls in (B, D, E)])
    show(B().others(), D().others(), B().change(), attempt(B().absent), B().named())
    old = A.who
    A.who = lambda self, *args, **kwargs: ("new A", args)
    show([o.twice(3) for o in objects])
    A.who = old
    C.who = lambda self, *args, **kwargs: ("new C", args)
    show([o.twice(3) for o in objects])
    del C.who
    show([o.twice(3) for o in objects])
    A.who = staticmethod(lambda *args, **kwargs: ("static", args))
    show([o.twice(3) for o in objects])
    del A.who
    show([type(attempt(o.twice, 3)).__name__ for o in objects])
    A.who = old
    b = objects[0]
    b.who = lambda *args: "own"
    show(b.twice(4))
    B.__bases__ = (C,)
    show(b.twice(4), attempt(B.twice, 5, 1), attempt(B.twice, A(), 1))


limit = 1
changed = []


def read_limit():
    return limit


def read_len(x):
    return len(x), changed


def read_pi():
    return math.pi


def call_floor(x):
    return math.floor(x)


def read_kind(cls):
    return cls.kind


class Kind:
    kind = "Kind"

    def method(self):
        return "method"


class SubKind(Kind):
    pass


class KindMeta(type):
    kind = property(lambda cls: "of the metaclass")


class Other(metaclass=KindMeta):
    kind = "hidden"


def call_unbound(cls, o):
    return cls.method(o)


def names():
    global limit
    show(read_limit(), read_limit())
    limit = 2
    show(read_limit())
    globals()["limit"] = 3
    show(read_limit())
    for i in range(200):
        globals()["extra%d" % i] = i
    show(read_limit())
    del limit
    show(attempt(read_limit))
    exec("limit = 4", globals())
    show(read_limit(), read_limit())
    for i in range(200):
        del globals()["extra%d" % i]
    limit = 5
    show(read_limit())
    globals()[1] = 2
    show(read_limit())
    del globals()[1]
    show(read_pi(), read_pi(), call_floor(1.5), call_floor(2.5))
    pi, floor = math.pi, math.floor
    math.pi, math.floor = 3, lambda x: "floor"
    show(read_pi(), call_floor(1.5))
    math.pi, math.floor = pi, floor
    show(read_pi(), call_floor(1.5))
    show([read_kind(cls) for cls in (Kind, SubKind, Other, Kind, SubKind, Other, Kind())])
    SubKind.kind = "own"
    show([read_kind(cls) for cls in (Kind, SubKind)])
    Kind.kind = "changed"
    del SubKind.kind
    show([read_kind(cls) for cls in (Kind, SubKind)])
    Kind.kind = classmethod(lambda cls: cls)
    show([read_kind(cls)() is cls for cls in (Kind, SubKind, Kind, SubKind)])
    Kind.kind = property(lambda self: 1)
    show([type(read_kind(cls)).__name__ for cls in (Kind, SubKind, Kind)])
    Kind.kind = Kind.method
    show([read_kind(cls) is Kind.method for cls in (Kind, SubKind, Kind)])
    show([call_unbound(cls, SubKind()) for cls in (Kind, SubKind, Kind)])
    Kind.method = lambda self: "other"
    show([call_unbound(cls, SubKind()) for cls in (Kind, SubKind, Kind)])


construction()
supers()
names()
