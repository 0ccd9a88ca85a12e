import gc
import os
import subprocess
import sys
import sysconfig
import weakref

compiler = os.environ.get("CC", "cc")
name = "user" + sysconfig.get_config_var("EXT_SUFFIX")
subprocess.run([compiler, "-shared", "-fPIC", "-Wall", "-Werror", "-Wno-deprecated-declarations", "-I" + sysconfig.get_path("include"), "-I.",
                "user.c", "-o", name], check=True)

import user
from pkg import shapes
from pkg.shapes import Circle, Named, Point

assert user.start() <= Point.__basicsize__
assert user.look(Circle(2.5, Point(7))) == (2.5, 7) and user.scale(Named(3), 4) == (12, "T")
for wrong, error in [(lambda: user.look(Point(1)), TypeError), (lambda: user.scale(Named(3), -4), ValueError),
                     (lambda: setattr(Point, "x", 1), TypeError), (lambda: Point(1).missing, AttributeError)]:
    try:
        wrong()
    except error:
        continue
    raise AssertionError
assert shapes.checks() == [True, True, False, True]
point = Point(4)
point.tag = 6
assert point + 3 == Point(7) and hash(point) == 4 and list(point) == [4, 0.5] and point[9] == ("point", 9) and len(point) == 4
assert point(1, a=2) == ((1,), {"a": 2}) and point.tell() == 1006 and repr(Named(2)) == "Named(2)" and Named(2) == Point(2)
assert Point.__module__ == "pkg.shapes" and Point.__name__ == "Point" and Point.__mro__[1].__name__ == "Base"
assert weakref.ref(point)() is point


class Late(Named):
    def more(self):
        return self.title if hasattr(self, "title") else self.x


kinds = [Point, Named, Circle, Late, type(shapes.make_private(1))]
before = [sys.getrefcount(kind) for kind in kinds]
for number in range(200):
    made = [kind(number) for kind in kinds]
    made[0].link(made[1])
    made[1].link(made[3])
    made[3].link(made[4])
    made[4].link(made[0])
    made[4].itself = made[3].itself = made
assert made[3].more() == 199
del made
gc.collect()
after = [sys.getrefcount(kind) for kind in kinds]
assert all(abs(a - b) < 10 for a, b in zip(before, after)), (before, after)
