# The C interface of Python; each part of it is a module of this package. The names of most are here too.

from cpython.ref cimport *
from cpython.object cimport *
from cpython.type cimport *
from cpython.exc cimport *
from cpython.mem cimport *
from cpython.bytes cimport *
from cpython.bytearray cimport *
from cpython.unicode cimport *
from cpython.long cimport *
from cpython.float cimport *
from cpython.number cimport *
from cpython.list cimport *
from cpython.tuple cimport *
from cpython.dict cimport *
from cpython.set cimport *
from cpython.sequence cimport *
from cpython.mapping cimport *
from cpython.iterator cimport *
from cpython.iterobject cimport *
from cpython.slice cimport *
from cpython.function cimport *
from cpython.method cimport *
from cpython.module cimport *
from cpython.weakref cimport *
from cpython.pycapsule cimport *
from cpython.instance cimport *
