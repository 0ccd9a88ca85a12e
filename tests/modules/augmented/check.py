import user
from pkg import shape

circle = user.Circle(2)
assert circle.area() == 12.0
assert user.described(circle) == ("circle", (2, 0), True), user.described(circle)
assert isinstance(circle, shape.Shape) and user.described(1) is None
try:
    circle.corners = ()
except TypeError:
    pass
else:
    raise AssertionError("a tuple is no list")
