"""Numbers in words and doubles: what happens where they do not fit, are something else, or are looked at as objects."""

import sys
M = sys.maxsize

def adds(n, start):
    total = start
    for i in range(n):
        total += i
        if total > M + 10:
            total -= 1
    return total

def muls(n):
    f = 1
    i = 1
    while i <= n:
        f *= i
        i += 1
    return f

def pows(n):
    out = []
    for i in range(n):
        x = i ** 3
        y = 3 ** i
        z = y - x
        out.append((x, y, z))
    return out

def shifts(n):
    out = []
    x = 1
    for i in range(n):
        x = x << 3
        y = x >> i
        out.append(y)
        out.append(x & 1023 | i ^ 5)
    return out

def fdiv(a, b, n):
    out = []
    for i in range(n):
        out.append(a // (b + i))
        out.append(a % (b + i))
        out.append((a - i) // 3 - (a + i) % -7)
    return out

def negs(n):
    x = -M - 1
    out = 0
    for i in range(n):
        out = -x
        x = x + i
        y = abs(x)
        out += y
        out = ~out
    return out, x

def tryit(n, z):
    log = []
    total = 0
    for i in range(n):
        try:
            total += 1000 // (i - z)
            if i == z + 2:
                total *= M * M
        except ZeroDivisionError as e:
            log.append(str(e))
            total += 7
        finally:
            total += 1
            log.append(total)
    else:
        total += 5
    return total, log

def loops(n):
    r = []
    i = 0
    while i < n:
        j = 0
        while True:
            j += 1
            if j * j > i:
                break
        else:
            r.append(-1)
        i += j
        r.append(i * M)
    else:
        r.append(i)
    return r

def ident(n):
    a = 1000000
    b = a
    c = a + n
    d = c
    lst = []
    for i in range(n):
        c = c + 1
        d = c
        lst.append(c)
        lst.append(d)
    return a is b, c is d, lst[0] is lst[1], lst

def params(x, y):
    s = 0
    for i in range(10):
        s = s + x * i - y
    return s

def steps(n):
    out = []
    for i in range(0, n, 3):
        out.append(i * i)
    for i in range(n, 0, -4):
        out.append(i - 1)
    for i in range(M - 5, M, 2):
        out.append(i + i)
    for i in range(5, 2):
        out.append(i)
    t = 0
    for i in range(3, n):
        t += i
    out.append(t)
    out.append(i)
    return out

def divmods(n):
    out = []
    for i in range(1, n):
        q, r = divmod(n * 7, i)
        out.append(q * 3 + r)
    return out

def mixed(n, x):
    t = 0
    f = 0.5
    for i in range(n):
        f += i
        f = f * 1.5 - x
        if f > 1e6 or f < i:
            f /= 3
        t += i * 2
    return t, f, t / (n + 1), f // 0.3, f % 7.0

def dele(n):
    out = 0
    for i in range(n):
        x = i * 2
        out += x
        del x
    try:
        return x
    except UnboundLocalError as e:
        return out, str(e)

def captured(n):
    total = 0
    fs = []
    for i in range(n):
        total += i * i
        fs.append(lambda: (total, i))
    return [f() for f in fs], total

def idx(lst, n):
    s = 0
    for i in range(n):
        if lst[i] > lst[i - 1]:
            s += lst[i] * 2
        lst[i] = s
    return s, lst

def swap(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a, b

def collatz(n):
    best = 0
    for i in range(1, n):
        c = 0
        k = i
        while k != 1:
            k = k // 2 if k % 2 == 0 else 3 * k + 1
            c += 1
        best = max(best, c)
    return best

def boolish(n):
    x = True
    y = 0
    for i in range(n):
        y += x
        y += i == 3
        if not y:
            y = -1
    return y

def late(n, items):
    total = 0
    for k in items:
        total += k
        total = total * 2 - n
    return total

class I(int):
    def __add__(self, o): return I(int(self) + int(o) + 100)
    __radd__ = __add__

def raising(n):
    t = 0
    for i in range(n):
        t += 10 % (5 - i)
    return t

def rangeerr(a, b):
    s = 0
    for i in range(a, b):
        s += i
    return s

def nested(n):
    for a in range(n):
        for b in range(a, n):
            c = a * a + b * b
            for d in range(1, c):
                if d * d == c and c > 4:
                    return a, b, d
    return None

def weird(n):
    i = 0
    s = 1
    while True:
        try:
            i += 1
            if i % 3 == 0:
                continue
            s = s * i
            if i > n:
                break
        finally:
            s = s - 1
    return s, i


import copy
import traceback


tests = [
    ('adds', (10, 5)), ('adds', (100, M-50)), ('adds', (100, -M)), ('adds', (5, 2.5)), ('adds', ('a', 1)), ('adds', (3, 10**30)),('adds', (3, I(5))),
    ('muls', (5,)), ('muls', (30,)), ('muls', (30.5,)), ('muls', (None,)),
    ('pows', (60,)), ('shifts', (80,)), ('fdiv', (100, 1, 10)), ('fdiv', (-M-1, -1, 1)), ('fdiv', (100, -3, 6)), ('fdiv', (10**20, 7, 3)), ('fdiv',(2.5, 1.5, 3)),
    ('negs', (0,)), ('negs', (1,)), ('negs', (10,)), ('tryit', (20, 5)), ('tryit', (10, 20)), ('tryit', (5, 0)), ('tryit', (5, 0.5)),
    ('loops', (50,)), ('loops', (0,)), ('ident', (5,)), ('ident', (1000,)), ('params', (1, 2)), ('params', (1.5, 2)), ('params', (M, M)), ('params', ('a', 2)), ('params', (I(2), 3)), ('params', (True, False)),
    ('steps', (20,)), ('steps', (4,)), ('steps', (0,)), ('steps', (-1,)), ('divmods', (20,)), ('divmods', (20.5,)),
    ('mixed', (10, 0.25)), ('mixed', (10, 3)), ('mixed', (0, 1)), ('mixed', (100, 10**17)), ('dele', (5,)), ('dele', (0,)), ('captured', (4,)),
    ('idx', ([1,5,2,7], 4)), ('idx', ([1,5,2,7], 6)), ('idx', ((1,2), 2)), ('idx', ([1, 2.5, M, M], 4)), ('idx', ({0:1,-1:5,1:3}, 3)), ('idx', ('abc', 2)),
    ('swap', (50,)), ('swap', (100,)), ('collatz', (200,)), ('boolish', (10,)), ('late', (3, [1,2,3])), ('late', (3, [1,2.5,3])), ('late', (3, [1]*70)), ('late', (3, [True, I(3), 4])), ('late', (3, 5)),
    ('raising', (4,)), ('raising', (10,)), ('rangeerr', (1.5, 3)),  ('rangeerr', (10**19, 10**19+3)), ('rangeerr', (M-3, M)), ('rangeerr', (True, 4)), ('nested', (10,)), ('weird', (40,)), ('weird', (5,)),
]


def outcome(name, args):
    args = copy.deepcopy(args)
    try:
        result = globals()[name](*args)
        return result, [type(x).__name__ for x in result] if isinstance(result, (tuple, list)) else type(result).__name__
    except Exception as error:
        lines = [(entry.name, entry.lineno) for entry in traceback.extract_tb(error.__traceback__)][1:]
        return type(error).__name__, str(error), lines, args


for name, args in tests:
    print(name, outcome(name, args))
