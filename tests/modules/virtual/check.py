import gc
import pickle
import sys
import weakref

import leaf
from lib import middle, roots

Shape, Box, Cube, Leaf = roots.Shape, middle.Box, middle.Cube, leaf.Leaf

shape = (2, 5.0, "a shape.", "a shape!", 8, (1, "b", 3), (1, 2, 3), (1, 2, 30), 101, 5, 4, 7, ["shape"], -5)
assert Shape().call_all() == shape
box = (20, 5.0, "a box?", "a box!", 8, (1, "bb", 33, None), (1, 2, 33, None), (1, 2, 30, None), 101, 5, 4, 7, ["box"], -5)
assert Box().call_all() == box
cube = (20, 5.5) + box[2:12] + (["cube", "box"], -5)
assert Cube().call_all() == cube
try:
    Leaf().call_all()
except LookupError as error:
    assert error.args == ("last",)
else:
    assert False
more = ("b box?", "b box1", "b box1b box1", (5, "bb", 33, None), (5, 6, 7, 8), 80, 20, 1, 7, 101)
assert Box().call_more() == more
assert Cube().call_more() == more[:5] + (81,) + more[6:]
said = (("leaf", "b ", None, 2, "/"), ("leaf", "b ", 1, 2, "/"), ("leaf", "b ", 1, 2, "/"))
assert Leaf().call_more() == said + more[3:5] + (13, 3) + more[7:]

assert leaf.calls(Shape()) == (2, 7.5, "c shape.", "c shape.", 12, (9, "b", 3), (9, 8, 3), (9, 8, 7), 101, 5, 9, 7, ["shape"])
assert leaf.calls(Cube()) == (20, 8.0, "c box?", "c box.", 12, (9, "bb", 33, None), (9, 8, 33, None), (9, 8, 7, None), 101, 5,
                              9, 7, ["cube", "box"])
assert leaf.calls(Leaf())[:5] == (3, 8.0, ("leaf", "c ", None, 2, "/"), ("leaf", "c ", ".", 2, "/"), 13)
hidden = leaf.Hidden()
assert leaf.calls(hidden)[4:8] == (77, (9, "bb", 33, None), (9, 8, 33, None), (9, 8, 7, None))
assert leaf.box_calls(hidden) == ("d box+" * 3, (0, 1, 2, 4), 1081, True, 4.0, 10, 2.5), leaf.box_calls(hidden)
assert leaf.box_calls(Box(2, 0.5))[2:5] == (20, True, 0.5)
assert leaf.skipping(hidden) == (2, 4, 77, 80)
assert leaf.skipping(Leaf()) == (2, 4, 7, 12)
assert leaf.errors(Cube()) == ["ValueError('no area')", "KeyError('thirteen')"]
assert leaf.errors(Leaf()) == ["KeyError('thirteen')", "LookupError('last')"]
assert leaf.others(Box(3), Leaf(4)) == (0, True, True, 3, True, "Leaf")
assert leaf.tagged() == (6, 9, 10, 11)
assert leaf.pointers(Cube()) == (2, 101)

loose = leaf.Far()
loose.extra = 5
assert loose.show() == "far loose" and loose.extra == 5
loose.name = lambda: "mine"
assert loose.show() == "mine"
assert leaf.Scaled([1, 2]).of(2) == 6.25 and roots.Numbers([1]).of(3) == 3
deep = leaf.Deep("x")
deep.code = 4
assert deep.show() == 9 and deep.args == ("x",)

one, two = Shape(5), Cube(5)
assert one == two and hash(one) == 5 and one + 1 == "shape+" and 1 + two == "+shape" and two - 1 == "box-" and len(two) == 20
assert two.no_such == "no_such" and two.half == 2.5 and Shape(1) < two and bool(two)
two.half = 4
assert two.number == 8 and Leaf.__mro__[1:5] == (Cube, Box, Shape, object) and two.label == "box"
for wrong, kind in [(lambda: two.nothing, AttributeError), (lambda: setattr(two, "label", 1), AttributeError),
                    (lambda: two < one, TypeError), (lambda: leaf.calls(3), TypeError),
                    (lambda: type("Sub", (Leaf,), {}), TypeError)]:
    try:
        wrong()
    except kind:
        continue
    raise AssertionError

# Life: everything is made once, in order, and dies in the opposite one, also in circles.
roots.events.clear()
made = Cube(6)
died = weakref.ref(made)
del made
assert died() is None
assert roots.events == ["box 6", "init 6", "unbox 6", "gone 6"], roots.events
gc.collect()
roots.events.clear()
for _ in range(5):
    a, b = leaf.Hidden(7), Leaf(8)
    b.leaves.append(a)
    a.link(b)
    a.itself = a
del a, b
gc.collect()
assert sorted(roots.events) == ["box 7"] * 5 + ["box 8"] * 5 + ["gone 7"] * 5 + ["gone 8"] * 5 + ["init 7"] * 5 + [
    "unbox 7"] * 5 + ["unbox 8"] * 5, roots.events

# The reference of an instance to its type is given up exactly once.
for kind in (Shape, Box, Cube, Leaf, leaf.Hidden, type("Late", (Leaf.__base__,), {})):
    before = sys.getrefcount(kind)
    for _ in range(100):
        one = kind()
        other = kind().link(one)
        one.link(other)
    del one, other
    gc.collect()
    assert abs(sys.getrefcount(kind) - before) < 10, kind

for kind in (Shape, Box, Cube, Leaf):
    try:
        pickle.dumps(kind())
    except TypeError:
        continue
    raise AssertionError
