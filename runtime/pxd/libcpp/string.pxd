from libcpp.string_view cimport string_view

cdef extern from "<string>" namespace "std" nogil:
    int stoi(const string&, size_t*, int) except +
    int stoi(const string&, size_t*) except +
    int stoi(const string&) except +
    long stol(const string&, size_t*, int) except +
    long stol(const string&, size_t*) except +
    long stol(const string&) except +
    long long stoll(const string&, size_t*, int) except +
    long long stoll(const string&, size_t*) except +
    long long stoll(const string&) except +
    unsigned long stoul(const string&, size_t*, int) except +
    unsigned long stoul(const string&, size_t*) except +
    unsigned long stoul(const string&) except +
    unsigned long long stoull(const string&, size_t*, int) except +
    unsigned long long stoull(const string&, size_t*) except +
    unsigned long long stoull(const string&) except +
    float stof(const string&, size_t*) except +
    float stof(const string&) except +
    double stod(const string&, size_t*) except +
    double stod(const string&) except +
    long double stold(const string&, size_t*) except +
    long double stold(const string&) except +
    string to_string(int) except +
    string to_string(long) except +
    string to_string(long long) except +
    string to_string(unsigned) except +
    string to_string(unsigned long) except +
    string to_string(unsigned long long) except +
    string to_string(float) except +
    string to_string(double) except +
    string to_string(long double) except +

    size_t npos "std::string::npos"

    cdef cppclass string:
        ctypedef char value_type
        ctypedef size_t size_type
        ctypedef ptrdiff_t difference_type

        cppclass const_iterator
        cppclass iterator:
            iterator() except +
            iterator(iterator&) except +
            value_type& operator*()
            iterator operator++()
            iterator operator--()
            iterator operator++(int)
            iterator operator--(int)
            iterator operator+(size_type)
            iterator operator-(size_type)
            difference_type operator-(iterator)
            bint operator==(iterator)
            bint operator==(const_iterator)
            bint operator!=(iterator)
            bint operator!=(const_iterator)
            bint operator<(iterator)
            bint operator>(iterator)
            bint operator<=(iterator)
            bint operator>=(iterator)
        cppclass const_iterator:
            const_iterator() except +
            const_iterator(iterator&) except +
            const value_type& operator*()
            const_iterator operator++()
            const_iterator operator--()
            const_iterator operator++(int)
            const_iterator operator--(int)
            const_iterator operator+(size_type)
            const_iterator operator-(size_type)
            difference_type operator-(const_iterator)
            bint operator==(iterator)
            bint operator==(const_iterator)
            bint operator!=(iterator)
            bint operator!=(const_iterator)
        cppclass const_reverse_iterator
        cppclass reverse_iterator:
            reverse_iterator() except +
            value_type& operator*()
            reverse_iterator operator++()
            reverse_iterator operator--()
            bint operator==(reverse_iterator)
            bint operator!=(reverse_iterator)
        cppclass const_reverse_iterator:
            const_reverse_iterator() except +
            const value_type& operator*()
            const_reverse_iterator operator++()
            const_reverse_iterator operator--()
            bint operator==(const_reverse_iterator)
            bint operator!=(const_reverse_iterator)

        string() except +
        string(const string&) except +
        string(const string&, size_type) except +
        string(const string&, size_type, size_type) except +
        string(const char*) except +
        string(const char*, size_type) except +
        string(size_type, char) except +
        string[InputIt](InputIt, InputIt) except +

        iterator begin()
        const_iterator const_begin "begin"()
        const_iterator cbegin()
        iterator end()
        const_iterator const_end "end"()
        const_iterator cend()
        reverse_iterator rbegin()
        const_reverse_iterator crbegin()
        reverse_iterator rend()
        const_reverse_iterator crend()

        const char* c_str()
        const char* data()
        size_type size()
        size_type max_size()
        size_type length()
        void resize(size_type) except +
        void resize(size_type, char) except +
        void shrink_to_fit() except +
        void swap(string&)
        size_type capacity()
        void reserve(size_type) except +
        bint empty()
        void clear()

        char& at(size_type) except +
        char& operator[](size_type)
        char& front()
        char& back()
        int compare(const string&)
        int compare(size_type, size_type, const string&) except +
        int compare(size_type, size_type, const string&, size_type, size_type) except +
        int compare(const char*)
        int compare(size_type, size_type, const char*) except +
        int compare(size_type, size_type, const char*, size_type) except +

        string& append(const string&) except +
        string& append(const string&, size_type, size_type) except +
        string& append(const char*) except +
        string& append(const char*, size_type) except +
        string& append(size_type, char) except +
        void push_back(char) except +
        void pop_back()
        string& assign(const string&) except +
        string& assign(const string&, size_type, size_type) except +
        string& assign(const char*, size_type) except +
        string& assign(const char*) except +
        string& assign(size_type, char) except +
        string& insert(size_type, const string&) except +
        string& insert(size_type, const string&, size_type, size_type) except +
        string& insert(size_type, const char*, size_type) except +
        string& insert(size_type, const char*) except +
        string& insert(size_type, size_type, char) except +
        size_type copy(char*, size_type) except +
        size_type copy(char*, size_type, size_type) except +

        size_type find(const string&)
        size_type find(const string&, size_type)
        size_type find(const char*, size_type, size_type)
        size_type find(const char*)
        size_type find(const char*, size_type)
        size_type find(char)
        size_type find(char, size_type)
        size_type rfind(const string&)
        size_type rfind(const string&, size_type)
        size_type rfind(const char*, size_type, size_type)
        size_type rfind(const char*)
        size_type rfind(const char*, size_type)
        size_type rfind(char)
        size_type rfind(char, size_type)
        size_type find_first_of(const string&)
        size_type find_first_of(const string&, size_type)
        size_type find_first_of(const char*)
        size_type find_first_of(const char*, size_type)
        size_type find_first_of(const char*, size_type, size_type)
        size_type find_first_of(char)
        size_type find_first_of(char, size_type)
        size_type find_first_not_of(const string&)
        size_type find_first_not_of(const string&, size_type)
        size_type find_first_not_of(const char*)
        size_type find_first_not_of(const char*, size_type)
        size_type find_first_not_of(const char*, size_type, size_type)
        size_type find_first_not_of(char)
        size_type find_first_not_of(char, size_type)
        size_type find_last_of(const string&)
        size_type find_last_of(const string&, size_type)
        size_type find_last_of(const char*)
        size_type find_last_of(const char*, size_type)
        size_type find_last_of(const char*, size_type, size_type)
        size_type find_last_of(char)
        size_type find_last_of(char, size_type)
        size_type find_last_not_of(const string&)
        size_type find_last_not_of(const string&, size_type)
        size_type find_last_not_of(const char*)
        size_type find_last_not_of(const char*, size_type)
        size_type find_last_not_of(const char*, size_type, size_type)
        size_type find_last_not_of(char)
        size_type find_last_not_of(char, size_type)

        string substr() except +
        string substr(size_type) except +
        string substr(size_type, size_type) except +
        bint starts_with(char)
        bint starts_with(const char*)
        bint ends_with(char)
        bint ends_with(const char*)
        bint contains(char)
        bint contains(const char*)

        string& erase() except +
        string& erase(size_type) except +
        string& erase(size_type, size_type) except +
        iterator erase(iterator)
        iterator erase(iterator, iterator)
        string& replace(size_type, size_type, const string&) except +
        string& replace(size_type, size_type, const string&, size_type, size_type) except +
        string& replace(size_type, size_type, const char*) except +
        string& replace(size_type, size_type, const char*, size_type) except +
        string& replace(size_type, size_type, size_type, char) except +

        string& operator=(const string&) except +
        string& operator=(const char*) except +
        string& operator=(char) except +
        string operator+(const string&) except +
        string operator+(const char*) except +
        string operator+(char) except +
        bint operator==(const string&)
        bint operator==(const char*)
        bint operator!=(const string&)
        bint operator!=(const char*)
        bint operator<(const string&)
        bint operator<(const char*)
        bint operator>(const string&)
        bint operator>(const char*)
        bint operator<=(const string&)
        bint operator<=(const char*)
        bint operator>=(const string&)
        bint operator>=(const char*)
