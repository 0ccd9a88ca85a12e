import traceback
class K:
    def __init__(self, v): self.v = v
    def __gt__(self, o): print("gt", self.v, o.v); return self.v > o.v
    def __lt__(self, o): print("lt", self.v, o.v); return self.v < o.v
    def __repr__(self): return f"K{self.v}"
def p(x): print("p", x); return x
def tests(q):
    yield lambda: max(x * 2 for x in q)
    yield lambda: min(x for x in q)
    yield lambda: max(K(p(x)) for x in q)
    yield lambda: min(K(p(x)) for x in q)
    yield lambda: max(x for x in [])
    yield lambda: min(x for x in q if x > 100)
    yield lambda: max(y for x in q for y in range(x))
    yield lambda: max(i % 11 for i in range(len(q) * 10))
    yield lambda: max((x, "a" if x else 1) for x in q)
    yield lambda: max("a" if x else 1 for x in q + [0])
    yield lambda: max(float(x) / 2 for x in q)
    yield lambda: max(1 / (x - 2) for x in q)
    yield lambda: max(10**20 * x for x in q)
    yield lambda: max([x] for x in q)
    yield lambda: max(next(iter(())) for x in q)
    yield lambda: max((x for x in q), key=lambda v: -v)
    yield lambda: max((x for x in q), default=3)
for t in tests([1, 2, 3]):
    try: print(t())
    except Exception as e:
        print(type(e).__name__, e, [(f.name, f.lineno) for f in traceback.extract_tb(e.__traceback__)])
nan = float("nan")
print(max(x for x in [nan, 1.0]), max(x for x in [1.0, nan]), max(x for x in [True, 1]), max(x for x in [1, True]))
