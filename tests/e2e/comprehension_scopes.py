"""Variables of comprehensions in inner functions; assignment expressions; names of class bodies."""


def late(n):
    return [f() for f in [lambda: i for i in range(n)]]


def bound(n):
    return [f() for f in [lambda i=i: i for i in range(n)]]


def two(n):
    fs = [lambda: (i, j) for i in range(n) for j in range(i)]
    return [f() for f in fs]


def nested(rows):
    return [[(lambda: (row, item)) for item in row] for row in rows]


def shadow(x):
    fs = [lambda: x for x in (x, x + 1)]
    return [f() for f in fs], x


def in_sets(n):
    return sorted([f() for f in {lambda: k for k in range(n)}])


def in_dicts(n):
    made = {k: (lambda: (k, v)) for k, v in zip(range(n), "abcdef")}
    return [f() for f in made.values()]


def conditions(n):
    return [f() for f in [(lambda: i) for i in range(n) if (lambda: i % 2)()]]


def unbound():
    try:
        return [f() for x in (1, 2) for f in (lambda: y,) for y in (x,)]
    except NameError as e:
        return type(e).__name__, str(e), e.name


def walrus(items):
    found = [last := item for item in items if (seen := item) > 1]
    return found, last, seen


def walrus_in_lambda(items):
    f = lambda x: (y := x + 1) * y
    g = lambda x: [y := item + x for item in items] + [y]
    h = lambda x: (lambda: (z, x))() if (z := x) else None
    return f(2), g(10), h(5), f.__code__.co_varnames[:2], h.__code__.co_cellvars


def captured_walrus(items):
    fs = [(lambda: total) for item in items if (total := item)]
    return [f() for f in fs], total


total = 0
module_level = [f() for f in [lambda: i + total for i in range(3)]]
[total := total + i for i in range(4)]


class Names:
    items = [1, 2, 3]
    same = [item for item in items]
    factor = 10
    try:
        products = [item * factor for item in items]
    except NameError as e:
        products = str(e)
    shared = [lambda: item for item in items]
    through = [(lambda: item)() for item in items for item in (item, item)]
    pairs = {item: [inner for inner in range(item)] for item in items}


def in_class_of_function(factor):
    class Local:
        items = (1, 2)
        products = [item * factor for item in items]
        factor = 100
        calls = [f() for f in [lambda: item * factor for item in items]]
    return Local.products, Local.calls


print(late(3), bound(3), two(3))
print([[f() for f in fs] for fs in nested([[1, 2], [3]])])
print(shadow(5), in_sets(3), in_dicts(3), conditions(4))
print(unbound())
print(walrus([1, 2, 3]), walrus_in_lambda([1, 2]), captured_walrus([1, 2, 3]))
print(module_level, total)
print(Names.same, Names.products, [f() for f in Names.shared], Names.through, Names.pairs)
print(in_class_of_function(3))
