from libcpp cimport bool
from libcpp.pair cimport pair

cdef extern from "<algorithm>" namespace "std" nogil:
    bool all_of[It, Pred](It, It, Pred) except +
    bool any_of[It, Pred](It, It, Pred) except +
    bool none_of[It, Pred](It, It, Pred) except +
    void for_each[It, F](It, It, F) except +
    ptrdiff_t count[It, T](It, It, const T&) except +
    ptrdiff_t count_if[It, Pred](It, It, Pred) except +
    pair[It1, It2] mismatch[It1, It2](It1, It1, It2) except +
    bool equal[It1, It2](It1, It1, It2) except +
    It find[It, T](It, It, const T&) except +
    It find_if[It, Pred](It, It, Pred) except +
    It find_if_not[It, Pred](It, It, Pred) except +
    It adjacent_find[It](It, It) except +
    It1 search[It1, It2](It1, It1, It2, It2) except +
    Out copy[It, Out](It, It, Out) except +
    Out copy_if[It, Out, Pred](It, It, Out, Pred) except +
    Out copy_n[It, Size, Out](It, Size, Out) except +
    Out copy_backward[It, Out](It, It, Out) except +
    Out move[It, Out](It, It, Out) except +
    void fill[It, T](It, It, const T&) except +
    It fill_n[It, Size, T](It, Size, const T&) except +
    Out transform[It, Out, Op](It, It, Out, Op) except +
    Out transform[It1, It2, Out, Op](It1, It1, It2, Out, Op) except +
    void generate[It, G](It, It, G) except +
    It remove[It, T](It, It, const T&) except +
    It remove_if[It, Pred](It, It, Pred) except +
    void replace[It, T](It, It, const T&, const T&) except +
    void swap[T](T&, T&) except +
    void iter_swap[It1, It2](It1, It2) except +
    void reverse[It](It, It) except +
    It rotate[It](It, It, It) except +
    It unique[It](It, It) except +
    It unique[It, Pred](It, It, Pred) except +
    bool is_sorted[It](It, It) except +
    bool is_sorted[It, Compare](It, It, Compare) except +
    void sort[It](It, It) except +
    void sort[It, Compare](It, It, Compare) except +
    void stable_sort[It](It, It) except +
    void stable_sort[It, Compare](It, It, Compare) except +
    void partial_sort[It](It, It, It) except +
    void partial_sort[It, Compare](It, It, It, Compare) except +
    void nth_element[It](It, It, It) except +
    void nth_element[It, Compare](It, It, It, Compare) except +
    It lower_bound[It, T](It, It, const T&) except +
    It lower_bound[It, T, Compare](It, It, const T&, Compare) except +
    It upper_bound[It, T](It, It, const T&) except +
    It upper_bound[It, T, Compare](It, It, const T&, Compare) except +
    bool binary_search[It, T](It, It, const T&) except +
    bool binary_search[It, T, Compare](It, It, const T&, Compare) except +
    pair[It, It] equal_range[It, T](It, It, const T&) except +
    Out merge[It1, It2, Out](It1, It1, It2, It2, Out) except +
    bool includes[It1, It2](It1, It1, It2, It2) except +
    Out set_union[It1, It2, Out](It1, It1, It2, It2, Out) except +
    Out set_intersection[It1, It2, Out](It1, It1, It2, It2, Out) except +
    Out set_difference[It1, It2, Out](It1, It1, It2, It2, Out) except +
    void make_heap[It](It, It) except +
    void make_heap[It, Compare](It, It, Compare) except +
    void push_heap[It](It, It) except +
    void push_heap[It, Compare](It, It, Compare) except +
    void pop_heap[It](It, It) except +
    void pop_heap[It, Compare](It, It, Compare) except +
    void sort_heap[It](It, It) except +
    void sort_heap[It, Compare](It, It, Compare) except +
    const T& max[T](const T&, const T&) except +
    const T& min[T](const T&, const T&) except +
    It max_element[It](It, It) except +
    It max_element[It, Compare](It, It, Compare) except +
    It min_element[It](It, It) except +
    It min_element[It, Compare](It, It, Compare) except +
    bool lexicographical_compare[It1, It2](It1, It1, It2, It2) except +
    bool next_permutation[It](It, It) except +
    bool prev_permutation[It](It, It) except +
    pair[T, T] minmax[T](const T&, const T&) except +
    pair[It, It] minmax_element[It](It, It) except +
    pair[It, It] minmax_element[It, Compare](It, It, Compare) except +
    const T& clamp[T](const T&, const T&, const T&) except +
    Out move_backward[It, Out](It, It, Out) except +
    Out rotate_copy[It, Out](It, It, It, Out) except +
    Out reverse_copy[It, Out](It, It, Out) except +
    Out unique_copy[It, Out](It, It, Out) except +
    Out remove_copy[It, Out, T](It, It, Out, const T&) except +
    Out remove_copy_if[It, Out, Pred](It, It, Out, Pred) except +
    void replace_if[It, Pred, T](It, It, Pred, const T&) except +
    Out replace_copy[It, Out, T](It, It, Out, const T&, const T&) except +
    Out replace_copy_if[It, Out, Pred, T](It, It, Out, Pred, const T&) except +
    It generate_n[It, Size, G](It, Size, G) except +
    It swap_ranges[It, Out](It, It, Out) except +
    bool is_partitioned[It, Pred](It, It, Pred) except +
    It partition[It, Pred](It, It, Pred) except +
    It stable_partition[It, Pred](It, It, Pred) except +
    It partition_point[It, Pred](It, It, Pred) except +
    It is_sorted_until[It](It, It) except +
    It is_sorted_until[It, Compare](It, It, Compare) except +
    Out partial_sort_copy[It, Out](It, It, Out, Out) except +
    Out partial_sort_copy[It, Out, Compare](It, It, Out, Out, Compare) except +
    void inplace_merge[It](It, It, It) except +
    void inplace_merge[It, Compare](It, It, It, Compare) except +
    Out merge[It1, It2, Out, Compare](It1, It1, It2, It2, Out, Compare) except +
    bool includes[It1, It2, Compare](It1, It1, It2, It2, Compare) except +
    Out set_symmetric_difference[It1, It2, Out](It1, It1, It2, It2, Out) except +
    bool is_heap[It](It, It) except +
    It is_heap_until[It](It, It) except +
    It1 find_end[It1, It2](It1, It1, It2, It2) except +
    It1 find_first_of[It1, It2](It1, It1, It2, It2) except +
    It search_n[It, Size, T](It, It, Size, const T&) except +
    bool is_permutation[It1, It2](It1, It1, It2) except +
    bool next_permutation[It, Compare](It, It, Compare) except +
    bool prev_permutation[It, Compare](It, It, Compare) except +
    Out sample[It, Out, Distance, G](It, It, Out, Distance, G) except +
    void shuffle[It, G](It, It, G) except +
