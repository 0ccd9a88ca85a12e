def count(n):
    i = 0
    while i < n:
        x = yield i
        if x is not None:
            print("got", x)
        i += 1
    return "done"

g = count(5)
print(next(g), next(g), g.send("hello"))
try:
    g.throw(ValueError("boo"))
except ValueError as e:
    print("caught", e)
print(list(count(4)))

def deleg(n):
    r = yield from count(n)
    print("r", r)
    yield "after"

print(list(deleg(3)))

def fin():
    try:
        yield 1
        yield 2
    finally:
        print("fin")
f = fin(); next(f); f.close()

def exc():
    try:
        yield 1
    except KeyError as e:
        yield ("key", e.args)
    yield 3
e = exc(); next(e); print(e.throw(KeyError("k"))); print(next(e))

def caps(a, b=3):
    def inner():
        return a + b
    yield inner()
    a = 10
    yield inner()
print(list(caps(1)))
ge = (x * y for x in range(4) if x for y in [1, 2])
print(type(ge).__name__, list(ge))
def pep479():
    yield 1
    raise StopIteration("x")
try:
    list(pep479())
except RuntimeError as e:
    print(repr(e), repr(e.__cause__))
def ff(a, b):
    return tuple(a + q for q in b), (a + q for q in b)
print(list(ff(1, [2, 3])[1]))
print(count.__code__.co_flags & 0x20)
