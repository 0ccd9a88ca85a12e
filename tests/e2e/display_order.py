"""Displays: what is evaluated before the first pair is stored."""
log = []
def p(x): log.append(x); return x
def a():
    return {[p(1)]: p(2), p(3): f'{"x":d}'}
def b():
    return {p([]): p(2), p(3): p(4)}
def c():
    return {p(3), p([]), p(5)}
def d(): return {**p({'a': 1}), p('k'): p([]), p([]): p(5), p(6): p(7)}
def e(): return {p([]): p(1), **p({})}
def f(): return {k: v for k, v in [([], p(1))]}
def g(): return {p([]) for _ in (1,)}
def h(): return {*p([[]]), p(1)}
def i(): return {p(k): p([]) for k in ([], 1)}
for fn in (a,b,c,d,e,f,g,h,i):
    log.clear()
    try: print(fn.__name__, fn(), log)
    except Exception as e: print(fn.__name__, type(e).__name__, e, log)
