a = (1 + 2) * 3 - -4 ** -b ** 2
a = (-1) ** 2, not (a == b), not a == b, (not a) == b
a = (b if c else d) if e else (f if g else h)
a = (lambda x, *y, z=1, **k: (x, y))(1) or (lambda: (yield))
a = b and (c or d) and not (e and f)
a = (b or c) or d or (e or f)
a = 1 < b <= c != d is not e not in f
a = (1 < b) < c
a = x - (y - z) - w, x // (y / z) % w @ v, x << (y >> z) & (u | v) ^ t
a = ~(x + y), -x.y[z](w), (-x).y, (await_).b, 1 .real, (1.5).imag, 2j.imag
a = (b := c), [d := e], {f := g}, h[i := j], k(l := m)
a = [x for x, y in z if x if y for w in x], {x: y for x in z}, {x for (x, y), *z in w}, (x for x in y)
a = f(x for x in y), f(*a, b, *c, d=e, **g), f((yield x)), f(*a or b)
a = x[1], x[1,], x[1, 2:3, ::4, ..., 5:], x[()], x[*y], x[(lambda: 1):2]
a = (), (1,), (1, 2), [], [1], {}, {1}, {1: 2, **x, 3: 4}, {*x, y}, [*x, *y | z]
a = 0xFF, 0o17, 0b101, 1_000, 1e10, 1.50, 3J, 0
a = None, True, False, ..., NotImplemented
a = b if (c := d) else e
a = (yield), (yield x, y), (yield from z)
(x, y), [z, *w] = *p, q = r
x.y, z[0] = a
