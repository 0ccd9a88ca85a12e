"""Operations that fail: the same exceptions with the same messages as interpreted."""
def run(f):
    try: print(f.__name__, f())
    except Exception as e: print(f.__name__, type(e).__name__, e)
def a(): return 1.5 & 3
def b(): return ~1.5
def c(): return 1j < 2j
def d(): return 1j // 2
def e(): x, y = 1, 2, 3; return x
def f(): return 1()
def g(): return "abc"()
def h(): return 1.5[0]
def i(): return 0.0 ** -1
def j(): return 10.0 ** 400
def k(): x = 9007199254740993; return x == 9007199254740992.0, 9007199254740993 == 9007199254740992.0
def l(): return (1e308*10j) * (1+0j), complex(float('inf'), 0) * 1j
def m(): return None + 1
def n(): return -"a"
def o(): return (1,2) + [3]
def p(): return {} < {}
def q(): return len(5)
def r(): return None[0]
def s(): return None.foo
def t(): del None.foo
def u(): x = 5; x.y = 3
def v(): x = 5; x[0] = 3
def w(): x = "s"; x[0] = 's'
def x(): return [1][None], 
def y(): return "a" "b"["x"]
def z(): return 2 ** -1, (-8) ** (1/3), 0 ** -1
def aa(): return [*5]
def bb(): return {**5}
def cc(): return print(*5)
def dd(): return print(**5)
def ee(): return 5 in 5
def ff(): for_ = [i for i in 5]
def gg():
    for i in 5: pass
def hh():
    with 5: pass
def ii(): raise 5
def jj(): raise ValueError from 5
def kk(): assert 0, "msg"
def ll(): x = (1,2,3); x[0] = 1
def mm(): return b'abc'[10], 
def nn(): x = b'abc'; return x[-1], x[5]
def oo(): x = [1]; return x[5]
def pp(): x = (1,); return x[5]
def qq(): x = "a"; return x[5]
def rr(): x = {}; return x['a']
def ss(): return int("x"), 
def tt(): return [].pop()
def uu(): return {}.popitem()
def vv(): return "a".nope
def ww(): return isinstance(1, 1)
def xx(): return "%d" % "a"
def yy(): return "%s %s" % (1,)
def zz(): return f"{1:s}"
def ab(): return [1,2,3].index(9)
def ac(): return "abc".index("z")
def ad(): return (1).real.imag, True.numerator
def ae(): x = [1,2]; x[None:2] = 5
def af(): return [1,2,3]["a":]
def ag(): return [1,2,3][::0]
def ah(): x = [1,2,3]; x[::2] = [1]
def ai(): return sorted([1,"a"])
def aj(): return max([]), 
def ak(): return sum(["a"])
def al(): return chr(-1)
def am(): return ord("ab")
def an(): return range(1,2,0)
def ao(): return "a" * "b"
def ap(): return "a" + 1
def aq(): return 1 + "a"
def ar(): return [1] + (2,)
def at(): return 1 @ 2
def au(): return abs("a")
def av(): return round("a")
def aw(): return divmod(1, 0)
def ax(): return 1 // 0, 
def ay(): return 1 % 0
def az(): return 1 / 0
def ba(): return 1.0 // 0
def bc(): x = 1.5; return x % 0
def bd(): return super().foo
def be(): x = iter([]); return next(x)
def bf(): return type(1, 2)
def bg(): return next(5)
def bh(): return zip([1], 5)
def bi(): return "".join([1])
def bj(): return ",".join(5)
def bk(): return {1: 2}[[]]
def bl(): return {[]: 1}
def bm(): return {[]}
def bn(): return int([]), 
def bo(): return float("x")
def bp(): return str(b'a', 'nope')
def bq(): return bytes(-1)
def br(): return [].append()
def bs(): return [].append(1, 2)
def bt(): return "a".split(1)
def bu(): return dict(1)
def bv(): return list(5)
def bw(): return tuple(5)
def bx(): return set(5)
def by(): return getattr(1, 'x')
def bz(): return hasattr(1, 5)
def ca(): return 1 << -1
def cb(): return 1 < "a"
def cd(): return [] > 1
class Index:
    def __index__(self): print("asked"); return 1
    def __repr__(self): return "Index()"
def ce(): (1, 2)[Index():] = 5
def cf(): del "text"[Index():]
def cg(): [1, 2][Index():] = 5
for fn in [v for k_, v in list(globals().items()) if callable(v) and v is not run]: run(fn)


def keys_change(table):
    for key in table:
        del table[key]
        table[key + 5] = 1


def items_change():
    table = {1: 1, 2: 2}
    for key, value in table.items():
        del table[key]
        table[key + 5] = value


def size_changes():
    table = {1: 1}
    for key in table:
        table[key + 1] = 1


for fn in (lambda: keys_change({1: 1, 2: 2}), items_change, size_changes):
    run(fn)
