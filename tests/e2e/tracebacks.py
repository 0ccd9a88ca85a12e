"""Lines and names of tracebacks, those of comprehensions included; contexts of exceptions."""
import traceback, sys
def show(f):
    try: f()
    except BaseException as e:
        while e is not None:
            print(f.__name__, type(e).__name__, e, [(x[1], x[2]) for x in traceback.extract_tb(e.__traceback__)][1 if e.__context__ is None else 0:])
            e = e.__context__
def boom(x=0): raise ValueError(x)
def a():
    x = 1
    return (x +
        boom(
            1))
def b():
    for i in range(3):
        if i == 1:
            boom(i)
def c():
    try:
        boom()
    except ValueError:
        x = 1
        raise
def d():
    try:
        boom()
    except ValueError as e:
        raise KeyError('k') from e
def e():
    try:
        boom()
    finally:
        x = 1
        y = 2
def f():
    with open('/dev/null') as g:
        boom()
def g():
    return [boom(i)
        for i in range(3)]
def h():
    return list(boom(i)
        for i in range(3))
def i():
    class C:
        x = 1
        y = boom()
def j():
    lam = lambda: boom()
    return lam()
def k():
    def inner():
        boom()
    try:
        inner()
    except ValueError:
        try:
            boom(2)
        except ValueError as e2:
            raise e2
def l():
    x = [1, 2]
    x[5]
def m():
    assert 1 == 2, \
        'msg'
def n():
    for x in 5:
        pass
def o():
    a, b = (1,
       2, 3)
def p():
    import nothing_here
def q():
    undefined_name
def r():
    def gen():
        yield 1
        boom()
    for x in gen():
        pass
def s():
    while True:
        try:
            boom()
        finally:
            break
    raise KeyError
def t():
    e = ValueError('pre')
    try:
        raise e
    except ValueError:
        pass
    raise e
def v():
    boom(*[1], **{
        'q': 1})
def w():
    x = {'a':
      boom(),
      'b': 2}
def x():
    return f'{boom()}' \
      'abc'
def y():
    match boom():
        case 1: pass
def z():
    del [][0]
def aa():
    global zz
    del zz
def bb():
    x = 1
    x += 'a'
def cc():
    {}['a']['b'] = 3
def dd():
    [].foo = 3
def ee():
    return (1
       ) / 0
def ff():
    if (1 and
        boom()): pass
def gg(a=1):
    gg(b=2)
def hh():
    boom(1, 2)
def ii():
    raise ValueError('a') from boom()
def jj():
    with boom() as x: pass
class CM:
    def __enter__(self): return self
    def __exit__(self, *a): boom('exit')
def kk():
    with CM():
        pass
def ll():
    with CM():
        raise KeyError
def mm():
    try: boom()
    except KeyError: pass
    except boom('cls'): pass
def nn():
    return boom() if True else 1
def oo():
    x: boom() = 1
    y = lambda a=boom(): a
def pp(): return [x for x in [1] if boom()]
def qq(): return {k: boom() for k in (1,)}
def rr(): return [[boom() for _ in (1,)] for _ in (1,)]
def ss(): return any(boom() for _ in (1,))
def tt(): return sum(boom() for _ in (1,))
def uu():
    return {
        **{'a': 1},
        **5}
def vv():
    async def items():
        yield boom()
    async def all_of():
        return [x async for x in items()]
    all_of().send(None)
def ww():
    async def items():
        yield boom()
    async def loop():
        async for x in (
                items()):
            pass
    loop().send(None)
for fn in [v_ for k_, v_ in list(globals().items()) if callable(v_) and len(k_) <= 2 and k_ != 'CM']: show(fn)
