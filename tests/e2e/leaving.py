"""Ways out of nested `with`, `try` and `finally`."""

class Manager:
    def __init__(self, name):
        self.name = name
    def __enter__(self):
        print("enter", self.name)
    def __exit__(self, *args):
        print("exit", self.name, args[0])

def returns(outer, n):
    with outer:
        try:
            return n
        finally:
            print("finally")

def returns_far(outer, inner, n):
    with outer:
        try:
            with inner:
                try:
                    n += 1
                    if n > 5:
                        return n
                finally:
                    print("innermost")
        except ValueError:
            print("no")
        finally:
            print("middle")
    return -n

def loops(outer):
    for i in range(4):
        with outer:
            try:
                if i == 1:
                    continue
                if i == 3:
                    break
                print("turn", i)
            finally:
                print("done", i)
    return i

def raises(outer, exc):
    with outer:
        try:
            try:
                raise exc
            finally:
                print("passing")
        except KeyError:
            return "caught"
        finally:
            print("last")

a, b = Manager("a"), Manager("b")
print(returns(a, 3))
print(returns_far(a, b, 1), returns_far(a, b, 7))
print(loops(a))
print(raises(a, KeyError()))
try:
    raises(a, TypeError())
except TypeError:
    print("out")
