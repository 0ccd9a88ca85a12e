"""Compares generators of the runtime with those of the interpreter: the same steps, the same outcomes."""
import asyncio, collections.abc, copy, gc, inspect, itertools, random, re, sys, types, warnings, weakref
import gens

GENERATOR, COROUTINE, ASYNC_GENERATOR, ITERABLE = range(4)


# Each body twice: as Python, and as the instructions for the one of the runtime.

class Log(list):
    def __call__(self, what):
        self.append(what)


def plain(log):
    try:
        x = yield 1
        log(("got", x))
        x = yield (2, 3)
        log(("got", x))
    except ValueError as e:
        log(("caught", repr(e), repr(e.__context__)))
        yield "handled"
    finally:
        log("end")
    return "result"


def plain_(log):
    try:
        x = yield "yield", 1
        log(("got", x))
        x = yield "yield", (2, 3)
        log(("got", x))
    except ValueError as e:
        log(("caught", repr(e), repr(e.__context__)))
        yield "yield", "handled"
    finally:
        log("end")
    return "result"


def stubborn(log):
    while True:
        try:
            yield "again"
        except GeneratorExit:
            log("ignored")


def stubborn_(log):
    while True:
        try:
            yield "yield", "again"
        except GeneratorExit:
            log("ignored")


def returns_on_close(log):
    try:
        yield 1
    except GeneratorExit:
        return 5
    return (1, 2)


def returns_on_close_(log):
    try:
        yield "yield", 1
    except GeneratorExit:
        return 5
    return (1, 2)


class Iterator:
    def __init__(self, log):
        self.log, self.left = log, 3

    def __iter__(self):
        return self

    def __next__(self):
        self.left -= 1
        if self.left < 0:
            raise StopIteration("iterated")
        return self.left


class Full(Iterator):
    def send(self, value):
        self.log(("sent", value))
        return next(self)

    def throw(self, *args):
        self.log(("thrown", repr(args)))
        return next(self)

    def close(self):
        self.log("closed")


class Awkward(Iterator):
    def throw(self, *args):
        raise StopIteration("by throw")

    def close(self):
        raise KeyError("close")


def delegating(inner):
    def body(log):
        result = yield from inner(log)
        log(("result", result))
        yield "after"

    return body


def delegating_(inner):
    def body(log):
        result = yield "from", inner(log)
        log(("result", result))
        yield "yield", "after"

    return body


async def coroutine(log):
    try:
        log(("first", await Await(log, Full)))
        log(("second", await Await(log, Iterator)))
    finally:
        log("end")
    return ("a", "b")


def coroutine_(log):
    try:
        log(("first", (yield "await", Await(log, Full))))
        log(("second", (yield "await", Await(log, Iterator))))
    finally:
        log("end")
    return ("a", "b")


class Await:
    def __init__(self, log, kind):
        self.make = lambda: kind(log)

    def __await__(self):
        return self.make()


async def async_generator(log):
    try:
        log(("sent", (yield "one")))
        log(("awaited", await Await(log, Full)))
        log(("sent", (yield "two")))
    except ValueError as e:
        log(repr(e))
        await Await(log, Iterator)
        yield "handled"
    finally:
        log("end")


def async_generator_(log):
    try:
        log(("sent", (yield "yield", "one")))
        log(("awaited", (yield "await", Await(log, Full))))
        log(("sent", (yield "yield", "two")))
    except ValueError as e:
        log(repr(e))
        yield "await", Await(log, Iterator)
        yield "yield", "handled"
    finally:
        log("end")


async def stubborn_async(log):
    while True:
        try:
            await Await(log, Iterator)
            yield "again"
        except GeneratorExit:
            log("ignored")


def stubborn_async_(log):
    while True:
        try:
            yield "await", Await(log, Iterator)
            yield "yield", "again"
        except GeneratorExit:
            log("ignored")


def native(kind, driver):
    """A body for the runtime's generators, as one that takes the log."""
    return lambda log: gens.make(kind, driver(log))


def outcome(call):
    try:
        result = call()
    except BaseException as e:
        chain = []
        while e is not None:
            chain.append((type(e).__name__, str(e), repr(e.__cause__)))
            e = e.__context__
        return chain
    return re.sub(r"0x[0-9a-f]+", "ADDRESS", repr(result))


STEPS = {
    "next": lambda g: next(g),
    "send None": lambda g: g.send(None),
    "send 5": lambda g: g.send(5),
    "throw class": lambda g: g.throw(ValueError),
    "throw value": lambda g: g.throw(ValueError("v")),
    "throw other": lambda g: g.throw(KeyError("k")),
    "throw exit": lambda g: g.throw(GeneratorExit),
    "throw two": lambda g: g.throw(ValueError, "two"),
    "throw three": lambda g: g.throw(ValueError, ValueError("three"), None),
    "throw bad": lambda g: g.throw(1),
    "throw bad traceback": lambda g: g.throw(ValueError, None, 1),
    "throw bad value": lambda g: g.throw(ValueError(1), 2),
    "throw none": lambda g: g.throw(),
    "throw four": lambda g: g.throw(1, 2, 3, 4),
    "close": lambda g: g.close(),
    "repr": repr,
}


def attributes(g, prefix):
    names = ["running", "suspended", "frame"]
    found = [(n, getattr(g, prefix + n, "absent")) for n in names]
    found = [(n, type(v).__name__ if n == "frame" else v) for n, v in found]
    inside = getattr(g, "gi_yieldfrom" if prefix == "gi_" else prefix + "await")
    return found, type(inside).__name__


def walk(make, steps, prefix):
    log = Log()
    g = make(log)
    g.__qualname__ = "walked"
    for step in steps:
        log(outcome(lambda: STEPS[step](g)))
        log(attributes(g, prefix))
    try:
        g.close()
    except (KeyError, RuntimeError) as e:
        log(repr(e))
    # A stubborn one has more to say when it dies.
    return list(log)


def compare(make, other, steps, prefix, run=walk):
    expected, found = run(make, steps, prefix), run(other, steps, prefix)
    if expected != found:
        print(steps)
        for e, f in itertools.zip_longest(expected, found):
            print("=" if e == f else "*", e, "" if e == f else f)
        raise AssertionError("another outcome")


PAIRS = [
    (plain, native(GENERATOR, plain_), "gi_"),
    (stubborn, native(GENERATOR, stubborn_), "gi_"),
    (returns_on_close, native(GENERATOR, returns_on_close_), "gi_"),
    (coroutine, native(COROUTINE, coroutine_), "cr_"),
]
for inner in Iterator, Full, Awkward, plain, stubborn, native(GENERATOR, plain_), lambda log: [1, 2], lambda log: 3:
    PAIRS.append((delegating(inner), native(GENERATOR, delegating_(inner)), "gi_"))
for inner, own in (plain, native(GENERATOR, plain_)), (returns_on_close, native(GENERATOR, returns_on_close_)):
    PAIRS.append((delegating(delegating(inner)), native(GENERATOR, delegating_(native(GENERATOR, delegating_(own)))), "gi_"))

warnings.simplefilter("ignore")
sys.unraisablehook = lambda args: None
chance = random.Random(1)
for make, other, prefix in PAIRS:
    for steps in itertools.product(STEPS, repeat=2):
        compare(make, other, steps, prefix)
    for _ in range(300):
        compare(make, other, chance.choices(list(STEPS), k=6), prefix)


# Asynchronous generators: steps on the awaitables that they give, several at a time.

MAKERS = {
    "anext": lambda g: g.__anext__(),
    "asend None": lambda g: g.asend(None),
    "asend 1": lambda g: g.asend(1),
    "athrow": lambda g: g.athrow(ValueError("thrown")),
    "athrow exit": lambda g: g.athrow(GeneratorExit),
    "athrow three": lambda g: g.athrow(ValueError, "x", None),
    "athrow none": lambda g: g.athrow(),
    "aclose": lambda g: g.aclose(),
}


def walk_async(make, steps, prefix):
    log = Log()
    g = make(log)
    g.__qualname__ = "walked"
    awaitables = []
    for step in steps:
        if step in MAKERS:
            try:
                awaitables.append(MAKERS[step](g))
            except TypeError as e:
                log(repr(e))
        elif awaitables:
            name, which = step
            log((which, outcome(lambda: STEPS[name](awaitables[which % len(awaitables)]))))
        log(attributes(g, "ag_"))
    return list(log)


ASYNC = [
    (async_generator, native(ASYNC_GENERATOR, async_generator_), "ag_"),
    (stubborn_async, native(ASYNC_GENERATOR, stubborn_async_), "ag_"),
]
DRIVES = ["next", "send None", "send 5", "throw value", "throw exit", "throw other", "close"]
for make, other, prefix in ASYNC:
    for _ in range(1500):
        steps = [chance.choice(list(MAKERS))]
        for _ in range(10):
            if chance.random() < 0.3:
                steps.append(chance.choice(list(MAKERS)))
            else:
                steps.append((chance.choice(DRIVES) if chance.random() < 0.4 else "next", chance.choice([-1, -1, -2, 0])))
        compare(make, other, steps, prefix, walk_async)
gc.collect()
warnings.resetwarnings()


# What they are to the interpreter.

log = Log()
g, c, a = (gens.make(k, d(log)) for k, d in [(0, plain_), (1, coroutine_), (2, async_generator_)])
assert inspect.isgenerator(g) and inspect.iscoroutine(c) and inspect.isasyncgen(a)
assert inspect.isawaitable(c) and asyncio.iscoroutine(c) and not inspect.isawaitable(g)
assert isinstance(g, collections.abc.Generator) and isinstance(c, collections.abc.Coroutine)
assert isinstance(a, collections.abc.AsyncGenerator) and not isinstance(c, collections.abc.Iterable)
assert repr(type(g)) == "<class 'generator'>" and type(g).__module__ == "builtins"
for o, names in (g, "gi_"), (c, "cr_"), (a, "ag_"):
    assert re.fullmatch(r"<\w+ object body at 0x[0-9a-f]+>", repr(o)), repr(o)
    assert getattr(o, names + "code").co_name == "body" and o.__name__ == "body"
    assert outcome(lambda: copy.copy(o))[0][:2] == ("TypeError", f"cannot pickle '{type(o).__name__}' object")
    assert outcome(lambda: setattr(o, "__name__", 1))[0][1] == "__name__ must be set to a string object"
    assert outcome(lambda: delattr(o, "__qualname__"))[0][1] == "__qualname__ must be set to a string object"
    assert outcome(lambda: type(o)())[0][1] == f"cannot create '{type(o).__name__}' instances"
    assert weakref.ref(o)() is o and sys.getsizeof(o) > 100
    assert outcome(lambda: iter(o))[0][1:2] == (f"'{type(o).__name__}' object is not iterable",) or o is g
assert inspect.getgeneratorstate(g) == "GEN_CREATED" and inspect.getcoroutinestate(c) == "CORO_CREATED"
assert next(g) == 1 and inspect.getgeneratorstate(g) == "GEN_SUSPENDED"
assert g.gi_frame.f_lineno == 8 and list(g.gi_frame.f_locals) == ["driver"] and g.gi_frame.f_code.co_filename == "gens.py"
g.close()
assert inspect.getgeneratorstate(g) == "GEN_CLOSED" and g.gi_frame is None and g.gi_code.co_name == "body"
c.close()


# Nobody waits: a warning, with the place if that is asked for.

def never():
    gens.make(COROUTINE, coroutine_(log))


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    never()
assert [str(w.message) for w in caught] == ["coroutine 'body' was never awaited"], caught
sys.set_coroutine_origin_tracking_depth(1)
c = gens.make(COROUTINE, coroutine_(log))
sys.set_coroutine_origin_tracking_depth(0)
assert len(c.cr_origin) == 1 and c.cr_origin[0][2] == "<module>" and c.cr_origin[0][1] > 300
c.close()
if sys.version_info >= (3, 13):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        gens.make(ASYNC_GENERATOR, async_generator_(log)).asend(None)
    assert [str(w.message) for w in caught] == ["coroutine method 'asend' of 'body' was never awaited"]


# Who is running cannot be resumed; who is waited for cannot be waited for.

def itself():
    try:
        box[0].send(None)
    except ValueError as e:
        yield "yield", str(e)


for kind, noun in (GENERATOR, "generator"), (COROUTINE, "coroutine"):
    box = [gens.make(kind, itself())]
    assert box[0].send(None) == f"{noun} already executing"
    del box[0]

c = gens.make(COROUTINE, coroutine_(log))
c.send(None)


async def waits():
    await c


for waiter in waits(), gens.make(COROUTINE, iter([("await", c)])):
    assert outcome(lambda: waiter.send(None))[0][:2] == ("RuntimeError", "coroutine is being awaited already")
assert c.__await__().send(None) == 1


# Between the two worlds, and with an event loop.

async def interpreted():
    return await gens.make(COROUTINE, coroutine_(Log()))


class Inner:
    async def __aenter__(self):
        await asyncio.sleep(0)
        return "entered"

    async def __aexit__(self, *args):
        await asyncio.sleep(0)
        return args[0] is KeyError


def everything():
    result = []
    result.append((yield "await", interpreted_sleep()))
    exit = yield "exit_of", Inner()
    result.append((yield "enter", Inner()))
    try:
        raise KeyError
    except KeyError as e:
        result.append((yield "leave", (exit, e)))
    result.append((yield "leave", (exit, ValueError())))
    items = yield "aiter", gens.make(ASYNC_GENERATOR, counting())
    try:
        while True:
            result.append((yield "anext", items))
    except StopAsyncIteration:
        pass
    items = yield "aiter", interpreted_items()
    try:
        while True:
            result.append((yield "anext", items))
    except StopAsyncIteration:
        return result


async def interpreted_sleep():
    await asyncio.sleep(0)
    return "slept"


async def interpreted_items():
    yield "i"
    await asyncio.sleep(0)
    yield "j"


def counting():
    for i in range(3):
        yield "await", asyncio.sleep(0)
        yield "yield", i


async def both():
    direct = await gens.make(COROUTINE, everything())
    task = asyncio.create_task(gens.make(COROUTINE, everything()))
    assert "coro=<body() running at gens.py:7>" in repr(task), repr(task)
    items = [i async for i in gens.make(ASYNC_GENERATOR, counting())]
    unfinished = gens.make(ASYNC_GENERATOR, counting())
    await unfinished.__anext__()
    return direct, await task, items


direct, by_task, counted = asyncio.run(both())
assert direct == by_task == ["slept", "entered", True, False, 0, 1, 2, "i", "j"], direct
assert counted == [0, 1, 2]


# Messages of what cannot be awaited or iterated.

class Empty:
    pass


class Gives:
    """A special method of any name gives something."""

    def __init_subclass__(cls, **methods):
        for name, value in methods.items():
            setattr(cls, f"__{name}__", lambda self, *args, value=value: value)


async def await_(x):
    await x


async def for_(x):
    async for _ in x:
        pass


async def with_(x):
    async with x:
        pass


def for_driver(x):
    x = yield "aiter", x
    yield "anext", x


def with_driver(x):
    exit = yield "exit_of", x
    yield "enter", x
    yield "exit", exit


class NotIterator(Gives, await_=0):
    def __await__(self):
        return 1


class GivesCoroutine:
    def __await__(self):
        return interpreted()


def operands():
    yield Empty()
    yield 1
    yield NotIterator()
    yield GivesCoroutine()
    for names in {"aiter": 1}, {"anext": 1}, {"aenter": 1, "aexit": 1}, {"aenter": 1}, {"aexit": 1}:
        yield type("Made", (Gives,), {}, **names)()
    made = type("Next", (Gives,), {}, anext=1)()
    yield type("Made", (Gives,), {}, aiter=made)()
    yield type("Made", (Gives,), {}, aiter=type("Next", (Gives,), {}, anext=NotIterator())())()
    yield type("Made", (Gives,), {}, aenter=[], aexit=NotIterator())()
    yield type("Made", (Gives,), {}, aenter=Await(log, lambda log: iter([])), aexit=3)()


warnings.simplefilter("ignore")
for x in operands():
    for interpreted_body, driver in (
        (await_, lambda x: iter([("await", x)])),
        (for_, for_driver),
        (with_, with_driver),
    ):
        expected = outcome(lambda: interpreted_body(x).send(None))
        found = outcome(lambda: gens.make(COROUTINE, driver(x)).send(None))
        # Only the last one of a chain is ours: the driver adds nothing to it.
        assert expected == found, (x, interpreted_body, expected, found)
assert outcome(lambda: next(gens.make(GENERATOR, iter([("from", c)]))))[0][1] == (
    "cannot 'yield from' a coroutine object in a non-coroutine generator"
)


# Hooks, finalisers, cycles.

seen = []
sys.set_asyncgen_hooks(lambda g: seen.append(("first", g.__name__)), lambda g: seen.append(("last", g.__name__)))
a = gens.make(ASYNC_GENERATOR, async_generator_(log))
assert outcome(lambda: a.__anext__().send(None))[0][:2] == ("StopIteration", "one")
del a
sys.set_asyncgen_hooks(None, None)
assert seen == [("first", "body"), ("last", "body")], seen

log = Log()
g = gens.make(GENERATOR, plain_(log))
next(g)
del g
assert log == ["end"], log


def circle():
    me = yield "yield", None
    alive = Empty()
    refs.append(weakref.ref(alive))
    try:
        yield "yield", me
    finally:
        refs.append("closed")


for started in True, False:
    refs = []
    g = gens.make(GENERATOR, circle())
    next(g)
    refs.append(weakref.ref(g))
    if started:
        assert g.send(g) is g
    else:
        cycle = [g]
        cycle.append(cycle)
        del cycle
    del g
    gc.collect()
    assert refs[0]() is None, refs
    assert ("closed" in refs) == started, refs

# Deep delegation ends in a RecursionError, not in a crash.


def nested(depth):
    if depth:
        yield "from", gens.make(GENERATOR, nested(depth - 1))
    yield "yield", depth


assert next(gens.make(GENERATOR, nested(50))) == 0
assert outcome(lambda: next(gens.make(GENERATOR, nested(100000))))[0][0] == "RecursionError"

# What is handled inside is apart from what the caller handles.


def handling():
    try:
        raise KeyError("inside")
    except KeyError:
        yield "yield", repr(sys.exc_info()[1])
        yield "yield", repr(sys.exc_info()[1])


g = gens.make(GENERATOR, handling())
try:
    raise ValueError("outside")
except ValueError:
    assert next(g) == "KeyError('inside')"
    assert repr(sys.exc_info()[1]) == "ValueError('outside')"
assert sys.exc_info()[1] is None and next(g) == "KeyError('inside')"
