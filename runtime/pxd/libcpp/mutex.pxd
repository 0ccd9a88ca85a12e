from libcpp cimport bool

cdef extern from "<mutex>" namespace "std" nogil:
    cdef cppclass mutex:
        mutex() except +
        void lock() except +
        bool try_lock()
        void unlock()
    cdef cppclass recursive_mutex:
        recursive_mutex() except +
        void lock() except +
        bool try_lock()
        void unlock()
    cdef cppclass timed_mutex:
        timed_mutex() except +
        void lock() except +
        bool try_lock()
        void unlock()
    cdef cppclass defer_lock_t:
        pass
    cdef cppclass try_to_lock_t:
        pass
    cdef cppclass adopt_lock_t:
        pass
    const defer_lock_t defer_lock
    const try_to_lock_t try_to_lock
    const adopt_lock_t adopt_lock
    cdef cppclass lock_guard[T]:
        lock_guard(T&) except +
        lock_guard(T&, adopt_lock_t)
    cdef cppclass unique_lock[T]:
        unique_lock()
        unique_lock(T&) except +
        unique_lock(T&, defer_lock_t)
        unique_lock(T&, try_to_lock_t) except +
        unique_lock(T&, adopt_lock_t)
        void lock() except +
        bool try_lock() except +
        void unlock() except +
        void swap(unique_lock&)
        T* release()
        T* mutex()
        bool owns_lock()
        bool operator bool()
    cdef cppclass once_flag:
        once_flag()
    void call_once[F](once_flag&, F, ...) except +
    void lock(...) except +
    int try_lock(...) except +
