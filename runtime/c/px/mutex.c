#include "px/mutex.h"

#if PY_VERSION_HEX < 0x030D00B1
#if defined(_WIN32)
#include <windows.h>
#else
#include <sched.h>
#include <time.h>
#endif

/* Rounds in which a waiter only lets others run, before it sleeps. */
#define PX_EAGER_ROUNDS 64

static void px_mutex_pause(unsigned round) {
#if defined(_WIN32)
    Sleep(round < PX_EAGER_ROUNDS ? 0 : 1);
#else
    struct timespec moment = {0, 50000};
    if (round < PX_EAGER_ROUNDS)
        sched_yield();
    else
        nanosleep(&moment, NULL);
#endif
}

void px_mutex_wait(px_mutex *mutex) {
    PyThreadState *state = PyGILState_Check() ? PyEval_SaveThread() : NULL;
    unsigned round = 0;
    while (!px_mutex_try(mutex)) px_mutex_pause(round++);
    if (state) PyEval_RestoreThread(state);
}
#endif
