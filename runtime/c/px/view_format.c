#include "px/view_format.h"

#include <stddef.h>
#include <string.h>

#define PX_FORMAT_DEPTH 24

/* A field that is expected, and where the struct that has it begins. */
typedef struct {
    const px_item_field *field;
    size_t base;
} px_buffer_level;

typedef struct {
    const char *at;
    size_t offset;   /* of the next item, by the format */
    char order;      /* the last byte order character */
    px_item_field root[2];
    px_buffer_level levels[PX_FORMAT_DEPTH];
    int depth;       /* of the field that is expected; -1: none any more */
} px_buffer_format;

/* Sizes of the items in an array in front of one: `(2,3)`. */
typedef struct {
    size_t lengths[PX_VIEW_AXES];
    int n;
    size_t total;
} px_buffer_array;

static const char *px_buffer_name(char type, int is_complex) {
    switch (type) {
    case '?': return "'bool'";
    case 'c': return "'char'";
    case 'b': return "'signed char'";
    case 'B': return "'unsigned char'";
    case 'h': return "'short'";
    case 'H': return "'unsigned short'";
    case 'i': return "'int'";
    case 'I': return "'unsigned int'";
    case 'l': return "'long'";
    case 'L': return "'unsigned long'";
    case 'q': return "'long long'";
    case 'Q': return "'unsigned long long'";
    case 'n': return "'Py_ssize_t'";
    case 'N': return "'size_t'";
    case 'f': return is_complex ? "'complex float'" : "'float'";
    case 'd': return is_complex ? "'complex double'" : "'double'";
    case 'g': return is_complex ? "'complex long double'" : "'long double'";
    case 'T': return "a struct";
    case 'O': return "Python object";
    case 'P': return "a pointer";
    case 's':
    case 'p': return "a string";
    case 0: return "end";
    default: return "unparsable format string";
    }
}

static char px_buffer_kind(char type, int is_complex) {
    switch (type) {
    case 'c':
    case 's':
    case 'p': return 'H';
    case 'b':
    case 'h':
    case 'i':
    case 'l':
    case 'q':
    case 'n': return 'I';
    case '?':
    case 'B':
    case 'H':
    case 'I':
    case 'L':
    case 'Q':
    case 'N': return 'U';
    case 'f':
    case 'd':
    case 'g': return is_complex ? 'C' : 'R';
    case 'O': return 'O';
    case 'P': return 'P';
    default: return 0;
    }
}

#if defined(__cplusplus)
#define PX_ALIGNED alignof
#else
#define PX_ALIGNED _Alignof
#endif

/* The size of an item in the native or the standard form, and how native ones are aligned; 0: no such item. */
static size_t px_buffer_size(char type, int native, size_t *align) {
    size_t standard = 0;
#define PX_CASE(letters, type, size) \
    letters *align = PX_ALIGNED(type); \
    standard = native ? sizeof(type) : (size); \
    break
    *align = 1;
    switch (type) {
    case '?':
    case 'c':
    case 'b':
    case 'B':
    case 's':
    case 'p': return 1;
        PX_CASE(case 'h' : case 'H' :, short, 2);
        PX_CASE(case 'i' : case 'I' :, int, 4);
        PX_CASE(case 'l' : case 'L' :, long, 4);
        PX_CASE(case 'q' : case 'Q' :, long long, 8);
        PX_CASE(case 'n' : case 'N' :, Py_ssize_t, sizeof(Py_ssize_t));
        PX_CASE(case 'f' :, float, 4);
        PX_CASE(case 'd' :, double, 8);
        PX_CASE(case 'g' :, long double, sizeof(long double));
        PX_CASE(case 'O' : case 'P' :, void *, sizeof(void *));
    default: return 0;
    }
#undef PX_CASE
    return standard;
}

static int px_buffer_mismatch(px_buffer_format *f, char type, int is_complex) {
    const char *got = px_buffer_name(type, is_complex);
    if (f->depth < 0) {
        PyErr_Format(PyExc_ValueError, "Buffer dtype mismatch, expected end but got %s", got);
    } else if (f->depth == 0) {
        PyErr_Format(PyExc_ValueError, "Buffer dtype mismatch, expected '%s' but got %s", f->root[0].item->name, got);
    } else {
        const px_item_field *field = f->levels[f->depth].field, *parent = f->levels[f->depth - 1].field;
        PyErr_Format(PyExc_ValueError, "Buffer dtype mismatch, expected '%s' but got %s in '%s.%s'", field->item->name,
                     got, parent->item->name, field->name);
    }
    return -1;
}

/* Goes to the first field of the struct that is expected. */
static int px_buffer_enter(px_buffer_format *f) {
    px_buffer_level *level = &f->levels[f->depth];
    if (f->depth + 1 >= PX_FORMAT_DEPTH) {
        PyErr_SetString(PyExc_ValueError, "Buffer dtype is nested too deeply");
        return -1;
    }
    level[1].field = level->field->item->fields;
    level[1].base = level->base + level->field->offset;
    f->depth++;
    return 0;
}

/* Goes to the next field; behind the last one of a struct to that behind the struct. */
static void px_buffer_next(px_buffer_format *f) {
    f->levels[f->depth].field++;
    while (f->depth >= 0 && !f->levels[f->depth].field->item) {
        f->depth--;
        if (f->depth >= 0) f->levels[f->depth].field++;
    }
}

/* An array is expected where the format has one, with the same lengths. */
static int px_buffer_lengths(const px_item *item, const px_buffer_array *array) {
    int i;
    if (item->n_lengths != array->n) {
        PyErr_Format(PyExc_ValueError, "Expected %d dimension(s), got %d", item->n_lengths, array->n);
        return -1;
    }
    for (i = 0; i < array->n; i++) {
        if (item->lengths[i] != array->lengths[i]) {
            PyErr_Format(PyExc_ValueError, "Expected a dimension of size %zu, got %zu", item->lengths[i],
                         array->lengths[i]);
            return -1;
        }
    }
    return 0;
}

/* One item of the format, or one array of them. */
static int px_buffer_item(px_buffer_format *f, char type, int is_complex, size_t size, const px_buffer_array *array) {
    const px_item *item;
    char kind = px_buffer_kind(type, is_complex);
    size_t expected;
    for (;;) {
        if (f->depth < 0) return px_buffer_mismatch(f, type, is_complex);
        item = f->levels[f->depth].field->item;
        /* A complex number may be given by its parts. */
        if ((item->kind != 'S' && !(item->kind == 'C' && kind == 'R')) || !item->fields) break;
        if (px_buffer_enter(f) < 0) return -1;
    }
    if (item->size != size || (item->kind != kind && item->kind != 'H' && kind != 'H'))
        return px_buffer_mismatch(f, type, is_complex);
    if (px_buffer_lengths(item, array) < 0) return -1;
    expected = f->levels[f->depth].base + f->levels[f->depth].field->offset;
    if (expected != f->offset) {
        PyErr_Format(PyExc_ValueError, "Buffer dtype mismatch; next field is at offset %zd but %zd expected",
                     (Py_ssize_t)f->offset, (Py_ssize_t)expected);
        return -1;
    }
    f->offset += size * array->total;
    px_buffer_next(f);
    return 0;
}

static int px_buffer_number(px_buffer_format *f, size_t *number) {
    *number = 0;
    if (*f->at < '0' || *f->at > '9') {
        PyErr_Format(PyExc_ValueError, "Does not understand character buffer dtype format string ('%c')", *f->at);
        return -1;
    }
    for (; *f->at >= '0' && *f->at <= '9'; f->at++) {
        if (*number > (size_t)PY_SSIZE_T_MAX / 16) {
            PyErr_SetString(PyExc_ValueError, "Buffer dtype has a number that is too large");
            return -1;
        }
        *number = *number * 10 + (size_t)(*f->at - '0');
    }
    return 0;
}

/* `(2,3)` */
static int px_buffer_parse_array(px_buffer_format *f, px_buffer_array *array) {
    f->at++;
    while (*f->at != ')') {
        size_t length;
        while (*f->at == ' ') f->at++;
        if (!*f->at) {
            PyErr_SetString(PyExc_ValueError, "Unexpected end of format string, expected ')'");
            return -1;
        }
        if (px_buffer_number(f, &length) < 0) return -1;
        if (array->n == PX_VIEW_AXES) {
            PyErr_SetString(PyExc_ValueError, "Buffer dtype has an array of too many dimensions");
            return -1;
        }
        array->lengths[array->n++] = length;
        array->total *= length;
        while (*f->at == ' ') f->at++;
        if (*f->at && *f->at != ',' && *f->at != ')') {
            PyErr_Format(PyExc_ValueError, "Expected a comma in format string, got '%c'", *f->at);
            return -1;
        }
        if (*f->at == ',') f->at++;
    }
    f->at++;
    return 0;
}

/* Whether items are in the byte order of this machine. */
static int px_buffer_order(px_buffer_format *f, char order) {
    const int one = 1;
    int little = *(const char *)&one == 1;
    if ((order == '<' && !little) || ((order == '>' || order == '!') && little)) {
        PyErr_SetString(PyExc_ValueError, little ? "Big-endian buffer not supported on little-endian compiler"
                                                 : "Little-endian buffer not supported on big-endian compiler");
        return -1;
    }
    f->order = order;
    return 0;
}

static int px_buffer_fields(px_buffer_format *f, int inside);

/* `T{...}`, so often. */
static int px_buffer_struct(px_buffer_format *f, size_t count, const px_buffer_array *array) {
    const char *start = f->at;
    size_t i;
    if (*f->at != '{') {
        PyErr_SetString(PyExc_ValueError, "Buffer acquisition: Expected '{' after 'T'");
        return -1;
    }
    if (f->depth >= 0 && array->n) {
        const px_item *item = f->levels[f->depth].field->item;
        if (px_buffer_lengths(item, array) < 0) return -1;
        if (array->total != 1) {
            PyErr_SetString(PyExc_ValueError, "Cannot handle repeated arrays in format string");
            return -1;
        }
    }
    for (i = 0; i < count; i++) {
        f->at = start + 1;
        if (px_buffer_fields(f, 1) < 0) return -1;
    }
    return 0;
}

/* Items that a letter stands for. */
static int px_buffer_items(px_buffer_format *f, char type, int is_complex, size_t count, px_buffer_array *array) {
    int native = f->order == '@' || f->order == '^';
    size_t align, size = px_buffer_size(type, native, &align), i;
    if (!size) {
        PyErr_Format(PyExc_ValueError, "Does not understand character buffer dtype format string ('%c')", type);
        return -1;
    }
    if (type == 's' || type == 'p') {
        array->lengths[0] = array->total = count;
        array->n = 1;
        /* A lone character is no array of them. */
        if (f->depth >= 0 && count == 1 && !f->levels[f->depth].field->item->n_lengths) array->n = 0;
        count = 1;
    }
    if (f->order == '@') f->offset = (f->offset + align - 1) / align * align;
    for (i = 0; i < count; i++) {
        if (px_buffer_item(f, type, is_complex, is_complex ? 2 * size : size, array) < 0) return -1;
    }
    return 0;
}

/* The fields of a struct up to its brace, or everything. */
static int px_buffer_fields(px_buffer_format *f, int inside) {
    size_t count = 1;
    px_buffer_array array = {{0}, 0, 1};
    for (;;) {
        char c = *f->at;
        switch (c) {
        case 0:
            if (!inside) return 0;
            PyErr_SetString(PyExc_ValueError, "Unexpected end of format string, expected '}'");
            return -1;
        case '}':
            f->at++;
            if (inside) return 0;
            PyErr_Format(PyExc_ValueError, "Unexpected format string character: '%c'", c);
            return -1;
        case ' ':
        case '\r':
        case '\n': f->at++; continue;
        case '<':
        case '>':
        case '!':
        case '=':
        case '@':
        case '^':
            if (px_buffer_order(f, c) < 0) return -1;
            f->at++;
            continue;
        case ':':
            f->at++;
            while (*f->at && *f->at != ':') f->at++;
            if (*f->at) f->at++;
            continue;
        case '(':
            if (px_buffer_parse_array(f, &array) < 0) return -1;
            continue;
        case 'x':
            f->offset += count;
            f->at++;
            break;
        case 'T':
            f->at++;
            if (px_buffer_struct(f, count, &array) < 0) return -1;
            break;
        case 'Z':
            f->at++;
            if (*f->at != 'f' && *f->at != 'd' && *f->at != 'g') {
                PyErr_Format(PyExc_ValueError, "Unexpected format string character: '%c'", c);
                return -1;
            }
            if (px_buffer_items(f, *f->at++, 1, count, &array) < 0) return -1;
            break;
        default:
            if (c >= '0' && c <= '9') {
                if (px_buffer_number(f, &count) < 0) return -1;
                continue;
            }
            f->at++;
            if (px_buffer_items(f, c, 0, count, &array) < 0) return -1;
        }
        count = 1;
        memset(&array, 0, sizeof array);
        array.total = 1;
    }
}

PX_API int px_view_check_format(const char *format, const px_item *item) {
    px_buffer_format f;
    memset(&f, 0, sizeof f);
    f.at = format ? format : "B";
    f.order = '@';
    f.root[0].item = item;
    f.root[0].name = "buffer dtype";
    f.levels[0].field = f.root;
    if (px_buffer_fields(&f, 0) < 0) return -1;
    return f.depth < 0 ? 0 : px_buffer_mismatch(&f, 0, 0);
}
