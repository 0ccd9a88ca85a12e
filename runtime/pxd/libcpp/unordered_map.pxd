from libcpp.pair cimport pair

cdef extern from "<unordered_map>" namespace "std" nogil:
    cdef cppclass unordered_map[T, U, HASH=*, PRED=*, ALLOCATOR=*]:
        ctypedef T key_type
        ctypedef U mapped_type
        ctypedef pair[const T, U] value_type
        ctypedef size_t size_type
        ctypedef ptrdiff_t difference_type

        cppclass const_iterator
        cppclass iterator:
            iterator() except +
            iterator(iterator&) except +
            pair[T, U]& operator*()
            iterator operator++()
            iterator operator++(int)
            bint operator==(iterator)
            bint operator==(const_iterator)
            bint operator!=(iterator)
            bint operator!=(const_iterator)
        cppclass const_iterator:
            const_iterator() except +
            const_iterator(iterator&) except +
            const pair[T, U]& operator*()
            const_iterator operator++()
            const_iterator operator++(int)
            bint operator==(iterator)
            bint operator==(const_iterator)
            bint operator!=(iterator)
            bint operator!=(const_iterator)

        unordered_map() except +
        unordered_map(unordered_map&) except +
        unordered_map[InputIt](InputIt, InputIt) except +
        U& operator[](const T&)
        U& at(const T&) except +
        bint operator==(unordered_map&, unordered_map&)
        bint operator!=(unordered_map&, unordered_map&)
        iterator begin()
        const_iterator const_begin "begin"()
        const_iterator cbegin()
        iterator end()
        const_iterator const_end "end"()
        const_iterator cend()
        bint empty()
        size_type size()
        size_type max_size()
        void clear()
        pair[iterator, bint] insert(const value_type&) except +
        iterator insert(iterator, const value_type&) except +
        iterator insert(const_iterator, const value_type&) except +
        void insert[InputIt](InputIt, InputIt) except +
        pair[iterator, bint] emplace(...) except +
        pair[iterator, bint] insert_or_assign[V](const T&, const V&) except +
        iterator erase(iterator)
        iterator erase(const_iterator)
        iterator erase(const_iterator, const_iterator)
        size_type erase(const T&)
        void swap(unordered_map&)
        size_type count(const T&)
        iterator find(const T&)
        const_iterator const_find "find"(const T&)
        bint contains(const T&)
        pair[iterator, iterator] equal_range(const T&)
        size_type bucket_count()
        size_type max_bucket_count()
        size_type bucket_size(size_type)
        size_type bucket(const key_type&)
        float load_factor()
        float max_load_factor()
        void max_load_factor(float)
        void rehash(size_type) except +
        void reserve(size_type) except +

    cdef cppclass unordered_multimap[T, U, HASH=*, PRED=*, ALLOCATOR=*]:
        ctypedef T key_type
        ctypedef U mapped_type
        ctypedef pair[const T, U] value_type
        ctypedef size_t size_type
        ctypedef ptrdiff_t difference_type

        cppclass const_iterator
        cppclass iterator:
            iterator() except +
            iterator(iterator&) except +
            pair[T, U]& operator*()
            iterator operator++()
            iterator operator++(int)
            bint operator==(iterator)
            bint operator==(const_iterator)
            bint operator!=(iterator)
            bint operator!=(const_iterator)
        cppclass const_iterator:
            const_iterator() except +
            const_iterator(iterator&) except +
            const pair[T, U]& operator*()
            const_iterator operator++()
            const_iterator operator++(int)
            bint operator==(iterator)
            bint operator==(const_iterator)
            bint operator!=(iterator)
            bint operator!=(const_iterator)

        unordered_multimap() except +
        unordered_multimap(unordered_multimap&) except +
        unordered_multimap[InputIt](InputIt, InputIt) except +
        bint operator==(unordered_multimap&, unordered_multimap&)
        bint operator!=(unordered_multimap&, unordered_multimap&)
        iterator begin()
        const_iterator const_begin "begin"()
        const_iterator cbegin()
        iterator end()
        const_iterator const_end "end"()
        const_iterator cend()
        bint empty()
        size_type size()
        size_type max_size()
        void clear()
        iterator insert(const value_type&) except +
        iterator insert(iterator, const value_type&) except +
        iterator insert(const_iterator, const value_type&) except +
        void insert[InputIt](InputIt, InputIt) except +
        iterator emplace(...) except +
        iterator erase(iterator)
        iterator erase(const_iterator)
        iterator erase(const_iterator, const_iterator)
        size_type erase(const T&)
        void swap(unordered_multimap&)
        size_type count(const T&)
        iterator find(const T&)
        const_iterator const_find "find"(const T&)
        bint contains(const T&)
        pair[iterator, iterator] equal_range(const T&)
        size_type bucket_count()
        size_type max_bucket_count()
        size_type bucket_size(size_type)
        size_type bucket(const key_type&)
        float load_factor()
        float max_load_factor()
        void max_load_factor(float)
        void rehash(size_type) except +
        void reserve(size_type) except +
