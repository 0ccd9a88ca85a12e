/* `std::move`, for values that are not read again. */
#ifndef PX_CPP_MOVE_H
#define PX_CPP_MOVE_H
#if defined(__cplusplus)
#include <utility>
#endif
#endif
