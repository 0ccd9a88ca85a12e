def counted(n):
    for i in range(n):
        got = yield i
        if got:
            return got


def chained(source, k):
    yield from (x + k for x in source)


async def gathered(source):
    async with source as items:
        return [await x async for x in items]
