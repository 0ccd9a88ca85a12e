# cython: language_level=3
from animals cimport Animal, Bird


cdef class Cat(Animal):
    cdef int lives

    def __init__(self):
        self.lives = 7

    cdef int weight(self) except -1:
        return Animal.weight(self) + self.lives

    cdef object name(self):
        return "cat"

    cdef int purr(self):
        return 1

    def other(self):
        return self.purr()


cdef class Owl(Bird):
    cpdef int walk(self, int steps, int rest=5):
        return -steps

    cdef int weight(self) except -1:
        raise ValueError("light")


class Named(Cat):
    def walk(self, steps, rest=0):
        return 999


def use(Animal a):
    return a.walk(2), a.walk(2, 3), a.name(), a.legs


def weigh(Animal a):
    return a.weight()


def all_of_them():
    return use(Animal()), use(Bird()), use(Cat()), use(Owl()), use(Named()), isinstance(Owl(), Animal)
