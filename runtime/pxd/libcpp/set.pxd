from libcpp.pair cimport pair

cdef extern from "<set>" namespace "std" nogil:
    cdef cppclass set[T, COMPARE=*, ALLOCATOR=*]:
        ctypedef T key_type
        ctypedef T value_type
        ctypedef size_t size_type
        ctypedef ptrdiff_t difference_type

        cppclass const_iterator
        cppclass iterator:
            iterator() except +
            iterator(iterator&) except +
            const value_type& operator*()
            iterator operator++()
            iterator operator--()
            iterator operator++(int)
            iterator operator--(int)
            bint operator==(iterator)
            bint operator==(const_iterator)
            bint operator!=(iterator)
            bint operator!=(const_iterator)
        cppclass const_iterator:
            const_iterator() except +
            const_iterator(iterator&) except +
            const value_type& operator*()
            const_iterator operator++()
            const_iterator operator--()
            const_iterator operator++(int)
            const_iterator operator--(int)
            bint operator==(iterator)
            bint operator==(const_iterator)
            bint operator!=(iterator)
            bint operator!=(const_iterator)
        cppclass const_reverse_iterator
        cppclass reverse_iterator:
            reverse_iterator() except +
            reverse_iterator(reverse_iterator&) except +
            const value_type& operator*()
            reverse_iterator operator++()
            reverse_iterator operator--()
            reverse_iterator operator++(int)
            reverse_iterator operator--(int)
            bint operator==(reverse_iterator)
            bint operator!=(reverse_iterator)
        cppclass const_reverse_iterator:
            const_reverse_iterator() except +
            const_reverse_iterator(reverse_iterator&) except +
            const value_type& operator*()
            const_reverse_iterator operator++()
            const_reverse_iterator operator--()
            const_reverse_iterator operator++(int)
            const_reverse_iterator operator--(int)
            bint operator==(const_reverse_iterator)
            bint operator!=(const_reverse_iterator)

        set() except +
        set(set&) except +
        set[InputIt](InputIt, InputIt) except +
        bint operator==(set&, set&)
        bint operator!=(set&, set&)
        bint operator<(set&, set&)
        bint operator>(set&, set&)
        bint operator<=(set&, set&)
        bint operator>=(set&, set&)
        iterator begin()
        const_iterator const_begin "begin"()
        const_iterator cbegin()
        iterator end()
        const_iterator const_end "end"()
        const_iterator cend()
        reverse_iterator rbegin()
        const_reverse_iterator const_rbegin "rbegin"()
        const_reverse_iterator crbegin()
        reverse_iterator rend()
        const_reverse_iterator const_rend "rend"()
        const_reverse_iterator crend()
        bint empty()
        size_type size()
        size_type max_size()
        void clear()
        pair[iterator, bint] insert(const value_type&) except +
        iterator insert(iterator, const value_type&) except +
        iterator insert(const_iterator, const value_type&) except +
        void insert[InputIt](InputIt, InputIt) except +
        pair[iterator, bint] emplace(...) except +
        iterator erase(iterator)
        iterator erase(const_iterator)
        iterator erase(const_iterator, const_iterator)
        size_type erase(const T&)
        void swap(set&)
        size_type count(const T&)
        iterator find(const T&)
        const_iterator const_find "find"(const T&)
        bint contains(const T&)
        pair[iterator, iterator] equal_range(const T&)
        iterator lower_bound(const T&)
        const_iterator const_lower_bound "lower_bound"(const T&)
        iterator upper_bound(const T&)
        const_iterator const_upper_bound "upper_bound"(const T&)

    cdef cppclass multiset[T, COMPARE=*, ALLOCATOR=*]:
        ctypedef T key_type
        ctypedef T value_type
        ctypedef size_t size_type
        ctypedef ptrdiff_t difference_type

        cppclass const_iterator
        cppclass iterator:
            iterator() except +
            iterator(iterator&) except +
            const value_type& operator*()
            iterator operator++()
            iterator operator--()
            iterator operator++(int)
            iterator operator--(int)
            bint operator==(iterator)
            bint operator==(const_iterator)
            bint operator!=(iterator)
            bint operator!=(const_iterator)
        cppclass const_iterator:
            const_iterator() except +
            const_iterator(iterator&) except +
            const value_type& operator*()
            const_iterator operator++()
            const_iterator operator--()
            const_iterator operator++(int)
            const_iterator operator--(int)
            bint operator==(iterator)
            bint operator==(const_iterator)
            bint operator!=(iterator)
            bint operator!=(const_iterator)
        cppclass const_reverse_iterator
        cppclass reverse_iterator:
            reverse_iterator() except +
            reverse_iterator(reverse_iterator&) except +
            const value_type& operator*()
            reverse_iterator operator++()
            reverse_iterator operator--()
            reverse_iterator operator++(int)
            reverse_iterator operator--(int)
            bint operator==(reverse_iterator)
            bint operator!=(reverse_iterator)
        cppclass const_reverse_iterator:
            const_reverse_iterator() except +
            const_reverse_iterator(reverse_iterator&) except +
            const value_type& operator*()
            const_reverse_iterator operator++()
            const_reverse_iterator operator--()
            const_reverse_iterator operator++(int)
            const_reverse_iterator operator--(int)
            bint operator==(const_reverse_iterator)
            bint operator!=(const_reverse_iterator)

        multiset() except +
        multiset(multiset&) except +
        multiset[InputIt](InputIt, InputIt) except +
        bint operator==(multiset&, multiset&)
        bint operator!=(multiset&, multiset&)
        bint operator<(multiset&, multiset&)
        bint operator>(multiset&, multiset&)
        bint operator<=(multiset&, multiset&)
        bint operator>=(multiset&, multiset&)
        iterator begin()
        const_iterator const_begin "begin"()
        const_iterator cbegin()
        iterator end()
        const_iterator const_end "end"()
        const_iterator cend()
        reverse_iterator rbegin()
        const_reverse_iterator const_rbegin "rbegin"()
        const_reverse_iterator crbegin()
        reverse_iterator rend()
        const_reverse_iterator const_rend "rend"()
        const_reverse_iterator crend()
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
        void swap(multiset&)
        size_type count(const T&)
        iterator find(const T&)
        const_iterator const_find "find"(const T&)
        bint contains(const T&)
        pair[iterator, iterator] equal_range(const T&)
        iterator lower_bound(const T&)
        const_iterator const_lower_bound "lower_bound"(const T&)
        iterator upper_bound(const T&)
        const_iterator const_upper_bound "upper_bound"(const T&)
