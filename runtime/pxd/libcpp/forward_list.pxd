cdef extern from "<forward_list>" namespace "std" nogil:
    cdef cppclass forward_list[T, ALLOCATOR=*]:
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
            iterator operator++(int)
            bint operator==(iterator)
            bint operator==(const_iterator)
            bint operator!=(iterator)
            bint operator!=(const_iterator)
        cppclass const_iterator:
            const_iterator() except +
            const_iterator(iterator&) except +
            const value_type& operator*()
            const_iterator operator++()
            const_iterator operator++(int)
            bint operator==(iterator)
            bint operator==(const_iterator)
            bint operator!=(iterator)
            bint operator!=(const_iterator)

        forward_list() except +
        forward_list(forward_list&) except +
        forward_list(size_type) except +
        forward_list(size_type, const T&) except +
        forward_list& operator=(forward_list&)
        bint operator==(forward_list&, forward_list&)
        bint operator!=(forward_list&, forward_list&)
        bint operator<(forward_list&, forward_list&)
        bint operator>(forward_list&, forward_list&)
        bint operator<=(forward_list&, forward_list&)
        bint operator>=(forward_list&, forward_list&)
        void assign(size_type, const T&) except +
        T& front()
        iterator begin()
        const_iterator const_begin "begin"()
        const_iterator cbegin()
        iterator end()
        const_iterator const_end "end"()
        const_iterator cend()
        bint empty()
        size_type max_size()
        void clear()
        iterator before_begin()
        const_iterator cbefore_begin()
        iterator insert_after(iterator, const T&) except +
        iterator insert_after(iterator, size_type, const T&) except +
        iterator erase_after(iterator)
        iterator erase_after(iterator, iterator)
        T& emplace_front(...) except +
        void push_front(const T&) except +
        void pop_front()
        void resize(size_type) except +
        void resize(size_type, const T&) except +
        void swap(forward_list&)
        void merge(forward_list&)
        void remove(const T&)
        void reverse()
        void sort()
        void unique()
