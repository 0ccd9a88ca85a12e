cdef extern from "<string_view>" namespace "std" nogil:
    size_t npos "std::string_view::npos"

    cdef cppclass string_view:
        ctypedef char value_type
        ctypedef size_t size_type
        string_view() except +
        string_view(const string_view&) except +
        string_view(const char*) except +
        string_view(const char*, size_type) except +
        const char* data()
        size_type size()
        size_type length()
        size_type max_size()
        bint empty()
        const char& operator[](size_type)
        const char& at(size_type) except +
        const char& front()
        const char& back()
        void remove_prefix(size_type)
        void remove_suffix(size_type)
        void swap(string_view&)
        string_view substr() except +
        string_view substr(size_type) except +
        string_view substr(size_type, size_type) except +
        int compare(string_view)
        size_type find(string_view)
        size_type find(string_view, size_type)
        size_type find(char)
        size_type find(char, size_type)
        size_type rfind(string_view)
        size_type rfind(char)
        bint operator==(string_view)
        bint operator!=(string_view)
        bint operator<(string_view)
        bint operator>(string_view)
        bint operator<=(string_view)
        bint operator>=(string_view)
