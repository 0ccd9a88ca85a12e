"""Generator expressions that a call consumes: order of evaluation, StopIteration, errors."""
log = []
def note(x): log.append(x); return x
class N:
    def __init__(self, v): self.v = v
    def __radd__(self, o): log.append(('add', self.v)); return self.v + (o if isinstance(o, int) else o.v)
    __add__ = __radd__
def a(): return sum(N(note(i)) for i in range(3))
def b(): return sum((note(i) for i in note([1, 2])), note(10))
def c(): it = iter([1, 2]); return list(next(it) for _ in range(3))
def d(): it = iter([1, 2]); return any(next(it) > 5 for _ in range(3))
def e(): it = iter([1, 2]); return sum(next(it) for _ in range(3))
def f(): return sorted(note(i) for i in (3, 1, 2))
def g(): return tuple(x for x in 5)
def h(): return set([] for x in (1,))
def i(): return max(note(x) for x in (1, 5, 2)), min((note(x) for x in ()), default=note('d'))
def j(): return dict((note(k), note(v)) for k, v in [(1, 2), (3, 4)])
def k(): return all(note(x) for x in (1, 0, 2)), any(note(x) for x in (0, 1, 2))
def l(): return frozenset(note(x) for x in (1, 0, 2)), ','.join(str(note(x)) for x in (1, 2)), bytes(x for x in (1, 2))
def m(): return sum([note(1)] + [i] for i in range(2))
def n(): return list(x for x in (1, 2) for y in note((3, 4)))
def o():
    def inner(): raise StopIteration('z')
    return list(inner() for _ in range(1))
def p():
    def inner(): raise StopIteration('z')
    return [inner() for _ in range(1)]
def q(): return {**{k: v for k, v in ((1, 2),)}}, {k: note(v) for k, v in ((note('k'), 'v'),)}
def r(): return sum('a' for _ in range(2))
def s(): return list(z for z in undefined_thing)
def t(): return dict(x for x in [1])
def u(): return dict([(1, 2, 3)])
for fn in [v for k_, v in list(globals().items()) if callable(v) and len(k_) == 1 and k_ != 'N']:
    log.clear()
    try: r_ = fn()
    except BaseException as ex: r_ = type(ex).__name__, str(ex), repr(ex.__cause__), repr(ex.__context__)
    print(fn.__name__, r_, log)
