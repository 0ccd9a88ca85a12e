"""Numbers are objects: values of `and`, `or`, conditional expressions; attributes and items of literals; star arguments."""
log=[]
def run(f):
    try: print(f.__name__, f())
    except Exception as e: print(f.__name__, type(e).__name__, e)
def a(x=3): return (1e308 and -2147483648) ^ 5, 255 or 0.1, (0 or 0.5), 1 and True, (x and 2.5), (2 if x else 2.5), (True if x else 1)
def b(): del (not b'').val
def c(x=3): (x not in [1]).val = 5
def d(x=3): (x is None).val += 5
def e(): (1).real = 3
def f(): 5[0] = 1
def g(): del 5[0]
def h(): (1.5)[0] += 1
def i(x=1): return a(1, *4)
def j(x=1): return a(*4)
def k(x=1): return a(**4)
def l(x=1): return a(1, **4)
def m(x=1): return a(x=1, **{'x': 2})
def n(x=1): return a(*[1], *5)
def o(x=1): return print(1, *[2], end='!\n', **{'sep': '-'})
def p(): return a(**{'x': 1}, **{'x': 2})
def q(): return a(**{1: 2})
def r(): return None()
def s(x=3): return (x > 2).bit_length(), (x > 2) + 1, -(x > 2), ~(x > 2) if 0 else None, (x > 2)[0]
def t(x=3): return (len('ab') or 2.5), len([]) or None
def u(x=3): y = len('abc'); y.foo = 1
def v(x=3): y = x == 3; y.foo
def w(x=3): for_ = 1.5; for_.foo = 1
def x(y=3): return [*range(3), *'ab'], (*'ab', 1), {*'a', 1} - {'a'}, {**{'a': 1}, 'b': 2}
def y(): return [*None]
def z(): return {**None}
def aa(): return {**[1]}
def ab(): return (*5,)
def ac(): return {*5}
def ad(): return -9223372036854775808 % 7, -9223372036854775808 // -1, abs(-9223372036854775808), -(-9223372036854775808)
def ae(x=5): return x % -9223372036854775808, x * -9223372036854775808
def af(x=2, y=-9223372036854775808):
    t = 0
    for k in range(3): t = (t + x) * y % 1000
    return t
for fn in [v_ for k_, v_ in list(globals().items()) if callable(v_) and v_ is not run]: run(fn)
