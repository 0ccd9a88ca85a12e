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

from libc.stddef cimport wchar_t

cdef extern from "Python.h":
    ctypedef unsigned char Py_UCS1
    ctypedef unsigned short Py_UCS2

    const int PyUnicode_1BYTE_KIND
    const int PyUnicode_2BYTE_KIND
    const int PyUnicode_4BYTE_KIND
    Py_UCS1 *PyUnicode_1BYTE_DATA(object o)
    Py_UCS2 *PyUnicode_2BYTE_DATA(object o)
    Py_UCS4 *PyUnicode_4BYTE_DATA(object o)
    void PyUnicode_WRITE(int kind, void *data, Py_ssize_t index, Py_UCS4 value)
    int PyUnicode_WriteChar(object o, Py_ssize_t index, Py_UCS4 value) except -1
    Py_ssize_t PyUnicode_CopyCharacters(object to, Py_ssize_t to_start, object source, Py_ssize_t start,
                                        Py_ssize_t count) except -1
    Py_ssize_t PyUnicode_Fill(object o, Py_ssize_t start, Py_ssize_t length, Py_UCS4 value) except -1
    Py_ssize_t PyUnicode_FindChar(object o, Py_UCS4 value, Py_ssize_t start, Py_ssize_t end, int direction) except? -2
    bint PyUnicode_IsIdentifier(object o)
    Py_UCS4 *PyUnicode_AsUCS4(object o, Py_UCS4 *buffer, Py_ssize_t size, int null) except NULL
    Py_UCS4 *PyUnicode_AsUCS4Copy(object o) except NULL
    object PyUnicode_FromWideChar(const wchar_t *text, Py_ssize_t size)
    Py_ssize_t PyUnicode_AsWideChar(object o, wchar_t *text, Py_ssize_t size) except -1
    wchar_t *PyUnicode_AsWideCharString(object o, Py_ssize_t *size) except NULL

    object PyUnicode_DecodeUTF8Stateful(const char *text, Py_ssize_t size, const char *errors, Py_ssize_t *used)
    object PyUnicode_DecodeUTF16(const char *text, Py_ssize_t size, const char *errors, int *order)
    object PyUnicode_DecodeUTF16Stateful(const char *text, Py_ssize_t size, const char *errors, int *order,
                                         Py_ssize_t *used)
    object PyUnicode_DecodeUnicodeEscape(const char *text, Py_ssize_t size, const char *errors)
    object PyUnicode_DecodeRawUnicodeEscape(const char *text, Py_ssize_t size, const char *errors)
    object PyUnicode_DecodeCharmap(const char *text, Py_ssize_t size, object mapping, const char *errors)
    bytes PyUnicode_AsCharmapString(object o, object mapping)
    object PyUnicode_Translate(object o, object table, const char *errors)

    # Of Windows.
    object PyUnicode_DecodeMBCS(const char *text, Py_ssize_t size, const char *errors)
    object PyUnicode_DecodeMBCSStateful(const char *text, Py_ssize_t size, const char *errors, Py_ssize_t *used)
    bytes PyUnicode_AsMBCSString(object o)
    bytes PyUnicode_EncodeCodePage(int page, object o, const char *errors)

    # Of the text representation before Python 3.3; not in the headers of today.
    const int PyUnicode_WCHAR_KIND
    Py_ssize_t PyUnicode_GetSize(object o) except -1
    Py_ssize_t PyUnicode_GET_SIZE(object o)
    Py_ssize_t PyUnicode_GET_DATA_SIZE(object o)
    Py_UNICODE *PyUnicode_AS_UNICODE(object o)
    char *PyUnicode_AS_DATA(object o)
    object PyUnicode_FromUnicode(Py_UNICODE *text, Py_ssize_t size)
    Py_UNICODE *PyUnicode_AsUnicode(object o) except NULL
    bytes PyUnicode_Encode(Py_UNICODE *text, Py_ssize_t size, const char *encoding, const char *errors)
    bytes PyUnicode_EncodeUTF8(Py_UNICODE *text, Py_ssize_t size, const char *errors)
    bytes PyUnicode_EncodeUTF16(Py_UNICODE *text, Py_ssize_t size, const char *errors, int order)
    bytes PyUnicode_EncodeUnicodeEscape(Py_UNICODE *text, Py_ssize_t size)
    bytes PyUnicode_EncodeRawUnicodeEscape(Py_UNICODE *text, Py_ssize_t size, const char *errors)
    bytes PyUnicode_EncodeLatin1(Py_UNICODE *text, Py_ssize_t size, const char *errors)
    bytes PyUnicode_EncodeASCII(Py_UNICODE *text, Py_ssize_t size, const char *errors)
    bytes PyUnicode_EncodeCharmap(Py_UNICODE *text, Py_ssize_t size, object mapping, const char *errors)
    bytes PyUnicode_EncodeMBCS(Py_UNICODE *text, Py_ssize_t size, const char *errors)
    object PyUnicode_TranslateCharmap(Py_UNICODE *text, Py_ssize_t size, object table, const char *errors)
    size_t Py_UCS4_strlen(const Py_UCS4 *text)
    Py_UCS4 *Py_UCS4_strcpy(Py_UCS4 *to, const Py_UCS4 *text)
    Py_UCS4 *Py_UCS4_strcat(Py_UCS4 *to, const Py_UCS4 *text)
    Py_UCS4 *Py_UCS4_strncpy(Py_UCS4 *to, const Py_UCS4 *text, size_t size)
    int Py_UCS4_strcmp(const Py_UCS4 *one, const Py_UCS4 *other)
    int Py_UCS4_strncmp(const Py_UCS4 *one, const Py_UCS4 *other, size_t size)
    Py_UCS4 *Py_UCS4_strchr(const Py_UCS4 *text, Py_UCS4 value)
    Py_UCS4 *Py_UCS4_strrchr(const Py_UCS4 *text, Py_UCS4 value)
