# cython: language_level=3
"""Conway's game of life on a torus: two C arrays of fixed size, switched by pointers."""

from libc.string cimport memset

cdef enum:
    WIDTH = 64
    HEIGHT = 24

cdef unsigned char first[WIDTH * HEIGHT]
cdef unsigned char second[WIDTH * HEIGHT]
cdef unsigned char *now = first
cdef unsigned char *then = second


cdef inline int at(int x, int y) noexcept:
    return now[(y % HEIGHT) * WIDTH + x % WIDTH]


def clear():
    memset(now, 0, WIDTH * HEIGHT)


def put(picture, int x=0, int y=0):
    """Draws a picture of lines with `#` for living cells.

    >>> clear()
    >>> put([".#.", "..#", "###"], 62, 22)
    >>> alive()
    5
    """
    cdef int dx, dy
    for dy, line in enumerate(picture):
        for dx, letter in enumerate(line):
            now[((y + dy) % HEIGHT) * WIDTH + (x + dx) % WIDTH] = letter == "#"


def alive():
    cdef int index, total = 0
    for index in range(WIDTH * HEIGHT):
        total += now[index]
    return total


def step(int times=1):
    """Lets time pass. A blinker has two states:

    >>> clear()
    >>> put(["###"], 1, 2)
    >>> before = show()
    >>> step()
    >>> show() == before, alive()
    (False, 3)
    >>> step()
    >>> show() == before
    True
    """
    global now, then
    cdef int x, y, dx, dy, neighbours, round
    for round in range(times):
        for y in range(HEIGHT):
            for x in range(WIDTH):
                neighbours = -at(x, y)
                for dy in range(-1, 2):
                    for dx in range(-1, 2):
                        neighbours += at(x + dx, y + dy)
                then[y * WIDTH + x] = neighbours == 3 or (neighbours == 2 and at(x, y) == 1)
        now, then = then, now


def show():
    cdef int x, y
    return ["".join(["#" if at(x, y) else "." for x in range(WIDTH)]) for y in range(HEIGHT)]


def test_a_glider_comes_back():
    clear()
    put([".#.", "..#", "###"], 5, 5)
    before = show()
    # One cell to the right and down in four steps; both sides are met after 64 * 24 / 8 cells.
    step(4 * 192)
    assert show() == before
    assert alive() == 5


def main():
    clear()
    put([".##", "##.", ".#."], 30, 10)
    step(200)
    for line in show():
        print(line)


if __name__ == "__main__":
    main()
