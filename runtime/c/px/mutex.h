/* Locks that begin as zeros and need no end: `cython.pymutex` and `cython.pythread_type_lock`. Whoever waits for one gives the
   GIL away meanwhile, so that its holder can go on. The operations take `void *`, since the address is all that a caller has. */
#ifndef PX_MUTEX_H
#define PX_MUTEX_H
#include "px/base.h"

#if PY_VERSION_HEX >= 0x030D00B1
typedef PyMutex px_mutex;
#else
#if defined(_MSC_VER)
#include <intrin.h>
#endif

typedef struct {
    unsigned char taken;
} px_mutex;

PX_INLINE int px_mutex_try(px_mutex *mutex) {
#if defined(_MSC_VER)
    return !_InterlockedExchange8((volatile char *)&mutex->taken, 1);
#else
    return !__atomic_exchange_n(&mutex->taken, 1, __ATOMIC_ACQUIRE);
#endif
}

/* Takes one that somebody else had. */
PX_API PX_COLD void px_mutex_wait(px_mutex *mutex);
#endif

/* A type of its own for those who ask for the older kind of lock. */
typedef px_mutex px_thread_lock;

PX_INLINE void px_mutex_init(void *place) { memset(place, 0, sizeof(px_mutex)); }

PX_INLINE void px_mutex_acquire(void *place) {
    px_mutex *mutex = (px_mutex *)place;
#if PY_VERSION_HEX >= 0x030D00B1
    PyMutex_Lock(mutex);
#else
    if (px_unlikely(!px_mutex_try(mutex))) px_mutex_wait(mutex);
#endif
}

PX_INLINE void px_mutex_release(void *place) {
    px_mutex *mutex = (px_mutex *)place;
#if PY_VERSION_HEX >= 0x030D00B1
    PyMutex_Unlock(mutex);
#elif defined(_MSC_VER)
    _InterlockedExchange8((volatile char *)&mutex->taken, 0);
#else
    __atomic_store_n(&mutex->taken, 0, __ATOMIC_RELEASE);
#endif
}

PX_INLINE int px_mutex_locked(void *place) {
    px_mutex *mutex = (px_mutex *)place;
#if PY_VERSION_HEX >= 0x030E00B1
    return PyMutex_IsLocked(mutex);
#elif PY_VERSION_HEX >= 0x030D00B1
    /* The lowest bit; there is no function for it yet. */
    return *(volatile uint8_t *)&mutex->_bits & 1;
#else
    return *(volatile unsigned char *)&mutex->taken;
#endif
}

#endif
