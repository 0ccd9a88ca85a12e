# cython: language_level=3
"""Random numbers of our own: unsigned 64-bit arithmetic, a struct behind a pointer, a loop without the GIL."""

from libc.stdint cimport uint64_t

cdef struct Generator:
    uint64_t state
    uint64_t drawn


cdef void seed(Generator *generator, uint64_t value) noexcept nogil:
    generator.state = value
    generator.drawn = 0


cdef uint64_t next_bits(Generator *generator) noexcept nogil:
    cdef uint64_t z
    generator.drawn += 1
    generator.state += 0x9E3779B97F4A7C15ULL
    z = generator.state
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL
    return z ^ (z >> 31)


cdef double next_double(Generator *generator) noexcept nogil:
    return (next_bits(generator) >> 11) * (1.0 / 9007199254740992.0)


def bits(uint64_t start, int count):
    """The first numbers of a sequence.

    >>> [hex(number) for number in bits(0, 2)]
    ['0xe220a8397b1dcdaf', '0x6e789e6aa1b965f4']
    """
    cdef Generator generator
    seed(&generator, start)
    numbers = []
    for _ in range(count):
        numbers.append(next_bits(&generator))
    return numbers


def estimate_pi(long samples, uint64_t start=42):
    """Points of a square that are in the circle.

    >>> 3.13 < estimate_pi(100000) < 3.15
    True
    >>> estimate_pi(0)
    Traceback (most recent call last):
    ZeroDivisionError: float division
    """
    cdef Generator generator
    cdef long sample, inside = 0
    cdef double x, y
    seed(&generator, start)
    with nogil:
        for sample in range(samples):
            x = next_double(&generator)
            y = next_double(&generator)
            if x * x + y * y <= 1.0:
                inside += 1
    assert generator.drawn == 2 * <uint64_t> samples
    return 4.0 * inside / samples


def main():
    print("pi is about", estimate_pi(10000000))


if __name__ == "__main__":
    main()
