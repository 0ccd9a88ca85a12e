import asyncio, types, sys, inspect
async def add(a, b):
    await asyncio.sleep(0)
    return a + b
async def agen(n):
    for i in range(n):
        await asyncio.sleep(0)
        x = yield i
class CM:
    def __init__(self, swallow=False): self.s = swallow
    async def __aenter__(self):
        await asyncio.sleep(0); print("enter"); return 42
    async def __aexit__(self, *exc):
        await asyncio.sleep(0); print("exit", exc[0]); return self.s
async def main():
    print(await add(1, 2))
    async for v in agen(3):
        print("v", v)
    else:
        print("else")
    async with CM() as x:
        print(x)
    async with CM(True) as x, CM() as y:
        raise ValueError(1)
    try:
        async with CM():
            raise KeyError
    except KeyError:
        print("key")
    print([i async for i in agen(4) if i])
    print({i: await add(i, i) async for i in agen(3)})
    g = (await add(i, 1) for i in range(3))
    print(type(g).__name__, [x async for x in g])
    r = await asyncio.gather(add(1,1), add(2,2), *(add(i, i) for i in range(3)))
    print(r)
    async for i in agen(10):
        if i == 2: break
        if i == 1: continue
        print("loop", i)
    try:
        await 3
    except TypeError as e:
        print(e)
    try:
        async for x in 3: pass
    except TypeError as e:
        print(e)
    try:
        async with 3: pass
    except TypeError as e:
        print(e)
    a = agen(3)
    print(await a.asend(None), await a.__anext__())
    await a.aclose()
    try:
        await anext(a)
    except StopAsyncIteration:
        print("stopped")
    @types.coroutine
    def old():
        r = yield from asyncio.sleep(0, 7)
        return r
    print(await old())
    t = asyncio.create_task(add(5, 6))
    print(await t)
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.01)
    except asyncio.TimeoutError:
        print("timeout")
asyncio.run(main())
print(inspect.iscoroutinefunction(add), inspect.isasyncgenfunction(agen))
c = add(1, 2)
print(type(c).__name__, c.cr_running, c.cr_await, c.__name__, c.__qualname__)
c.close()
