class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def f():
    x = D("x")
    def g(): return x
    print("made")
    g = None
    print("end")
f()
def gen():
    x = D("gx")
    f = lambda: x
    del f
    yield 1
    print("gen end")
list(gen())
