# cython: language_level=3, cdivision=True
"""The Mandelbrot set as text: C arithmetic in a loop, and Python around it."""

SHADES = " .:-=+*#%@"


cpdef int escape_time(double cr, double ci, int limit) noexcept nogil:
    """How many steps z*z + c takes to leave the circle of radius 2.

    >>> escape_time(0.0, 0.0, 50)
    50
    >>> escape_time(1.0, 1.0, 50)
    2
    >>> escape_time(-0.75, 0.1, 100)
    33
    """
    cdef double zr = 0.0, zi = 0.0, zr2 = 0.0, zi2 = 0.0
    cdef int step = 0
    while step < limit and zr2 + zi2 <= 4.0:
        zi = 2.0 * zr * zi + ci
        zr = zr2 - zi2 + cr
        zr2 = zr * zr
        zi2 = zi * zi
        step += 1
    return step


def render(int width, int height, int limit=200):
    """The picture, one string for each line.

    >>> picture = render(20, 7, 50)
    >>> len(picture), len(picture[0])
    (7, 20)
    >>> picture[3][12]
    '@'
    """
    cdef int column, row, steps
    lines = []
    for row in range(height):
        line = []
        for column in range(width):
            steps = escape_time(-2.1 + 3.0 * column / width, -1.2 + 2.4 * row / (height - 1), limit)
            line.append(SHADES[min(steps * 9 // limit + (steps > 4), 9)])
        lines.append("".join(line))
    return lines


def main():
    for line in render(78, 30):
        print(line)


if __name__ == "__main__":
    main()
