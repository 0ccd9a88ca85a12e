/* Formats of buffers, views of them, parts of views. */
#include "support.h"

#include "px/view_format.h"
#include "px/view_get.h"
#include "px/view_slice.h"

static const px_item px_int = {"int", NULL, sizeof(int), {0}, 0, 'I', 0, 0};
static const px_item px_uchar = {"unsigned char", NULL, 1, {0}, 0, 'U', 1, 0};
static const px_item px_char = {"char", NULL, 1, {0}, 0, 'H', 0, 0};
static const px_item px_double = {"double", NULL, sizeof(double), {0}, 0, 'R', 0, 0};
static const px_item px_grid = {"int", NULL, sizeof(int), {2, 3}, 2, 'I', 0, 0};
static const px_item px_name = {"char", NULL, 1, {5}, 1, 'H', 0, 0};
static const px_item_field px_parts[] = {{&px_double, "real", 0}, {&px_double, "imag", 8}, {NULL, NULL, 0}};
static const px_item px_complex = {"double complex", px_parts, 16, {0}, 0, 'C', 0, 0};
static const px_item_field px_inner_fields[] = {{&px_uchar, "tag", 0}, {&px_grid, "grid", 4}, {NULL, NULL, 0}};
static const px_item px_inner = {"Inner", px_inner_fields, 28, {0}, 0, 'S', 0, 0};
static const px_item_field px_outer_fields[] = {
    {&px_int, "n", 0}, {&px_inner, "inner", 4}, {&px_complex, "z", 32}, {NULL, NULL, 0}};
static const px_item px_outer = {"Outer", px_outer_fields, 48, {0}, 0, 'S', 0, 0};

static int fits(const char *format, const px_item *item) {
    int status = px_view_check_format(format, item);
    if (status < 0) PyErr_Clear();
    return status == 0;
}

static void formats(void) {
    PX_CHECK(fits("i", &px_int) && fits("=i", &px_int) && fits(" @i", &px_int));
    PX_CHECK(!fits("I", &px_int) && !fits("ii", &px_int) && !fits("", &px_int) && !fits("h", &px_int));
    PX_CHECK(fits(NULL, &px_uchar) && fits("B", &px_uchar) && fits("?", &px_uchar) && !fits("b", &px_uchar));
    PX_CHECK(fits("c", &px_char) && fits("b", &px_char) && fits("B", &px_char) && fits("s", &px_char));
    PX_CHECK(fits("Zd", &px_complex) && fits("dd", &px_complex) && !fits("Zf", &px_complex) && !fits("d", &px_complex));
    PX_CHECK(fits("(2,3)i", &px_grid) && fits("(2, 3)i:x:", &px_grid) && !fits("6i", &px_grid) && !fits("(3,2)i", &px_grid));
    PX_CHECK(fits("5s", &px_name) && fits("(5)c", &px_name) && !fits("4s", &px_name));
    PX_CHECK(fits("i:n:T{B:tag:(2,3)i:grid:}:inner:Zd:z:", &px_outer));
    PX_CHECK(fits("T{i:n:T{B:tag:3x(2,3)i:grid:}:inner:dd}", &px_outer));
    PX_CHECK(!fits("^i:n:T{B:tag:(2,3)i:grid:}:inner:Zd:z:", &px_outer));
    PX_CHECK(fits("^i:n:T{B:tag:xxx(2,3)i:grid:}:inner:Zd:z:", &px_outer));
}

static void broken_formats(void) {
#define BAD(format, item, text) PX_CHECK(px_view_check_format(format, item) < 0 && px_test_raised(PyExc_ValueError, text))
    BAD("d", &px_int, "Buffer dtype mismatch, expected 'int' but got 'double'");
    BAD("Zf", &px_int, "Buffer dtype mismatch, expected 'int' but got 'complex float'");
    BAD("ii", &px_int, "Buffer dtype mismatch, expected end but got 'int'");
    BAD("id", &px_outer, "Buffer dtype mismatch, expected 'unsigned char' but got 'double' in 'Inner.tag'");
    BAD("i", &px_outer, "Buffer dtype mismatch, expected 'Inner' but got end in 'Outer.inner'");
    BAD("=iB(2,3)i", &px_outer, "Buffer dtype mismatch; next field is at offset 5 but 8 expected");
    BAD(">i", &px_int, "Big-endian buffer not supported on little-endian compiler");
    BAD("(2,", &px_grid, "Unexpected end of format string, expected ')'");
    BAD("(2;3)i", &px_grid, "Expected a comma in format string, got ';'");
    BAD("T{i", &px_int, "Unexpected end of format string, expected '}'");
    BAD("w", &px_int, "Does not understand character buffer dtype format string ('w')");
}

/* Shares are counted; the last one lets the buffer go. */
static void shares(void) {
    PyObject *bytes = px_test_value("bytearray(b'abcdef')");
    __Pyx_memviewslice v = px_view_get(bytes, &px_uchar, "c", 1), part;
    Py_ssize_t before = Py_REFCNT(bytes);
    PX_CHECK(v.memview && v.memview->shares == 1 && v.shape[0] == 6 && v.strides[0] == 1 && v.suboffsets[0] == -1);
    part = px_view_cut(px_view_start(v), v, 0, 0, -2, 0, -2, 5);
    PX_CHECK(part.shape[0] == 3 && part.strides[0] == -2 && *part.data == 'e');
    px_view_share(&part);
    px_view_release(&v);
    PX_CHECK(PyByteArray_Resize(bytes, 9) < 0 && px_test_raised(PyExc_BufferError, "Existing exports of data: object cannot be re-sized"));
    px_view_release(&part);
    PX_CHECK(PyByteArray_Resize(bytes, 9) == 0 && Py_REFCNT(bytes) < before);
    v = px_view_get(Py_None, &px_uchar, "c", 1);
    PX_CHECK(px_view_is_none(v));
    px_view_share(&v);
    px_view_release(&v);
    v = px_view_get(px_test_value("b'abc'"), &px_uchar, "c", 0);
    PX_CHECK(v.memview && v.shape[0] == 3);
    px_view_release(&v);
}

/* Every part of axes of every small length is what Python says. */
static void ranges(void) {
    Py_ssize_t extent, start, stop, step, from, count, first, last;
    for (extent = 0; extent < 5; extent++) {
        for (start = -7; start < 8; start++) {
            for (stop = -7; stop < 8; stop++) {
                for (step = -3; step < 4; step++) {
                    if (step == 0) continue;
                    from = first = start;
                    last = stop;
                    count = PySlice_AdjustIndices(extent, &first, &last, step);
                    PX_CHECK(px_view_range(extent, &from, stop, step, 7) == count && (!count || from == first));
                }
            }
        }
    }
}

int main(void) {
    Py_Initialize();
    formats();
    broken_formats();
    shares();
    ranges();
    return px_test_end();
}
