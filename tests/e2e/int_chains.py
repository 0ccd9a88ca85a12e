"""Chains of operators: on small ints, large ones, and everything else."""
import itertools


class Int(int):
    def __add__(self, other):
        return "Int.__add__"

    def __mod__(self, other):
        return "Int.__mod__"


class Log:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name

    def __add__(self, other):
        print("add", self.name, other)
        return 5

    def __radd__(self, other):
        print("radd", self.name, other)
        return 6

    def __index__(self):
        return 1


BIG = 2**30
VALUES = [0, 1, -1, 7, -8, BIG - 1, BIG, -BIG, 1 - BIG, 2**31, 2**62, 2**63, -(2**63), 2**64 + 1, 10**30, True, False,
          1.5, -0.0, "a", None, Int(3), [1], (2,)]


def sums(a, b, c):
    return a + b - c


def products(a, b, c):
    return a * b + c


def cubes(a, b, c):
    return a * b * c - a


def remainders(a, b, c):
    return (a + b) % 10, (a - b) // 7, (a + c) % -3, (b - c) // -4, (a + b) % 8, (a - b) // 16


def masks(a, b, c):
    return (a + b) & 255, (a | b) ^ c, (a & b) | 12, (a ^ 5) & b


def shifts(a, b, c):
    return (a + b) << 3, (a - b) >> 2, (a << 31) + 1, (a * b) >> 31


def reversed_constants(a, b, c):
    return 10 - (a + b), -(a - b), -a * b, 3 * (a - 1)


def compares(a, b, c):
    return (a + b == c, a - b < c, a * 2 >= b + c, a % 2 == 0, -a > b, (a & 1) != (b & 1))


def branches(a, b, c):
    out = []
    if a + b == c:
        out.append("eq")
    if a % 2 == 0:
        out.append("even")
    if a - 1 > b + 1:
        out.append("gt")
    while a + 1 < b - 1:
        out.append("loop")
        break
    return out


def items(o, i, j):
    return o[i + j], o[i - j], o[(i + j) % 2]


def stores(o, i, j):
    o[i + j] = "x"
    o[i - j - 1] += "y"
    return o


def augmented(total, a, b):
    total += a + b
    total -= a * 2 - b
    total *= a - b
    return total


def unbound(flag):
    if flag:
        x = 1
    y = flag + x - 1
    return y


def many(a):
    return a + a + a + a + a + a + a + a + a + a * a * a * a * a * a + a - a - a


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__ + ": " + str(e)


def run():
    triples = list(itertools.product(VALUES[:17], repeat=2))
    for f in (sums, products, cubes, remainders, masks, shifts, reversed_constants, compares, branches, augmented):
        results = []
        for a, b in triples:
            for c in (0, 3, -5, BIG):
                results.append(attempt(f, a, b, c))
        print(f.__name__, len(results), sum(map(len, map(repr, results))))
        for index in range(0, len(results), 37):
            print(results[index])
    for f in (sums, remainders, compares, items):
        for a, b, c in itertools.product(VALUES[17:] + [2], [1, 2.5, "b", None, Int(4)], [1, "c"]):
            print(f.__name__, attempt(f, a, b, c))


def containers():
    for o in ([10, 11, 12], (10, 11, 12), "abc", {0: "zero", 1: "one", 3: "three"}, b"abc", range(5), None, 5):
        for i, j in ((0, 1), (1, 1), (2, 1), (-1, 0), (1, 5), (True, 0), (BIG, BIG), (1.0, 0), ("a", "b")):
            print(attempt(items, o, i, j))
    for i, j in ((0, 1), (1, 0), (5, 5), (-1, -1), (1.5, 0.5)):
        print(attempt(stores, ["a", "b", "c"], i, j), attempt(stores, {}, i, j), attempt(stores, {0: "a", -1: "b"}, i, j))
        print(attempt(stores, ("a", "b", "c"), i, j))


run()
containers()
print(attempt(sums, Log("a"), 1, 2), attempt(sums, 1, Log("b"), 2), attempt(sums, Log("a"), Log("b"), Log("c")))
print(attempt(items, [1, 2, 3], Log("i"), 0), attempt(items, [1, 2, 3], 0, Log("j")))
print(attempt(unbound, 0), attempt(unbound, 1))
print([attempt(many, a) for a in VALUES])
