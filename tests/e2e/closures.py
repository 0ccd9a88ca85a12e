"""Variables that functions share: cells, lambdas, decorators."""

def counter(start):
    count = start
    def step(by=1):
        nonlocal count
        count += by
        return count
    def get():
        return count
    return step, get
s, g = counter(10)
print(s(), s(5), g(), s.__closure__[0].cell_contents, s.__code__.co_freevars, counter.__code__.co_cellvars)
def adders(n):
    return [ (lambda x, k=k: x + k + n) for k in range(3)]
print([f(10) for f in adders(100)])
def deep(a):
    def one():
        b = a + 1
        def two():
            c = b + a
            return lambda: (a, b, c)
        return two()
    return one()()
print(deep(5))
def late():
    def show():
        return value
    try:
        show()
    except NameError as e:
        print(type(e).__name__, e)
    value = 3
    print(show())
    del value
    try:
        print(value)
    except UnboundLocalError as e:
        print(e)
late()
def decorator(f):
    def wrapper(*args, **kwargs):
        return ("wrapped", f(*args, **kwargs))
    return wrapper
@decorator
def decorated(x):
    return x * 2
print(decorated(4), decorated.__qualname__)
def sort_by(items, key):
    return sorted(items, key=lambda x: key[x])
print(sort_by("abc", {"a": 3, "b": 1, "c": 2}))
def rec(n):
    def fact(k):
        return 1 if k < 2 else k * fact(k - 1)
    return fact(n)
print(rec(20))
def except_name():
    try:
        raise ValueError("x")
    except ValueError as e:
        f = lambda: e
        print(f())
    try:
        f()
    except NameError as err:
        print(err)
except_name()
