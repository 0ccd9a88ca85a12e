try:
    import cython
except ImportError:
    class Missing:
        compiled = False

    cython = Missing()

from pkg.shape import Shape

_FACTOR = 3.0


class Circle(Shape):
    def __init__(self, radius):
        super().__init__("circle")
        self.radius = radius
        self.corners.append((radius, 0))

    def area(self):
        return self.radius * self.radius * _FACTOR


def described(shape):
    if isinstance(shape, Shape):
        return shape.name, shape.first(), cython.compiled
    return None
