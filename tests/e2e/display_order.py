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


class Key:
    def __init__(self, number): print("make", number); self.number = number
    def __hash__(self): print("hash", self.number); return self.number


def large(k):
    return {Key(0), Key(1), Key(2), Key(3), Key(4), Key(5), Key(6), Key(7), Key(8), Key(9), Key(10), Key(11), Key(12), Key(13), Key(14), Key(15), Key(16), Key(17), Key(18), Key(19), Key(20), Key(21), Key(22), Key(23), Key(24), Key(25), Key(26), Key(27), Key(28), Key(29), Key(30), Key(31), Key(32), Key(33)}, [k(0), k(1), k(2), k(3), k(4), k(5), k(6), k(7), k(8), k(9), k(10), k(11), k(12), k(13), k(14), k(15), k(16), k(17), k(18), k(19), k(20), k(21), k(22), k(23), k(24), k(25), k(26), k(27), k(28), k(29), k(30), k(31), k(32), k(33)], (k(0), k(1), k(2), k(3), k(4), k(5), k(6), k(7), k(8), k(9), k(10), k(11), k(12), k(13), k(14), k(15), k(16), k(17), k(18), k(19), k(20), k(21), k(22), k(23), k(24), k(25), k(26), k(27), k(28), k(29), k(30), k(31), k(32), k(33)), {"n0": k(0), "n1": k(1), "n2": k(2), "n3": k(3), "n4": k(4), "n5": k(5), "n6": k(6), "n7": k(7), "n8": k(8), "n9": k(9), "n10": k(10), "n11": k(11), "n12": k(12), "n13": k(13), "n14": k(14), "n15": k(15), "n16": k(16), "n17": k(17), "n18": k(18), "n19": k(19), "n20": k(20), "n21": k(21), "n22": k(22), "n23": k(23), "n24": k(24), "n25": k(25), "n26": k(26), "n27": k(27), "n28": k(28), "n29": k(29), "n30": k(30), "n31": k(31), "n32": k(32), "n33": k(33)}


first, second, third, fourth = large(lambda number: number * 2)
print(sorted(key.number for key in first), second, third, fourth)
