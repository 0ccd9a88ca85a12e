# The casts of C++ with template syntax: `static_cast[T](value)`.
cdef extern from * nogil:
    cdef T dynamic_cast[T](void *) except +
    cdef T static_cast[T](void *)
    cdef T reinterpret_cast[T](void *)
    cdef T const_cast[T](void *)
