//! Programs that are wrong, and what is said about them.

use crate::checked;

#[test]
fn conversions() {
    insta::assert_snapshot!(checked(
        "
cdef struct S:
    int a

cdef extern from *:
    const char *constant()

def f(S s, double d, list l, bytes b, x):
    cdef int *p = &d
    cdef dict made = l
    cdef char *c = b + b
    cdef char *k = constant()
    cdef S t = 5
    cdef char e = 'ä'
    return p, s + 1, ~d, s.b, <int>s, &x, &d[0]
"
    ));
}

#[test]
fn calls() {
    insta::assert_snapshot!(checked(
        "
cdef int add(int a, int b):
    return a

cdef void nothing(int a):
    return a

def f(x, int n):
    add(1)
    add(1, 2, 3)
    add(1, c=2)
    add(1, a=2)
    add(1, *x)
    n()
    x(a=1, a=2)
    unknown(x)
"
    ));
}

#[test]
fn without_the_gil() {
    insta::assert_snapshot!(checked(
        "
cdef int needs(int n):
    return n

def f(x, int n, list l):
    with nogil:
        n = x
        x = n
        l[0] = n
        x.a = n
        print(n)
        needs(n)
        for i in x:
            pass
        with nogil:
            pass
    with gil:
        pass
"
    ));
}

#[test]
fn places_of_statements() {
    insta::assert_snapshot!(checked(
        "
break
return 1

def f(x, int n):
    continue
    *a, *b = x
    a, b = 1, 2, 3
    del n
    f() = 1
    try:
        pass
    except:
        pass
    except ValueError:
        pass
"
    ));
}
