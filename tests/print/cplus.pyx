cdef extern from "v.h" namespace "std":
    cppclass vec "std::vec" [T, A=*](Base[T], Other) nogil:
        ctypedef T value
        cppclass iterator:
            T &operator*()
            iterator operator++() except +
            bint operator==(iterator)
            bint operator!()
        vec() except +
        vec(vec &) except +handler
        T &operator[](size_t) const
        T &operator()(int, int) noexcept const
        bint operator bool()
        I insert[I](iterator, I &&)
        pair[U](U)
        struct Inner:
            int a
        enum class Color "C" (unsigned char):
            red
        @staticmethod
        vec *make() except + nogil
        @staticmethod
        int variadic(int, ...)
    cppclass Empty: pass
    cppclass Forward
    T max[T](T a, T b)
cdef cppclass Mine(Base):
    int x
    __init__(int x):
        this.x = x
with template[T, U]:
    cdef T f(U)
cdef vec[vec[int] *] *v = new vec[vec[int] *](3)
cdef vec[int].iterator it = v.begin()
