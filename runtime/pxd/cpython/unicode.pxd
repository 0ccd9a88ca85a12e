# Text.

from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyUnicode_Check(object o)
    bint PyUnicode_CheckExact(object o)
    unicode PyUnicode_New(Py_ssize_t size, Py_UCS4 max_character)
    Py_ssize_t PyUnicode_GetLength(object o) except -1
    Py_ssize_t PyUnicode_GET_LENGTH(object o)
    int PyUnicode_KIND(object o)
    void *PyUnicode_DATA(object o)
    Py_UCS4 PyUnicode_READ(int kind, void *data, Py_ssize_t index)
    Py_UCS4 PyUnicode_READ_CHAR(object o, Py_ssize_t index)
    Py_UCS4 PyUnicode_ReadChar(object o, Py_ssize_t index) except? 0xFFFFFFFFU
    Py_UCS4 PyUnicode_MAX_CHAR_VALUE(object o)
    bint PyUnicode_IS_READY(object o)
    int PyUnicode_READY(object o) except -1
    bint Py_UNICODE_ISSPACE(Py_UCS4 character)
    bint Py_UNICODE_ISLOWER(Py_UCS4 character)
    bint Py_UNICODE_ISUPPER(Py_UCS4 character)
    bint Py_UNICODE_ISTITLE(Py_UCS4 character)
    bint Py_UNICODE_ISLINEBREAK(Py_UCS4 character)
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 character)
    bint Py_UNICODE_ISDIGIT(Py_UCS4 character)
    bint Py_UNICODE_ISNUMERIC(Py_UCS4 character)
    bint Py_UNICODE_ISALPHA(Py_UCS4 character)
    bint Py_UNICODE_ISALNUM(Py_UCS4 character)
    bint Py_UNICODE_ISPRINTABLE(Py_UCS4 character)
    Py_UCS4 Py_UNICODE_TOLOWER(Py_UCS4 character)
    Py_UCS4 Py_UNICODE_TOUPPER(Py_UCS4 character)
    Py_UCS4 Py_UNICODE_TOTITLE(Py_UCS4 character)
    int Py_UNICODE_TODECIMAL(Py_UCS4 character)
    int Py_UNICODE_TODIGIT(Py_UCS4 character)
    double Py_UNICODE_TONUMERIC(Py_UCS4 character)

    unicode PyUnicode_FromString(const char *text)
    unicode PyUnicode_FromStringAndSize(const char *text, Py_ssize_t size)
    unicode PyUnicode_FromFormat(const char *format, ...)
    unicode PyUnicode_FromKindAndData(int kind, const void *data, Py_ssize_t size)
    unicode PyUnicode_FromOrdinal(int character)
    object PyUnicode_FromObject(object o)
    object PyUnicode_FromEncodedObject(object o, const char *encoding, const char *errors)
    unicode PyUnicode_Substring(object text, Py_ssize_t start, Py_ssize_t end)
    unicode PyUnicode_InternFromString(const char *text)
    void PyUnicode_InternInPlace(PyObject **text)

    const char *PyUnicode_AsUTF8(object text) except NULL
    const char *PyUnicode_AsUTF8AndSize(object text, Py_ssize_t *size) except NULL
    bytes PyUnicode_AsUTF8String(object text)
    bytes PyUnicode_AsASCIIString(object text)
    bytes PyUnicode_AsLatin1String(object text)
    bytes PyUnicode_AsEncodedString(object text, const char *encoding, const char *errors)
    bytes PyUnicode_AsUTF16String(object text)
    bytes PyUnicode_AsUTF32String(object text)
    bytes PyUnicode_AsUnicodeEscapeString(object text)
    bytes PyUnicode_AsRawUnicodeEscapeString(object text)
    unicode PyUnicode_Decode(const char *text, Py_ssize_t size, const char *encoding, const char *errors)
    unicode PyUnicode_DecodeUTF8(const char *text, Py_ssize_t size, const char *errors)
    unicode PyUnicode_DecodeASCII(const char *text, Py_ssize_t size, const char *errors)
    unicode PyUnicode_DecodeLatin1(const char *text, Py_ssize_t size, const char *errors)
    unicode PyUnicode_DecodeFSDefault(const char *text)
    unicode PyUnicode_DecodeFSDefaultAndSize(const char *text, Py_ssize_t size)

    unicode PyUnicode_Concat(object left, object right)
    object PyUnicode_Split(object s, object sep, Py_ssize_t maxsplit)
    object PyUnicode_Splitlines(object s, int keepends)
    object PyUnicode_Join(object separator, object seq)
    object PyUnicode_Replace(object s_, object substr, object replstr, Py_ssize_t maxcount)
    bint PyUnicode_Tailmatch(object text, object part, Py_ssize_t start, Py_ssize_t end, int direction) except -1
    Py_ssize_t PyUnicode_Find(object text, object part, Py_ssize_t start, Py_ssize_t end, int direction) except -2
    Py_ssize_t PyUnicode_Count(object text, object part, Py_ssize_t start, Py_ssize_t end) except -1
    int PyUnicode_Compare(object left, object right) except? -1
    bint PyUnicode_EqualToUTF8(object text, const char *other)
    int PyUnicode_CompareWithASCIIString(object left, const char *right)
    object PyUnicode_RichCompare(object left, object right, int op)
    object PyUnicode_Format(object format, object args)
    bint PyUnicode_Contains(object text, object part) except -1
