cdef extern from "<numeric>" namespace "std" nogil:
    T accumulate[It, T](It, It, T) except +
    T accumulate[It, T, Op](It, It, T, Op) except +
    T inner_product[It1, It2, T](It1, It1, It2, T) except +
    T inner_product[It1, It2, T, Op1, Op2](It1, It1, It2, T, Op1, Op2) except +
    void iota[It, T](It, It, T) except +
    Out adjacent_difference[It, Out](It, It, Out) except +
    Out adjacent_difference[It, Out, Op](It, It, Out, Op) except +
    Out partial_sum[It, Out](It, It, Out) except +
    Out partial_sum[It, Out, Op](It, It, Out, Op) except +
    T reduce[It, T](It, It, T) except +
    T reduce[It, T, Op](It, It, T, Op) except +
    T transform_reduce[It1, It2, T](It1, It1, It2, T) except +
    T transform_reduce[It1, It2, T, Op1, Op2](It1, It1, It2, T, Op1, Op2) except +
    T transform_reduce[It, T, Op1, Op2](It, It, T, Op1, Op2) except +
    Out inclusive_scan[It, Out](It, It, Out) except +
    Out exclusive_scan[It, Out, T](It, It, Out, T) except +
    T gcd[T](T, T) except +
    T lcm[T](T, T) except +
    T midpoint[T](T, T) except +
