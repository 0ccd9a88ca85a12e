"""What the standard library makes of compiled functions and classes."""
from __future__ import annotations
import dataclasses, enum, abc, typing, functools, contextlib, copy, pickle, inspect, unittest.mock as mock, collections, operator, types, asyncio, sys, weakref
from dataclasses import dataclass, field, InitVar
from typing import ClassVar, NamedTuple, Protocol, runtime_checkable, Generic, TypeVar, Optional, get_type_hints, overload
T = TypeVar('T')
@dataclass(order=True)
class D:
    x: int
    y: list[int] = field(default_factory=list, compare=False)
    z: ClassVar[int] = 5
    w: InitVar[int] = 3
    def __post_init__(self, w): self.total = self.x + w
@dataclass(frozen=True, slots=True, kw_only=True)
class F:
    a: str
    b: Optional[int] = None
    def m(self): return self.a
class Sub(D):
    pass
print(D(1), D(1) < D(2), D(1, w=5).total, dataclasses.fields(D)[0].type, dataclasses.asdict(D(3)), dataclasses.replace(D(1), x=9, w=1), get_type_hints(D)['x'])
f = F(a='q'); print(f, f.m(), hash(f) == hash(F(a='q')), F.__slots__)
try: f.a = 2
except dataclasses.FrozenInstanceError as e: print(type(e).__name__, e)
try: F('x')
except TypeError as e: print(e)
class Color(enum.Enum):
    def _generate_next_value_(name, start, count, last): return count + 10
    RED = 1
    GREEN = enum.auto()
    @property
    def low(self): return self.name.lower()
    @classmethod
    def default(cls): return cls.RED
    @staticmethod
    def s(): return 's'
class Perm(enum.Flag):
    R = enum.auto(); W = enum.auto()
    RW = R | W
print(list(Color), Color.GREEN.value, Color.RED.low, Color.default(), Color('GREEN') if 0 else Color(1), Perm.RW, Perm.R | Perm.W, Color['RED'], pickle.loads(pickle.dumps(Color.RED)) is Color.RED)
class Shape(abc.ABC):
    @property
    @abc.abstractmethod
    def area(self): ...
    @classmethod
    @abc.abstractmethod
    def make(cls): ...
    @classmethod
    def __subclasshook__(cls, C): return True if hasattr(C, 'area') else NotImplemented
class Sq(Shape):
    area = 4
    @classmethod
    def make(cls): return cls()
print(Sq.make().area, isinstance(Sq(), Shape))
try: Shape()
except TypeError as e: print(e)
class P(NamedTuple):
    a: int
    b: str = 'x'
    def both(self): return self.a, self.b
print(P(1), P(1).both(), P.__annotations__, P._field_defaults, P(1)._replace(a=2), pickle.loads(pickle.dumps(P(3))))
@runtime_checkable
class HasLen(Protocol):
    def __len__(self) -> int: ...
print(isinstance([], HasLen), isinstance(5, HasLen))
class Box(Generic[T]):
    def __init__(self, v: T): self.v = v
    def __class_getitem__(cls, k): return super().__class_getitem__(k)
print(Box[int], Box[int](5).v, Box.__parameters__)
@contextlib.contextmanager
def cm(x):
    print('enter', x)
    try: yield x
    except ValueError as e: print('caught', e)
    finally: print('exit')
with cm(1) as v: raise ValueError(v)
@functools.total_ordering
class O:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __eq__(self, o): return self.v == o.v
print(O(1) >= O(0), O(1) <= O(0))
class Cached:
    calls = 0
    @functools.cached_property
    def p(self): self.calls += 1; return self.calls
    @functools.lru_cache
    def q(self, n): return n * 2
    @functools.singledispatchmethod
    def sd(self, x): return 'obj'
    @sd.register
    def _(self, x: int): return 'int'
    pm = functools.partialmethod(q, 21)
c = Cached(); print(c.p, c.p, c.q(4), c.sd(1), c.sd('a'), c.pm())
def target(a, b=2, *, c): return a, b, c
m = mock.create_autospec(target, return_value='mocked')
print(m(1, c=3), m.call_args)
try: m()
except TypeError as e: print(e)
class K:
    def meth(self, x): return x
with mock.patch.object(K, 'meth', autospec=True) as mm:
    mm.return_value = 9
    k = K(); print(k.meth(5), mm.call_args[0][1])
print(inspect.signature(K.meth), inspect.signature(K().meth), inspect.signature(D), inspect.getmembers(K, callable)[-1][0] if 0 else '')
print(inspect.getfullargspec(target), inspect.getcallargs(target, 1, c=4), inspect.unwrap(functools.wraps(target)(lambda: 0)) is target)
async def co(): return 5
async def ag(): yield 1
def ge(): yield 1
print(inspect.iscoroutinefunction(co), inspect.isasyncgenfunction(ag), inspect.isgeneratorfunction(ge), asyncio.run(co()), asyncio.iscoroutinefunction(co))
print(copy.deepcopy(D(1, [2])), copy.copy(P(1)), weakref.ref(target)() is target)
class Desc:
    def __get__(self, o, t=None): return 'got', o is None
    def __set__(self, o, v): print('set', v)
    def __delete__(self, o): print('del')
    def __set_name__(self, o, n): print('name', o.__name__, n)
class H:
    d = Desc()
    __slots__ = ('s',)
h = H(); h.d = 1; del h.d; print(h.d, H.d)
print(operator.methodcaller('m')(F(a='z')), operator.attrgetter('a')(F(a='z')))
print(types.SimpleNamespace(a=1), types.new_class('New', (K,), {}, lambda ns: ns.update(q=1)).q)
@overload
def ov(x: int) -> int: ...
@overload
def ov(x: str) -> str: ...
def ov(x): return x
print(len(typing.get_overloads(ov)), ov(3))
print(get_type_hints(target), get_type_hints(K.meth), get_type_hints(P))
class TD(typing.TypedDict, total=False):
    a: int
    b: str
print(TD(a=1), TD.__optional_keys__ == {'a', 'b'}, TD.__annotations__['a'])
def closure():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    return inc
i = closure(); i(); print(i(5), inspect.getclosurevars(i).nonlocals if 0 else i.__closure__[0].cell_contents)
i.__closure__[0].cell_contents = 100
print(i())
