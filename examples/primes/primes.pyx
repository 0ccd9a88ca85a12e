# cython: language_level=3
"""Prime numbers by a sieve in memory of the C library."""

from libc.stdlib cimport calloc, free


def primes(Py_ssize_t limit):
    """All primes below a limit.

    >>> primes(30)
    [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
    >>> len(primes(100000))
    9592
    >>> primes(2)
    []
    >>> primes(-5)
    Traceback (most recent call last):
    ValueError: the limit must not be negative
    """
    if limit < 0:
        raise ValueError("the limit must not be negative")
    cdef char *composite = <char *> calloc(limit + 1, 1)
    if composite == NULL:
        raise MemoryError()
    cdef Py_ssize_t number, multiple
    found = []
    try:
        for number in range(2, limit):
            if composite[number]:
                continue
            found.append(number)
            for multiple in range(number * number, limit, number):
                composite[multiple] = 1
    finally:
        free(composite)
    return found


def factors(unsigned long long number):
    """The prime factors, smallest first.

    >>> factors(360)
    [2, 2, 2, 3, 3, 5]
    >>> factors(600851475143)
    [71, 839, 1471, 6857]
    >>> try:
    ...     factors(-1)
    ... except OverflowError as error:
    ...     print("too small")
    too small
    """
    cdef unsigned long long divisor = 2
    found = []
    while divisor * divisor <= number:
        while number % divisor == 0:
            found.append(divisor)
            number //= divisor
        divisor += 1
    if number > 1:
        found.append(number)
    return found


def test_each_number_is_the_product_of_its_factors():
    for number in range(1, 200):
        product = 1
        for factor in factors(number):
            product *= factor
        assert product == number, (number, product)


def main():
    below = primes(1000000)
    print(f"{len(below)} primes below a million, the last is {below[-1]}")


if __name__ == "__main__":
    main()
