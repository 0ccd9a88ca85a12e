"""Plain Python, compiled: what it prints is what the interpreter prints."""
import collections
import io


def operators(a, b):
    results = []
    for name in ("+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "<", "<=", "==", "!=", ">", ">="):
        try:
            results.append(eval("a %s b" % name, {"a": a, "b": b}))
        except Exception as e:
            results.append("%s: %s" % (type(e).__name__, e))
    return results


def direct(a, b):
    results = []
    try:
        results.append(a + b)
        results.append(a - b)
        results.append(a * b)
        results.append(a // b)
        results.append(a % b)
        results.append(a / b)
        results.append(-a)
        results.append(a ** 2)
        results.append(a < b)
        results.append(a == b)
    except Exception as e:
        results.append((type(e).__name__, str(e)))
    return results


def show(title, value):
    print(title, repr(value))


for pair in ((7, 3), (-7, 3), (7.5, 2), (2 ** 70, 3), (True, 2), ("ab", 3), ([1], 2), (1, 0), (1.0, 0), (None, 1), ("a", "b")):
    show("direct %r" % (pair,), direct(*pair))

big = 1
for i in range(1, 40):
    big *= i
show("factorial", big)
show("negative shift", (1 << 100) >> 98)


def unpack():
    a, b = 1, 2
    a, b = b, a
    (c, d), *rest = [(3, 4), 5, 6]
    first, *middle, last = "hello"
    [e, [f, g]] = 7, (8, 9)
    h = i = j = []
    h.append(1)
    return a, b, c, d, rest, first, middle, last, e, f, g, i is j, i


show("unpack", unpack())


# The texts are those of compiled modules.
def unpack_errors():
    results = []
    for value in ((1,), (1, 2, 3), 5, [], "ab", {1: 2, 3: 4}):
        try:
            x, y = value
            results.append((x, y))
        except Exception as e:
            results.append(type(e).__name__)
    for value in ((), (1,), 7):
        try:
            x, *y, z = value
            results.append((x, y, z))
        except Exception as e:
            results.append(type(e).__name__)
    return results


show("unpack errors", unpack_errors())


def augmented():
    data = {"k": [1]}
    alias = data["k"]
    data["k"] += [2]
    data["k"] *= 2
    text = "a"
    text += "b" * 3
    space = collections.UserDict()
    space["n"] = 5
    space["n"] -= 7
    items = [0, 1, 2, 3, 4]
    items[1:3] += ["x"]
    items[-1] //= 3
    return data, alias is data["k"], text, dict(space), items


show("augmented", augmented())


def slices():
    s = list(range(10))
    t = s[:]
    t[2:5] = ["a"]
    del t[0], t[-1]
    del s[::2]
    return s, t, s[1:], s[:-1], s[::-1], s[-100:100], "hello"[1:4], (1, 2, 3)[-2:], b"bytes"[::2]


show("slices", slices())


def subscript_errors():
    results = []
    for action in ("[1][5]", "(1,)[-2]", "{}['k']", "5[0]", "'abc'[9]", "None[0]", "[1]['a']"):
        try:
            results.append(eval(action))
        except Exception as e:
            results.append((type(e).__name__, str(e)))
    values, position = [1], 5
    for index in (5, -2, "a", None):
        try:
            results.append(values[index])
        except Exception as e:
            results.append((type(e).__name__, str(e)))
    return results


show("subscript errors", subscript_errors())


def formats():
    x, y, name = 3.14159, 42, "px"
    return (f"{x:.2f} {y:>5} {name!r:>6} {y:#x} {{}} {name=} {x:{6}.{3}}", f"{y}{y}", f"", f"{[1, 2]}",
            "%s %r %5.1f %d%%" % (name, name, x, y), "{:>4}|{}".format(1, 2), f"{y:,}" f" tail {name}")


show("formats", formats())


def displays():
    a, b = [1, 2], {"x": 1}
    return [*a, 3, *"ab"], (*a, *a), {*a, 5}, {**b, "y": 2, **{"x": 9}}, {1: 2, 3: 4}, (), [], {}, (1,)


show("displays", displays())


def chains(a, b, c):
    return a < b < c, a < b > c, a == b == c, a in (b, c) is not None, 1 < 2 in [2], a is a is a


show("chains", chains(1, 2, 3))


def logic(values):
    return [(x and "yes", x or "no", not x) for x in values]


show("logic", logic([0, 1, "", "a", [], [0], None, 0.0, {}]))


def ternary(n):
    return "neg" if n < 0 else "zero" if n == 0 else "pos"


show("ternary", [ternary(n) for n in (-1, 0, 1)])


def walrus(values):
    total = 0
    while (n := len(values)) > 1:
        total += n
        values = values[1:]
    return total, [y for x in range(4) if (y := x * x) > 1], y


show("walrus", walrus([1, 2, 3]))


def files():
    out = io.StringIO()
    with out as f, io.StringIO("a\nb") as g:
        for line in g:
            print(line.strip(), end=";", file=f)
        result = f.getvalue()
    return result, out.closed, g.closed


show("files", files())


def deletions():
    d = {"a": 1, "b": 2}
    del d["a"]
    results = [d]
    try:
        del d["zz"]
    except KeyError as e:
        results.append(e.args)
    x = y = 1
    del x, y
    try:
        print(x)
    except UnboundLocalError as e:
        results.append(type(e).__name__)
    return results


show("deletions", deletions())


def name_is_unbound():
    try:
        raise ValueError
    except ValueError as e:
        pass
    try:
        e
    except UnboundLocalError as caught:
        return str(caught)


show("name is unbound", name_is_unbound())


def imports():
    import os.path as p
    from math import floor, ceil as up
    import xml.dom
    results = [p.basename("/a/b"), floor(2.5), up(2.5), xml.dom.__name__]
    try:
        from math import nothing_like_this
    except ImportError as e:
        results.append(type(e).__name__)
    try:
        import no_such_module_here
    except ModuleNotFoundError as e:
        results.append(e.name)
    return results


show("imports", imports())


def sets_and_membership():
    return 1 in {1, 2}, 3 not in [1, 2], "a" in "cat", "k" in {"k": 0}, {1, 2} | {3}, {1, 2} & {2}, {1} <= {1, 2}


show("sets", sets_and_membership())


def strings():
    s = "Hello, World"
    return (s.lower(), s.upper(), s.split(", "), s.replace("l", "L"), s.startswith("Hell"), s.find("W"),
            "-".join(["a", "b"]), s[0], s[-1], len(s), s * 2, "a" + "b", s.encode("ascii"), b"ab".decode(),
            "caf\u00e9 \U0001f600", "x".isdigit(), "12".isdigit(), s.strip("Hd"), "a,b".partition(","))


show("strings", strings())


def numbers():
    return (0x1F, 0o17, 0b101, 1_000_000, 1e3, .5, 3j, (1 + 2j) * 2, abs(-5), divmod(-7, 2), round(2.567, 2), pow(2, 10),
            pow(3, 4, 5), int("42"), float("1.5"), complex("1+2j"), min(3, 1, 2), max([4, 9]), sum([1, 2]), sorted([3, 1, 2]))


show("numbers", numbers())

total = 0
for number in range(5):
    if number == 1:
        continue
    if number == 4:
        break
    total += number
else:
    total = -1
show("module level loop", (total, number))
defined_for_now = 1
del defined_for_now
try:
    defined_for_now
except NameError as e:
    show("name error", str(e))
show("names", __name__ is not None and "formats" in globals())
