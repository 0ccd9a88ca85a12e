"""Python classes: metaclasses, super, properties, dataclasses, enums, private names."""
import enum, abc, dataclasses
class Plain:
    """Doc of Plain."""
    attr = 5
    other = attr + 1
    def __init__(self, x):
        self.x = x
        self.__private = x * 2
    def method(self):
        return self.x + self.attr
    def secret(self):
        return self.__private
    @property
    def double(self):
        return self.x * 2
    @staticmethod
    def static(a):
        return a
    @classmethod
    def make(cls, v):
        return cls(v)
    squares = [i * i for i in range(3)]
p = Plain(3)
print(p.method(), p.secret(), p.double, Plain.static(1), Plain.make(9).x, Plain.other, Plain.squares, Plain.__doc__, Plain.__module__ == __name__, Plain.__qualname__, Plain.method.__qualname__, p._Plain__private)
class Child(Plain):
    def __init__(self, x):
        super().__init__(x + 1)
    def method(self):
        return "child", super().method(), __class__.__name__
print(Child(1).method(), Child.__mro__[1] is Plain)
class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        return {"injected": kw.get("value")}
    def __new__(mcls, name, bases, ns, value=None):
        return super().__new__(mcls, name, bases, ns)
    def __init__(cls, name, bases, ns, value=None):
        super().__init__(name, bases, ns)
class WithMeta(metaclass=Meta, value=42):
    seen = injected
print(WithMeta.seen, type(WithMeta) is Meta)
class Color(enum.Enum):
    RED = 1
    GREEN = enum.auto()
print(list(Color), Color.GREEN.value)
@dataclasses.dataclass
class Point:
    x: int
    y: int = 2
print(Point(1), Point(1) == Point(1, 2), Point.__annotations__)
def outer(n):
    class Local:
        value = n
        def get(self):
            return n, self.value
        class Inner:
            deep = n + 1
    return Local
L = outer(7)
print(L().get(), L.__qualname__, L.Inner.deep, L.Inner.__qualname__)
class Slots:
    __slots__ = ("a",)
try:
    Slots().b = 1
except AttributeError as e:
    print(e)
class Iter:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
    def __enter__(self): return self
    def __exit__(self, *exc): return True
    def __getitem__(self, i): return i
    def __len__(self): return 9
    def __bool__(self): return False
    def __add__(self, o): return ("add", o)
    def __radd__(self, o): return ("radd", o)
    def __call__(self, *a, **k): return a, k
print(list(Iter(3)), Iter(1)[5], len(Iter(1)), not Iter(1), Iter(1) + 2, 3 + Iter(1), Iter(0)(1, b=2))
with Iter(1): raise ValueError
class Abstract(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
try:
    Abstract()
except TypeError as e:
    print("abstract")
class Err(Exception):
    def __str__(self): return "custom " + super().__str__()
try:
    raise Err("x")
except Err as e:
    print(e)
try:
    class Bad(Plain, 5): pass
except TypeError as e:
    print(e)
class Hook:
    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw); cls.tag = tag
class Tagged(Hook, tag="t"): pass
print(Tagged.tag)
class G:
    def __set_name__(self, owner, name): print("set_name", owner.__name__, name)
class Owner:
    g = G()
class Cond:
    if True:
        def yes(self): return 1
    for _i in range(2): pass
    del _i
    try:
        y = 3
    finally:
        z = 4
print(Cond().yes(), Cond.y, Cond.z, hasattr(Cond, "_i"))
