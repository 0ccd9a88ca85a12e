"""Handlers that look at nothing: what could be seen of the exception is the same as ever."""
import collections
import sys
import traceback


def seen():
    exc = sys.exc_info()[1]
    return exc and (type(exc).__name__, str(exc), [(f.name, f.lineno) for f in traceback.extract_tb(exc.__traceback__)])


def show(*what):
    print(*what)


def count(table, keys, start):
    total = start
    for key in keys:
        try:
            total += table[key]
        except KeyError:
            total += 1
    return total


def default(table, key):
    try:
        value = table[key]
    except KeyError:
        value = None
    return value


def index(items, i, value="absent"):
    try:
        value = items[i]
    except IndexError:
        pass
    return value


def both(o, key):
    try:
        return o[key]
    except LookupError:
        return "nowhere"


def any_failure(o, key):
    try:
        return o[key]
    except Exception:
        return "failed"


def nested(table, a, b):
    try:
        return table[table[a]][table[b]]
    except KeyError:
        return "key"
    except (TypeError, IndexError):
        return "other", seen()


def unbound(table):
    for key in (1, 2):
        try:
            value = table[key]
        except KeyError:
            value += 1
    return value


class Loud:
    def __init__(self, name):
        self.name = name

    def __iadd__(self, other):
        show("iadd", self.name, seen())
        return self

    def __add__(self, other):
        show("add", self.name, seen())
        return self

    def __radd__(self, other):
        show("radd", self.name, seen())
        return self

    def __del__(self):
        show("del", self.name, seen())


def replaces(table, key):
    value = Loud("old")
    try:
        value = table[key]
    except KeyError:
        value = 0
    return value


class Dict(dict):
    def __missing__(self, key):
        return "missing", key


class Own:
    def __getitem__(self, key):
        raise KeyError(key)


class Key:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise RuntimeError("eq")


class Special(KeyError):
    pass


def fails(exc):
    raise exc


def calls(exc):
    try:
        fails(exc)
    except KeyError:
        result = "caught"
    return result


def attempt(f, *args):
    try:
        return f(*args)
    except BaseException as e:
        chain = []
        while e:
            tb = [(f.name, f.lineno) for f in traceback.extract_tb(e.__traceback__)]
            chain.append((type(e).__name__, str(e), tb))
            e = e.__context__
        return chain


def kept():
    exc = KeyError("kept")
    show(calls(exc), [f.name for f in traceback.extract_tb(exc.__traceback__)], exc.__context__)
    exc = Special("special")
    show(calls(exc), [f.name for f in traceback.extract_tb(exc.__traceback__)])
    show(attempt(calls, ValueError("other")))
    show(calls(KeyError), calls(Special))


def inner_handlers(table):
    out = []
    for key in (0, 1, 2, 3):
        try:
            try:
                out.append(table[key])
            except IndexError:
                out.append("inner")
            finally:
                out.append(seen())
        except KeyError:
            out.append("outer")
    return out


def passes_through(table):
    try:
        try:
            return table["absent"]
        except IndexError:
            return 1
    except ValueError:
        return 2


def in_finally(table):
    try:
        try:
            return table["absent"]
        except KeyError:
            return "quiet"
        finally:
            show("finally", seen())
    except Exception as e:
        return e


def while_handling(table):
    try:
        raise ValueError("first")
    except ValueError:
        try:
            x = table["absent"]
        except KeyError:
            x = 1
        show(x, seen())
        return attempt(passes_through, table)


def generator(table):
    for key in range(3):
        try:
            value = table[key]
        except KeyError:
            value = "none"
        yield value


class Holder:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        show("released", self.name, seen())


def raises_holder():
    raise KeyError(Holder("in exception"))


def order():
    done = []
    try:
        raises_holder()
    except KeyError:
        done = [1]
    show(done)


table = {1: 10, 2: 20}
show(count(table, [1, 2, 3, 4], 0), count(table, [3], 10**30), count(table, [3], 1.5), count(table, [3], True))
show(attempt(count, table, [3], Loud("total")).name)
show(attempt(count, {1: Loud("value")}, [1, 2], 0).name)
show(attempt(count, table, [[]], 0))
show(attempt(count, table, [Key()], 0), attempt(count, {1: 1}, [Key()], 0))
show(attempt(count, None, [1], 0))
show(attempt(count, table, [3], "text"))
show(default(table, 1), default(table, 3), default(Dict(), 3), default(collections.defaultdict(int), 3), default(Own(), 1))
show(attempt(default, [1], 5), attempt(default, table, {}))
show([index(o, i) for o in ([1, 2], (1, 2), "ab") for i in (0, 1, 2, -1, -2, -3, True, 10**20)])
show(attempt(index, [1], "x"), attempt(index, {}, 1), index(range(3), 5), index(b"ab", 7))
show([both(o, k) for o in ({}, [], "", (), {0: 1}, [1], Own(), Dict()) for k in (0, -1)], attempt(both, [], None))
show([any_failure(o, k) for o in ({}, [], None, 1, "") for k in (0, None, [])])
show(nested({0: 1, 1: [5], 2: 0}, 0, 2), nested({}, 0, 0), nested({0: 1, 1: 5, 2: 0}, 0, 2), nested({0: 1, 1: [], 2: 0}, 0, 2))
show(attempt(unbound, {}), unbound({1: 5}))
show(replaces(table, 1), replaces(table, 3))
kept()
show(inner_handlers({0: 0, 2: 2}))
show(attempt(passes_through, {}))
show(in_finally({}), in_finally({"absent": 3}))
show(while_handling({}))
show(list(generator({1: 1})))
order()
