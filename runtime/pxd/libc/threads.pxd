# Threads, mutexes and conditions of C11.

from libc.time cimport timespec

cdef extern from "<threads.h>" nogil:
    ctypedef struct thrd_t:
        pass
    ctypedef struct mtx_t:
        pass
    ctypedef struct cnd_t:
        pass
    ctypedef struct tss_t:
        pass
    ctypedef struct once_flag:
        pass
    ctypedef int (*thrd_start_t)(void *) noexcept
    ctypedef void (*tss_dtor_t)(void *) noexcept

    const int thrd_success
    const int thrd_busy
    const int thrd_error
    const int thrd_nomem
    const int thrd_timedout
    const int mtx_plain
    const int mtx_recursive
    const int mtx_timed
    const once_flag ONCE_FLAG_INIT
    const int TSS_DTOR_ITERATIONS

    int thrd_create(thrd_t *thread, thrd_start_t function, void *argument)
    int thrd_equal(thrd_t one, thrd_t other)
    thrd_t thrd_current()
    int thrd_sleep(const timespec *wanted, timespec *left)
    void thrd_yield()
    void thrd_exit(int result)
    int thrd_detach(thrd_t thread)
    int thrd_join(thrd_t thread, int *result)
    int mtx_init(mtx_t *mutex, int kind)
    int mtx_lock(mtx_t *mutex)
    int mtx_timedlock(mtx_t *mutex, const timespec *limit)
    int mtx_trylock(mtx_t *mutex)
    int mtx_unlock(mtx_t *mutex)
    void mtx_destroy(mtx_t *mutex)
    int cnd_init(cnd_t *condition)
    int cnd_signal(cnd_t *condition)
    int cnd_broadcast(cnd_t *condition)
    int cnd_wait(cnd_t *condition, mtx_t *mutex)
    int cnd_timedwait(cnd_t *condition, mtx_t *mutex, const timespec *limit)
    void cnd_destroy(cnd_t *condition)
    int tss_create(tss_t *key, tss_dtor_t destructor)
    void *tss_get(tss_t key)
    int tss_set(tss_t key, void *value)
    void tss_delete(tss_t key)
    void call_once(once_flag *flag, void (*function)() noexcept)

cdef extern from *:
    """
    #include <stdatomic.h>
    typedef void (*_once_func_type)(void);
    static void pyx_once_flag_init(once_flag *flag) {
        once_flag first = ONCE_FLAG_INIT;
        *flag = first;
    }
    static int pyx_has_gil(void) {
    #if PY_VERSION_HEX >= 0x030D0000
        return PyThreadState_GetUnchecked() != NULL;
    #else
        return PyGILState_Check();
    #endif
    }
    /* Nobody waits for a lock with the GIL, which who has the lock may need to go on. */
    static int pyx_mtx_lock(mtx_t *mutex) {
        int result = mtx_trylock(mutex);
        if (result != thrd_busy) return result;
        if (!pyx_has_gil()) return mtx_lock(mutex);
        Py_BEGIN_ALLOW_THREADS
        result = mtx_lock(mutex);
        Py_END_ALLOW_THREADS
        return result;
    }
    static int pyx_mtx_timedlock(mtx_t *mutex, const struct timespec *limit) {
        int result = mtx_trylock(mutex);
        if (result != thrd_busy) return result;
        if (!pyx_has_gil()) return mtx_timedlock(mutex, limit);
        Py_BEGIN_ALLOW_THREADS
        result = mtx_timedlock(mutex, limit);
        Py_END_ALLOW_THREADS
        return result;
    }
    /* The mutex is given back until the GIL is there. */
    static int pyx_cnd_timedwait(cnd_t *condition, mtx_t *mutex, const struct timespec *limit) {
        int result, locked;
        if (!pyx_has_gil()) return limit ? cnd_timedwait(condition, mutex, limit) : cnd_wait(condition, mutex);
        Py_BEGIN_ALLOW_THREADS
        result = limit ? cnd_timedwait(condition, mutex, limit) : cnd_wait(condition, mutex);
        mtx_unlock(mutex);
        Py_END_ALLOW_THREADS
        locked = pyx_mtx_lock(mutex);
        return locked == thrd_success ? result : locked;
    }
    static int pyx_cnd_wait(cnd_t *condition, mtx_t *mutex) { return pyx_cnd_timedwait(condition, mutex, NULL); }
    /* 0: not called yet, 1: being called, 2: done. */
    typedef struct { atomic_int state; } pyx_once;
    #define PYX_ONCE_INIT {0}
    static void pyx_once_init(pyx_once *flag) { atomic_init(&flag->state, 0); }
    static void pyx_call_once(pyx_once *flag, void (*function)(void)) {
        while (atomic_load(&flag->state) != 2) {
            int first = 0;
            if (atomic_compare_exchange_strong(&flag->state, &first, 1)) {
                function();
                atomic_store(&flag->state, 2);
            } else if (pyx_has_gil()) {
                Py_BEGIN_ALLOW_THREADS
                thrd_yield();
                Py_END_ALLOW_THREADS
            } else {
                thrd_yield();
            }
        }
    }
    """
    ctypedef void (*_once_func_type)() noexcept nogil
    void once_flag_init "pyx_once_flag_init"(once_flag *flag) nogil
    int mtx_timed_lock "mtx_timedlock"(mtx_t *mutex, const timespec *limit) nogil

    # With the GIL or without: it is not kept while they wait.
    int py_safe_mtx_lock "pyx_mtx_lock"(mtx_t *mutex) noexcept nogil
    int py_safe_mtx_timedlock "pyx_mtx_timedlock"(mtx_t *mutex, const timespec *limit) noexcept nogil
    int py_safe_cnd_wait "pyx_cnd_wait"(cnd_t *condition, mtx_t *mutex) noexcept nogil
    int py_safe_cnd_timedwait "pyx_cnd_timedwait"(cnd_t *condition, mtx_t *mutex, const timespec *limit) noexcept nogil

    ctypedef struct py_safe_once_flag "pyx_once":
        pass
    const py_safe_once_flag PY_SAFE_ONCE_FLAG_INIT "PYX_ONCE_INIT"
    void py_safe_once_flag_init "pyx_once_init"(py_safe_once_flag *flag) noexcept nogil
    void py_safe_call_once "pyx_call_once"(py_safe_once_flag *flag, _once_func_type function) noexcept nogil
