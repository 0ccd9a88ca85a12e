"""A module as the interpreter runs it."""
import math


def primes(limit):
    found = []
    for number in range(2, limit):
        if all([number % known for known in found if known <= math.isqrt(number)]):
            found.append(number)
    return found
