cdef extern from "<complex>" namespace "std" nogil:
    cdef cppclass complex[T]:
        complex() except +
        complex(T) except +
        complex(T, T) except +
        complex(complex[T]&) except +
        complex[T] operator+(complex[T]&)
        complex[T] operator-(complex[T]&)
        complex[T] operator*(complex[T]&)
        complex[T] operator/(complex[T]&)
        complex[T] operator-()
        complex[T] operator+()
        complex[T] operator+(complex[T]&, T&)
        complex[T] operator-(complex[T]&, T&)
        complex[T] operator*(complex[T]&, T&)
        complex[T] operator/(complex[T]&, T&)
        complex[T] operator+(T&, complex[T]&)
        complex[T] operator-(T&, complex[T]&)
        complex[T] operator*(T&, complex[T]&)
        complex[T] operator/(T&, complex[T]&)
        bint operator==(complex[T]&, complex[T]&)
        bint operator!=(complex[T]&, complex[T]&)
        T real()
        T imag()
        void real(T)
        void imag(T)
    T abs[T](complex[T]&)
    T arg[T](complex[T]&)
    T norm[T](complex[T]&)
    complex[T] conj[T](complex[T]&)
    complex[T] exp[T](complex[T]&)
    complex[T] log[T](complex[T]&)
    complex[T] sqrt[T](complex[T]&)
    complex[T] polar[T](T&, T&)
