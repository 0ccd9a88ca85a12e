# cython: language_level=3
cdef int scale(int x, double factor) except? -1:
    return <int> (x * factor) // 3


def mean(list numbers):
    cdef double total = 0
    for number in numbers:
        total += number
    return total / len(numbers)
