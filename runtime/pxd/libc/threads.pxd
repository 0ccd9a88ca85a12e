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
