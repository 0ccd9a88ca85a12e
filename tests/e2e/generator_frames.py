def g(a, b=2):
    c = a
    def inner(): return c, cell
    cell = 5
    yield c
    del b
    yield inner
x = g(1)
f = x.gi_frame
print(f.f_locals, f.f_code.co_argcount, f.f_code.co_varnames, f.f_lineno, f is x.gi_frame, f.f_code.co_name)
next(x)
print(sorted(k for k in x.gi_frame.f_locals), x.gi_frame.f_lineno, x.gi_frame.f_locals["c"], x.gi_frame.f_locals["cell"], x.gi_frame.f_locals["a"])
next(x)
print(sorted(x.gi_frame.f_locals), x.gi_frame.f_lineno)
print(list(x), x.gi_frame)
import inspect
y = g(3); next(y)
print(sorted(inspect.getgeneratorlocals(y)), inspect.getgeneratorlocals(y)["c"])
