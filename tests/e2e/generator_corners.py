"""Corners of generators: order of evaluation, exception state, delegation, attributes, recursion, tracebacks."""
import sys, traceback, contextlib, inspect, gc, weakref
def show(f, *a):
    try:
        r = f(*a)
        print(f.__name__, "->", r)
    except BaseException as e:
        tb = e.__traceback__
        lines = []
        while tb:
            lines.append((tb.tb_frame.f_code.co_name, tb.tb_lineno)); tb = tb.tb_next
        print(f.__name__, "raised", type(e).__name__, e, lines[1:], type(e.__context__).__name__, type(e.__cause__).__name__)
def drive(g, *vals):
    out = []
    try:
        out.append(next(g))
        for v in vals:
            out.append(g.send(v))
    except StopIteration as s:
        out.append(("stop", s.value))
    return out
def order():
    def f(*a, **k): return (a, k)
    x = f((yield 1), (yield 2), *(yield 3), k=(yield 4), **(yield 5))
    print(x)
    d = {(yield 6): (yield 7), (yield 8): (yield 9)}
    l = [(yield 10), *(yield 11), (yield 12)]
    y = (yield 13) < (yield 14) < (yield 15)
    z = (yield 16) and (yield 17) or (yield 18)
    s = f"{(yield 19)}-{(yield 20):>{(yield 21)}}"
    a = [0, 1, 2, 3]
    a[(yield 22)] = (yield 23)
    a[(yield 24)] += (yield 25)
    w = (yield 26) if (yield 27) else (yield 28)
    n = (q := (yield 29)) + q
    return x, d, l, y, z, s, a, w, n
def in_order():
    return drive(order(), 1, 2, [3, 4], 5, {"z": 6}, "a", "b", "c", "d", 10, (11, 12), 13, 1, 2, 3, 0, 18, 19, 20, 5, 100, 1, 99, 2, 50, True, 7, 42, 10)
show(in_order)
def exc_state():
    def g():
        try:
            raise KeyError("in g")
        except KeyError:
            print(sys.exc_info()[0])
            yield 1
            print(sys.exc_info()[0])
            try:
                yield 2
            finally:
                print("fin", sys.exc_info()[0])
        print(sys.exc_info()[0])
        yield 3
    it = g()
    next(it)
    print(sys.exc_info()[0])
    try:
        raise ValueError("out")
    except ValueError:
        print(sys.exc_info()[0])
        next(it)
        print(sys.exc_info()[0])
        next(it)
        print(sys.exc_info()[0])
    def h():
        yield 1
        raise
    try:
        raise IndexError("ie")
    except IndexError:
        hh = h(); next(hh)
        try:
            next(hh)
        except BaseException as e:
            print(repr(e))
show(exc_state)
def ctx():
    def g():
        try:
            yield 1
        except ValueError as e:
            raise TypeError("t")
    it = g(); next(it)
    try:
        raise KeyError("k")
    except KeyError:
        it.throw(ValueError("v"))
show(ctx)
def ret_finally():
    def g():
        try:
            yield 1
            return "a"
        finally:
            print("cleanup")
    a = drive(g(), None)
    b = g(); next(b); b.close()
    def h():
        try:
            yield 1
        finally:
            return "overridden"
    c = h(); next(c)
    try:
        c.throw(ValueError)
    except StopIteration as s:
        print("value", s.value)
    def loop():
        for i in range(3):
            try:
                if i == 1: continue
                yield i
            finally:
                yield ("f", i)
    return a, list(loop())
show(ret_finally)
@contextlib.contextmanager
def cm(name, log):
    log.append("enter " + name)
    try:
        yield name
    except KeyError as e:
        log.append(f"swallow {e!r}")
    finally:
        log.append("exit " + name)
def with_yield():
    log = []
    def g():
        with cm("a", log) as a, cm("b", log) as b:
            x = yield a + b
            log.append(x)
            raise KeyError(1)
        yield "after"
    r = drive(g(), "sent", None)
    it = g(); next(it); del it; gc.collect()
    return r, log
show(with_yield)
class Tree:
    def __init__(self, l, v, r): self.l, self.v, self.r = l, v, r
    def __iter__(self):
        if self.l: yield from self.l
        yield self.v
        if self.r: yield from self.r
    @property
    def gen(self):
        return (x * 2 for x in self)
    @staticmethod
    def st(n):
        yield from range(n)
    @classmethod
    def cl(cls, n):
        yield cls.__name__
        yield super().__init__ is not None
    def sup(self):
        yield __class__.__name__
        yield super().__repr__()[:6]
t = Tree(Tree(None, 1, None), 2, Tree(Tree(None, 3, None), 4, None))
show(lambda: (list(t), list(t.gen), list(Tree.st(3)), list(Tree.cl(1)), list(t.sup())))
def deep():
    def g(n):
        if n: yield from g(n - 1)
        else: yield "bottom"
    print(list(g(300)))
    def inf(n):
        yield from inf(n + 1)
    try:
        list(inf(0))
    except RecursionError as e:
        print("RecursionError")
    def inf2(n):
        for x in inf2(n + 1): yield x
    try:
        list(inf2(0))
    except RecursionError as e:
        print("RecursionError")
show(deep)
def attrs():
    def g(a):
        x = a
        yield x
        yield from [1, 2]
    it = g(3)
    print(it.gi_running, it.gi_yieldfrom, it.gi_frame.f_lineno - g.__code__.co_firstlineno, it.__name__, it.__qualname__, inspect.getgeneratorstate(it))
    next(it); print(inspect.getgeneratorstate(it), it.gi_frame.f_lineno - g.__code__.co_firstlineno)
    next(it); print(type(it.gi_yieldfrom).__name__)
    it.__name__ = "other"; it.__qualname__ = "q.other"; print(it.__name__, it.__qualname__, repr(it)[:25])
    list(it); print(it.gi_frame, inspect.getgeneratorstate(it))
    for bad in (1, None):
        try: it.__name__ = bad
        except TypeError as e: print(e)
    r = weakref.ref(it); del it; print(r())
    def running():
        try: next(me)
        except ValueError as e: yield str(e)
    me = running()
    print(next(me))
    try: g(1).send(1)
    except TypeError as e: print(e)
    try: g()
    except TypeError as e: print(e)
show(attrs)
def throwing():
    def g():
        while True:
            try:
                yield 1
            except ValueError as e:
                print("caught", repr(e), e.__traceback__ is not None)
    it = g(); next(it)
    it.throw(ValueError); it.throw(ValueError("x")); it.throw(ValueError, "y") if sys.version_info < (3, 12) else None
    try: it.throw(3)
    except TypeError as e: print(e)
    try: it.throw(ValueError("x"), "y")
    except TypeError as e: print(e)
    def u(): yield 1
    n = u()
    try: n.throw(KeyError("unstarted"))
    except KeyError as e: print(repr(e), [f.name for f in traceback.extract_tb(e.__traceback__)][1:], list(n))
    f = u(); list(f)
    try: f.throw(KeyError("finished"))
    except KeyError as e: print(repr(e))
    def ign():
        try: yield 1
        except GeneratorExit: yield 2
    i = ign(); next(i)
    try: i.close()
    except RuntimeError as e: print(e)
show(throwing)
def delegation():
    class It:
        def __init__(self): self.n = 0
        def __iter__(self): return self
        def __next__(self): self.n += 1; return self.n
        def send(self, v): return ("sent", v)
        def throw(self, *a): print("throw", a[0]); return "thrown"
        def close(self): print("closed")
    def g():
        r = yield from It()
        return r
    it = g()
    print(next(it), it.send(3), it.throw(ValueError), it.send(None))
    it.close()
    class NoSend:
        def __iter__(self): return iter([1, 2])
    def h(): return (yield from NoSend())
    it = h(); next(it)
    try: it.send(5)
    except AttributeError as e: print(e)
    def inner():
        try: x = yield 1
        except KeyError: x = "k"
        return x
    def outer():
        a = yield from inner()
        b = yield from inner()
        return a, b
    it = outer(); next(it)
    print(it.send("A"))
    try: it.throw(KeyError)
    except StopIteration as s: print(s.value)
    def pyiter(): return (yield from 5)
    next(pyiter())
show(delegation)
def gens_in_class():
    class C:
        n = 3
        l = [i for i in range(n)]
        g = list(i * 2 for i in range(n))
        d = {k: v for k, v in zip("ab", range(n))}
    return C.l, C.g, C.d
show(gens_in_class)
def nested_genexp():
    k = 10
    a = ((x, y) for x in range(3) for y in range(x) if (x + y) % 2)
    b = [list(z + k for z in range(n)) for n in range(3)]
    c = ((i for i in range(j)) for j in range(3))
    f = [(lambda: v) for v in range(3)]
    fs = list(lambda i=i: i + k for i in range(3))
    total = 0
    w = [(total := total + q) for q in (r for r in range(4))]
    first = next((y for x in [1, 2, 3] if (y := x * 2) > 2), None)
    return list(a), b, [list(i) for i in c], [g() for g in f], [g() for g in fs], w, total, first, y
show(nested_genexp)
def lazy():
    log = []
    def src(n): log.append(("src", n)); return range(n)
    g = ((a, b) for a in src(2) for b in src(3))
    log.append("made"); next(g); log.append("next")
    try: (x for x in 5)
    except TypeError as e: log.append(str(e))
    return log
show(lazy)
def unbound():
    def g():
        yield 1
        if 0: x = 1
        yield x
    list(g())
show(unbound)
def tb_lines():
    def a():
        yield 1
        yield (
            1 /
            0
        )
    def b():
        yield from a()
    list(x for x in b())
show(tb_lines)
def many(n):
    a = b = c = 0
    for i in range(n):
        a += i; b ^= a; c = (a, b)
        got = yield c
        if got: a = got
    else:
        yield "else"
    while a > 0:
        a -= 50
        if a < 20: break
        yield a
    else:
        yield "no break"
    return a
show(lambda: (list(many(5)), drive(many(4), 100, None, 3)))
def starsend():
    def acc():
        tot = 0
        while True:
            v = yield tot
            if v is None: return tot
            tot += v
    def wrap(res):
        while True: res.append((yield from acc()))
    res = []; w = wrap(res); next(w)
    for v in (1, 2, None, 3, None): w.send(v)
    return res
show(starsend)
def lam():
    g = (lambda: [(yield 1), (yield 2)])()
    return list(g), list((lambda n: (yield from range(n)))(3))
show(lam)
def generics():
    import typing, collections.abc
    def g(): yield
    it = g()
    return isinstance(it, collections.abc.Generator), isinstance(it, collections.abc.Iterator), inspect.isgeneratorfunction(g), inspect.isgenerator(it) , hasattr(it, '__next__')
show(generics)


def stops():
    raise StopIteration(4)
    yield


async def stops_in_coroutine():
    raise StopIteration(4)


def entries(error):
    found, trace = [], error.__traceback__
    while trace:
        found.append(trace.tb_frame.f_code.co_name)
        trace = trace.tb_next
    return found


for start in (lambda: next(stops()), lambda: stops_in_coroutine().send(None)):
    try:
        start()
    except RuntimeError as error:
        print(entries(error), entries(error.__cause__))
