/* Cells of memoryviews: variables that functions share. What such a cell holds is an object with the view in it. */
#ifndef PX_VIEW_CELL_H
#define PX_VIEW_CELL_H
#include "px/view.h"

typedef struct px_view_box {
    PyObject_HEAD
    __Pyx_memviewslice view;
} px_view_box;

/* A cell with a view that holds nothing. New reference, or NULL. */
PX_API PyObject *px_view_cell(void);

/* Where the view is, as long as the cell lives. */
PX_INLINE void *px_view_cell_address(PyObject *cell) { return &((px_view_box *)PyCell_GET(cell))->view; }

#endif
