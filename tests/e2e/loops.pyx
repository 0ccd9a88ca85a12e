# cython: language_level=3
"""Loops over numbers, sequences and iterators."""


def ranges(int n):
    """
    >>> ranges(4)
    ([0, 1, 2, 3], [1, 2, 3], [4, 2], [0, 3], [3, 2, 1, 0])
    >>> ranges(0)
    ([], [], [], [], [])
    """
    cdef int i
    up, from_one, down, by_three, back = [], [], [], [], []
    for i in range(n):
        up.append(i)
    for i in range(1, n):
        from_one.append(i)
    for i in range(n, 0, -2):
        down.append(i)
    for i in range(0, n, 3):
        by_three.append(i)
    for i in reversed(range(n)):
        back.append(i)
    return up, from_one, down, by_three, back


def variable_step(int start, int stop, int step):
    """
    >>> variable_step(0, 10, 4), variable_step(10, 0, -3), variable_step(0, 10, -1), variable_step(5, 5, 1)
    ([0, 4, 8], [10, 7, 4, 1], [], [])
    >>> variable_step(0, 1, 0)
    Traceback (most recent call last):
    ...
    ValueError: range() arg 3 must not be zero
    """
    cdef int i
    found = []
    for i in range(start, stop, step):
        found.append(i)
    return found


def after_loop(int n):
    """
    >>> after_loop(3), after_loop(0)
    (2, 77)
    """
    cdef int i = 77
    for i in range(n):
        pass
    return i


def target_is_free():
    """
    >>> target_is_free()
    ([0, 1, 2], 12)
    """
    cdef int i
    seen = []
    for i in range(3):
        seen.append(i)
        i += 10
    return seen, i


def bounds_once():
    """
    >>> bounds_once()
    [0, 1, 2]
    """
    cdef int n = 3, i
    seen = []
    for i in range(n):
        n = 100
        seen.append(i)
    return seen


def breaks(items, int wanted):
    """
    >>> breaks([1, 2, 3], 2), breaks([1, 2, 3], 9)
    (('found', 1), ('none', 3))
    """
    cdef int position = 0
    for item in items:
        if item == wanted:
            result = "found"
            break
        position += 1
        if item < 0:
            continue
    else:
        result = "none"
    return result, position


def nested(int n):
    """
    >>> nested(4)
    [(1, 0), (2, 0), (2, 1), (3, 0)]
    """
    cdef int i, j
    pairs = []
    for i in range(n):
        for j in range(i):
            if i == 3 and j == 1:
                break
            pairs.append((i, j))
    return pairs


def whiles(int n):
    """
    >>> whiles(27), whiles(1)
    ((111, 'one'), (0, 'one'))
    """
    cdef int steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    else:
        end = "one"
    return steps, end


def growing_list():
    """
    >>> growing_list()
    [0, 1, 2, 3, 4]
    """
    items = [0]
    for item in items:
        if item < 4:
            items.append(item + 1)
    return items


def kinds_of_iterable():
    """
    >>> kinds_of_iterable()
    [[1, 2], ['a', 'b'], [97, 98], ['x'], [('x', 5)], [5], [(0, 'p'), (1, 'q')], [(1, 'a'), (2, 'b')]]
    """
    results = []
    results.append([x for x in (1, 2)])
    results.append([x for x in "ab"])
    results.append([x for x in b"ab"])
    d = {"x": 5}
    results.append([k for k in d])
    results.append([pair for pair in d.items()])
    results.append([v for v in d.values()])
    results.append([pair for pair in enumerate("pq")])
    results.append([pair for pair in zip([1, 2], "ab")])
    return results


def comprehension_scope():
    """
    >>> comprehension_scope()
    ('outer', [0, 2, 4], {0, 1}, {'a': 1, 'b': 2})
    """
    x = "outer"
    doubled = [x * 2 for x in range(3)]
    unique = {x % 2 for x in range(5)}
    mapping = {k: v for k, v in zip("ab", (1, 2))}
    return x, doubled, unique, mapping


def nested_comprehension():
    """
    >>> nested_comprehension()
    [(1, 3), (1, 5), (2, 3), (2, 5)]
    """
    return [(a, b) for a in (1, 2) for b in (3, 4, 5) if b % 2]


def dict_changes():
    """
    >>> dict_changes()
    Traceback (most recent call last):
    ...
    RuntimeError: dictionary changed size during iteration
    """
    d = {1: 2}
    for key in d:
        d[key + 1] = 0


def c_array():
    """
    >>> c_array()
    (60, [10, 20, 30])
    """
    cdef int values[3]
    cdef int i, total = 0
    for i in range(3):
        values[i] = (i + 1) * 10
    for i in values:
        total += i
    return total, [v for v in values[:3]]


def for_from():
    """
    >>> for_from()
    ([0, 2, 4], 6, [5, 4, 3])
    """
    cdef int i
    up, down = [], []
    for i from 0 <= i < 5 by 2:
        up.append(i)
    last = i
    for i from 5 >= i > 2:
        down.append(i)
    return up, last, down
