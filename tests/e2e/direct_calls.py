"""Functions of the module that call each other with numbers: recursion, rebinding, errors, what is not a number."""

import sys, traceback
M = sys.maxsize

def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

def fact(n):
    if n <= 1:
        return 1
    return n * fact(n - 1)

def ack(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))

def poly(x):
    return ((0.5 * x - 1.25) * x + 2.0) * x - 0.75

def integrate(n):
    low, high = 0.0, 2.0
    step = (high - low) / n
    total = 0.5 * (poly(low) + poly(high))
    x = low
    for _ in range(n - 1):
        x += step
        total += poly(x)
    return total * step

def poly_of(x):
    return poly(x), poly(2), poly(x + 1)

def same(x):
    y = x + 1
    if y > 10:
        return x
    return x

def identity(n):
    a = n * 1000
    b = same(a)
    c = [a]
    return same(c[0]) is c[0], same(a), b == a, same(n) is n

def deep(n):
    return 1 + deep(n + 1)

def endless(n):
    try:
        return deep(n)
    except RecursionError as e:
        tb = traceback.extract_tb(e.__traceback__)
        return str(e), tb[-1].name, tb[-1].lineno, tb[0].lineno, len(tb) > 500

def depth(n):
    old = sys.getrecursionlimit()
    sys.setrecursionlimit(n)
    try:
        return deep(0)
    except RecursionError as e:
        return len(traceback.extract_tb(e.__traceback__))
    finally:
        sys.setrecursionlimit(old)

def add(a, b):
    return a + b * 2

def rebind(n):
    global add
    out = []
    old = add
    for i in range(n):
        out.append(add(i, 1))
        if i == 2:
            add = lambda a, b: (a, b)
        if i == 4:
            add = old
    return out

def wrong(n):
    t = 0
    for i in range(n):
        t += add(i)
    return t

def kw(n):
    t = 0
    for i in range(n):
        t += add(b=i, a=1)
    return t

def big(n):
    t = 1
    for i in range(n):
        t = add(t, t)
    return t

log = []
def noisy(i):
    log.append(i)
    if i > 3:
        i = i * M * M
    log.append(i)
    return i + 1

def side(n):
    del log[:]
    t = 0
    for i in range(n):
        t += noisy(i)
    return t, list(log)

def boom(i):
    return 10 // (i - 3)

def raising(n):
    t = 0
    for i in range(n):
        t += boom(i)
    return t

def catching(n):
    t = 0
    for i in range(n):
        try:
            t += boom(i)
        except ZeroDivisionError as e:
            t += 100
            msg = [(f.name, f.lineno) for f in traceback.extract_tb(e.__traceback__)]
        finally:
            t += 1
    return t, msg

def none_maybe(i):
    if i > 2:
        return None
    return i * 2

def uses_none(n):
    out = []
    for i in range(n):
        r = none_maybe(i)
        out.append(r)
    return out

def uses_none2(n):
    t = 0
    for i in range(n):
        t = t + none_maybe(i)
    return t

def default(a, b=5):
    return a * b + 1

def defaults(n):
    t = 0
    for i in range(n):
        t += default(i) + default(i, i)
    return t

def place(row, n, columns, rising, falling):
    if row == n:
        return 1
    count = 0
    for column in range(n):
        if columns[column] or rising[row + column] or falling[row - column + n - 1]:
            continue
        columns[column] = rising[row + column] = falling[row - column + n - 1] = True
        count += place(row + 1, n, columns, rising, falling)
        columns[column] = rising[row + column] = falling[row - column + n - 1] = False
    return count

def queens(n):
    return place(0, n, [False] * n, [False] * (2 * n), [False] * (2 * n))

def mutual_even(n):
    if n == 0:
        return True
    return mutual_odd(n - 1)

def mutual_odd(n):
    if n == 0:
        return False
    return mutual_even(n - 1)

def deleted(n):
    global gone
    t = 0
    for i in range(n):
        t += gone(i)
        if i == 2:
            keep = gone
            del gone
    return t

def gone(i):
    return i * 3

def arg_rebinds(n):
    global target
    def change():
        global target
        target = lambda x: -x
        return 7
    first = target(change() + n)
    return first, target(n)

def target(x):
    return x * 2 + 1

class I(int):
    pass

tests = [
 ('fib', (20,)), ('fib', (5.5,)), ('fib', (-3,)), ('fib', (True,)), ('fib', ('a',)), ('fact', (10,)), ('fact', (30,)), ('fact', (5.0,)), ('ack', (2, 3)),
 ('integrate', (50,)), ('integrate', (0,)), ('integrate', (2.5,)), ('poly_of', (1.5,)), ('poly_of', (3,)), ('poly_of', (None,)), ('identity', (5,)), ('identity', (10**6,)), ('endless', (0,)), ('endless', (0.5,)),
 ('rebind', (8,)), ('wrong', (3,)), ('kw', (4,)), ('big', (100,)), ('side', (3,)), ('side', (8,)), ('raising', (3,)), ('raising', (6,)), ('catching', (6,)), ('uses_none', (5,)), ('uses_none2', (3,)), ('uses_none2', (5,)), ('defaults', (5,)),
 ('queens', (6,)), ('queens', (4.0,)), ('mutual_even', (10,)), ('mutual_even', (7,)), ('deleted', (3,)), ('deleted', (5,)), ('arg_rebinds', (3,)), ('same', (I(4),)), ('default', (3,)), ('default', (2, 2.5)), ('add', ('a', 'b')), ('add', (1,)), ('add', (M, M)), ('add', (I(2), 3)), ('same', (M,)), ('noisy', (2,)), ('place', (1, 1, 2, 3, 4)), ('place', ()),
]


def outcome(name, args):
    try:
        result = globals()[name](*args)
        return result, [type(x).__name__ for x in result] if isinstance(result, (tuple, list)) else type(result).__name__
    except Exception as error:
        lines = [(entry.name, entry.lineno) for entry in traceback.extract_tb(error.__traceback__)][1:]
        return type(error).__name__, str(error), lines, args


for name, args in tests:
    print(name, outcome(name, args))
