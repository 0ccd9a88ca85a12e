import asyncio, sys, contextlib, types, inspect, warnings, gc, traceback, collections.abc as abc, functools
warnings.simplefilter("always")
def trace(e):
    return [f.name for f in traceback.extract_tb(e.__traceback__) if f.filename.endswith("asyncio_programs.py")]
def show(coro):
    try:
        print(asyncio.run(coro))
    except BaseException as e:
        print("raised", type(e).__name__, e, trace(e), type(e.__context__).__name__)
class Step:
    def __init__(self, v): self.v = v
    def __await__(self):
        yield
        return self.v
class AIter:
    def __init__(self, n): self.n = n; self.i = 0
    def __aiter__(self): return self
    async def __anext__(self):
        if self.i >= self.n: raise StopAsyncIteration
        self.i += 1
        await asyncio.sleep(0)
        return self.i
@contextlib.asynccontextmanager
async def acm(name, log):
    log.append("in " + name)
    try:
        yield name
    except KeyError as e:
        log.append("swallow %r" % e)
    finally:
        await asyncio.sleep(0)
        log.append("out " + name)
async def order():
    async def v(x): await asyncio.sleep(0); return x
    def f(*a, **k): return a, k
    r = f(await v(1), *await v((2, 3)), k=await v(4), **await v({"z": 5}))
    d = {await v(1): await v(2), **await v({3: 4})}
    l = [await v(1), *await v([2])]
    c = await v(1) < await v(2) < await v(0)
    b = await v(0) or await v("x") and await v("y")
    s = f"{await v(1)}-{await v('q'):>{await v(4)}}"
    a = [1, 2, 3]
    a[await v(0)] = await v(10)
    a[await v(1)] += await v(5)
    t = (await v(1)) if (await v(0)) else (await v(2))
    n = [x async for x in AIter(3)]
    m = {x: y async for x in AIter(2) for y in [await v(x * 10)]}
    st = {await v(x) for x in range(3)}
    g = [y async for y in (await v(x) for x in range(3))]
    nested = [[i async for i in AIter(j)] async for j in AIter(3)]
    g2 = [x for x in await v([1, 2, 3]) if await v(x > 1)]
    return r, d, l, c, b, s, a, t, n, m, st, g, nested, g2
show(order())
async def with_async():
    log = []
    async with acm("a", log) as a, acm("b", log) as b:
        log.append(a + b)
        raise KeyError("k")
    async def early():
        async with acm("c", log):
            for i in range(3):
                async with acm("d%d" % i, log):
                    if i == 1: return "ret"
                    if i == 0: continue
    log.append(await early())
    class Bad:
        async def __aenter__(self): raise ValueError("enter")
        async def __aexit__(self, *a): log.append("never")
    try:
        async with Bad(): pass
    except ValueError as e: log.append(str(e))
    class NotAw:
        def __aenter__(self): return 1
        def __aexit__(self, *a): return 1
    try:
        async with NotAw(): pass
    except TypeError as e: log.append(str(e))
    class NoExit:
        async def __aenter__(self): pass
    try:
        async with NoExit(): pass
    except (TypeError, AttributeError) as e: log.append(type(e).__name__ + str(e))
    return log
show(with_async())
async def for_async():
    out = []
    async for i in AIter(3):
        out.append(i)
    else:
        out.append("else")
    async for i in AIter(5):
        if i == 2: break
    else:
        out.append("no")
    class NoAnext:
        def __aiter__(self): return self
    class BadNext:
        def __aiter__(self): return self
        def __anext__(self): return 3
    for b in (3, NoAnext(), BadNext()):
        try:
            async for x in b: pass
        except TypeError as e: out.append(str(e))
    async for (a, *b) in agen_pairs(): out.append((a, b))
    return out
async def agen_pairs():
    yield 1, 2, 3
    yield "ab"
show(for_async())
async def agens():
    log = []
    async def g():
        try:
            x = yield 1
            log.append(("sent", x))
            try:
                y = yield 2
            except ValueError as e:
                log.append(repr(e))
                yield "handled"
            await asyncio.sleep(0)
            yield 3
        finally:
            log.append("fin")
            await asyncio.sleep(0)
            log.append("fin2")
    a = g()
    log.append((await a.asend(None), await a.asend("s"), await a.athrow(ValueError("v"))))
    log.append(await a.__anext__())
    await a.aclose()
    try: await a.asend(None)
    except StopAsyncIteration: log.append("stop")
    b = g(); await anext(b)
    try: await b.athrow(KeyError("x"))
    except KeyError as e: log.append(repr(e))
    c = g()
    try: await c.asend(5)
    except TypeError as e: log.append(str(e))
    await c.aclose()
    log.append(await anext(g2(), "default"))
    log.append((a.__name__, a.__qualname__, a.ag_running, a.ag_frame, a.ag_await, inspect.isasyncgen(a), isinstance(a, abc.AsyncGenerator)))
    return log
async def g2():
    if 0: yield
show(agens())
async def pep479():
    async def c(): raise StopIteration("x")
    async def g():
        yield 1
        raise StopAsyncIteration
    try: await c()
    except RuntimeError as e: print(e, repr(e.__cause__))
    try:
        async for x in g(): pass
    except RuntimeError as e: print(e, repr(e.__cause__))
show(pep479())
async def cancel():
    log = []
    async def worker():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            log.append("cancelled")
            try:
                await asyncio.sleep(0)
            finally:
                log.append("cleanup")
            raise
    t = asyncio.create_task(worker())
    await asyncio.sleep(0)
    t.cancel()
    try: await t
    except asyncio.CancelledError: log.append("outer")
    r = await asyncio.gather(asyncio.sleep(0, 1), bad(), return_exceptions=True)
    log.append([type(x).__name__ for x in r])
    async with asyncio.TaskGroup() as tg:
        ts = [tg.create_task(asyncio.sleep(0, i)) for i in range(3)]
    log.append([x.result() for x in ts])
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(5)
    except TimeoutError: log.append("timeout")
    q = asyncio.Queue()
    async def prod():
        for i in range(3): await q.put(i)
        await q.put(None)
    async def cons():
        while (x := await q.get()) is not None: log.append(x)
    await asyncio.gather(prod(), cons())
    lock = asyncio.Lock()
    async with lock: log.append(lock.locked())
    ev = asyncio.Event(); asyncio.get_running_loop().call_soon(ev.set); await ev.wait()
    return log
async def bad():
    await asyncio.sleep(0)
    raise ZeroDivisionError("bad")
show(cancel())
async def tb():
    async def inner():
        await bad()
    async def ag():
        yield 1
        await inner()
    async for x in ag(): pass
show(tb())
async def misc():
    c = bad()
    print(c.cr_running, c.cr_await, c.cr_frame is not None, c.cr_origin, inspect.getcoroutinestate(c), type(c).__name__, isinstance(c, abc.Coroutine), inspect.iscoroutine(c), inspect.isawaitable(c))
    c.close(); print(inspect.getcoroutinestate(c))
    try: await c
    except RuntimeError as e: print(e)
    async def slow(): return await Step(3)
    s = slow(); s.send(None); print(type(s.cr_await).__name__, inspect.getcoroutinestate(s))
    try: s.send(None)
    except StopIteration as e: print("v", e.value)
    try: next(slow2 := slow())
    except TypeError as e: print(e); slow2.close()
    try: iter(x := slow())
    except TypeError as e: print(e); x.close()
    async def rec(n): return n + await rec(n - 1) if n else 0
    print(await rec(100))
    class Aw:
        def __await__(self): return 5
    try: await Aw()
    except TypeError as e: print(e)
    f = asyncio.get_running_loop().create_future(); asyncio.get_running_loop().call_soon(f.set_result, 9)
    print(await f)
    @types.coroutine
    def tc(): 
        x = yield from asyncio.sleep(0, 3)
        return x
    print(await tc())
    return await asyncio.wait_for(Wait(), 1)
class Wait:
    def __await__(self):
        return (yield from asyncio.sleep(0, "w").__await__())
show(misc())
def hooks():
    log = []
    def first(g): log.append(("first", g.__name__))
    def fin(g): log.append(("fin", g.__name__))
    old = sys.get_asyncgen_hooks()
    sys.set_asyncgen_hooks(first, fin)
    try:
        async def g():
            yield 1
            yield 2
        a = g(); x = a.__anext__()
        try: x.send(None)
        except StopIteration as s: log.append(s.value)
        del a, x; gc.collect()
    finally:
        sys.set_asyncgen_hooks(*old)
    print(log)
hooks()
def never():
    async def nobody(): pass
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter("always")
        nobody(); gc.collect()
    print([str(x.message) for x in w])
never()
async def shutdown():
    async def g():
        try:
            while True: yield 1
        finally:
            print("agen finalised")
    async for x in g(): break
    gc.collect()
    await asyncio.sleep(0)
    return "done"
show(shutdown())
class Meth:
    async def m(self, x=1, *, k=2): return await asyncio.sleep(0, (type(self).__name__, x, k))
    @classmethod
    async def c(cls): return cls.__name__
    @staticmethod
    async def s(): return "static"
    @functools.lru_cache
    def cached(self): return 3
    async def __aenter__(self): return self
    async def __aexit__(self, *a): return None
    async def gen(self):
        for i in range(2): yield (__class__.__name__, i)
async def meths():
    async with Meth() as m:
        return await m.m(5, k=6), await Meth.c(), await m.s(), [x async for x in m.gen()]
show(meths())
async def matcher(x):
    match await Step(x):
        case [a, b]: return await Step((a, b))
        case {"k": v} if await Step(True): return v
        case _: return "other"
async def matches(): return [await matcher(x) for x in ([1, 2], {"k": 3}, 5)]
def run_plain(c):
    while True:
        try: c.send(None)
        except StopIteration as e: return e.value
print(run_plain(matches()))
