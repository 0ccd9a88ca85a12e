# cython: language_level=3


cdef class Animal:
    def __cinit__(self, *args, **kwargs):
        self.legs = 10
        self.sound = "sound"

    cdef int weight(self) except -1:
        return self.legs

    cpdef int walk(self, int steps, int rest=5):
        return steps * 100 + rest

    cdef object name(self):
        return "animal with " + self.sound

    def show(self):
        return self.weight(), self.walk(1), self.walk(1, 2), self.name()


cdef class Bird(Animal):
    cdef int weight(self) except -1:
        return self.legs * 2
