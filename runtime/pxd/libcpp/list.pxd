cdef extern from "<list>" namespace "std" nogil:
    cdef cppclass list[T, ALLOCATOR=*]:
        ctypedef T value_type
        ctypedef ALLOCATOR allocator_type
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

        list() except +
        list(list&) except +
        list(size_type) except +
        list(size_type, const T&) except +
        list& operator=(list&)
        bint operator==(list&, list&)
        bint operator!=(list&, list&)
        bint operator<(list&, list&)
        bint operator>(list&, list&)
        bint operator<=(list&, list&)
        bint operator>=(list&, list&)
        void assign(size_type, const T&) except +
        T& front()
        T& back()
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
        bint empty()
        size_type size()
        size_type max_size()
        void clear()
        iterator insert(iterator, const T&) except +
        void insert(iterator, size_type, const T&) except +
        iterator emplace(const_iterator, ...) except +
        T& emplace_back(...) except +
        T& emplace_front(...) except +
        iterator erase(iterator)
        iterator erase(iterator, iterator)
        void push_back(const T&) except +
        void push_front(const T&) except +
        void pop_back()
        void pop_front()
        void resize(size_type) except +
        void resize(size_type, const T&) except +
        void swap(list&)
        void merge(list&)
        void remove(const T&)
        void reverse()
        void sort()
        void splice(iterator, list&)
        void splice(iterator, list&, iterator)
        void splice(iterator, list&, iterator, iterator)
        void unique()
