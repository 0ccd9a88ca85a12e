"""The module `cython` of programs that run uncompiled."""

import pathlib
import re
import unittest

import cython

INTEGERS = "char short int long longlong".split()
UNSIGNED = ["u" + name for name in INTEGERS] + ["size_t", "Py_UCS4", "Py_UNICODE"]
SIGNED = ["s" + name for name in INTEGERS] + ["ssize_t", "ptrdiff_t", "Py_ssize_t", "Py_hash_t"]
FLOATS = "float double longdouble".split()
COMPLEX = [name + "complex" for name in FLOATS] + ["complex"]
ALL = [*INTEGERS, *UNSIGNED, *SIGNED, *FLOATS, *COMPLEX, "bint", "Py_tss_t"]

POINT = cython.struct(x=cython.int, y=cython.double)
EITHER = cython.union(number=cython.int, real=cython.double)


class Names(unittest.TestCase):
    def test_every_type_has_its_pointers_and_qualified_forms(self):
        for name in [*ALL, "void"]:
            for prefix in ("", "p_", "pp_", "ppp_", "const_", "p_const_"):
                self.assertTrue(hasattr(cython, prefix + name), prefix + name)

    def test_what_the_compiler_alone_knows_is_not_there(self):
        with self.assertRaises(AttributeError):
            cython.no_such_name
        with self.assertRaises(AttributeError):
            cython.cimports.no_such_package

    def test_every_directive_can_be_written(self):
        page = pathlib.Path(__file__).parents[2] / "docs/directives.md"
        names = re.findall(r"^\| `([\w.]+)` \|", page.read_text(encoding="utf-8"), re.MULTILINE)
        self.assertIn("boundscheck", names)
        for name in names:
            found = cython
            for part in name.split("."):
                found = getattr(found, part)

    def test_it_is_one_module_under_both_names(self):
        from Cython import Shadow

        self.assertIs(cython, Shadow)
        self.assertFalse(cython.compiled)


class Values(unittest.TestCase):
    def test_types_convert(self):
        for name in [*INTEGERS, *UNSIGNED, *SIGNED]:
            self.assertEqual(cython.declare(getattr(cython, name), 3.9), 3, name)
        for name in FLOATS:
            self.assertIsInstance(cython.cast(getattr(cython, name), 1), float)
        for name in COMPLEX:
            self.assertEqual(cython.cast(getattr(cython, name), 2), 2 + 0j)
        self.assertIs(cython.cast(cython.bint, 5), True)
        self.assertEqual(cython.cast(cython.int, -3.9), -3)

    def test_what_is_declared_without_a_value(self):
        self.assertIsNone(cython.declare(cython.int))
        self.assertIsNone(cython.declare(cython.p_int))
        self.assertIsNone(cython.declare(list))
        self.assertEqual(len(cython.declare(cython.int[3])), 3)
        self.assertEqual(len(cython.declare(cython.typedef(POINT[2]))), 2)

    def test_casts_to_classes(self):
        class Own:
            pass

        value = Own()
        self.assertIs(cython.cast(Own, value), value)
        self.assertIs(cython.cast(Own, value, typecheck=True), value)
        self.assertIsNone(cython.cast(Own, None, typecheck=True))
        with self.assertRaises(TypeError):
            cython.cast(Own, 5, typecheck=True)

    def test_pointers(self):
        items = cython.cast(cython.p_double, [1, 2, 3])
        items[1] = 5
        self.assertEqual([items[0], items[1]], [1.0, 5.0])
        with self.assertRaises(IndexError):
            items[-1]
        self.assertTrue(cython.NULL == None and not cython.NULL)  # noqa: E711
        self.assertEqual(cython.address(7)[0], 7)
        for way in cython.pointer(cython.int), cython.pointer[cython.int]:
            self.assertEqual(way([4])[0], 4)

    def test_structs(self):
        made = [POINT(1, 2), POINT(x=1, y=2), POINT({"x": 1, "y": 2}), POINT(POINT(1, 2))]
        self.assertEqual([(p.x, p.y) for p in made], [(1, 2.0)] * 4)
        made[0].x = 2.5
        self.assertEqual(made[0].x, 2)
        with self.assertRaises(AttributeError):
            made[0].z = 1
        with self.assertRaises(ValueError):
            POINT(1, 2, 3)

    def test_unions_hold_one_value(self):
        value = EITHER(number=3)
        value.real = 1
        self.assertEqual(value.real, 1.0)
        with self.assertRaises(AttributeError):
            value.number

    def test_arrays_in_structs(self):
        points = cython.declare(POINT[2])
        points[0] = POINT(1, 1)
        points[1] = {"x": 2, "y": 3}
        self.assertEqual([p.x for p in points], [1, 2])

    def test_fused_types_are_the_widest(self):
        self.assertIs(cython.fused_type(cython.float, cython.double), cython.double)
        self.assertIs(cython.fused_type(cython.int, cython.long), cython.long)
        with self.assertRaises(TypeError):
            cython.fused_type()

    def test_operators(self):
        self.assertEqual([cython.cdiv(-7, 2), cython.cdiv(7, -2), cython.cdiv(7, 2)], [-3, -3, 3])
        self.assertEqual([cython.cmod(-7, 2), cython.cmod(7, -2), cython.cmod(7, 2)], [-1, 1, 1])
        self.assertTrue(cython.likely(True) and not cython.unlikely(False))
        self.assertEqual(cython.typeof(1.5), "float")


class Directives(unittest.TestCase):
    def test_decorators_leave_functions_alone(self):
        def function(a):
            return a

        for name in "cfunc ccall cclass inline final internal nogil with_gil no_gc total_ordering ufunc".split():
            self.assertIs(getattr(cython, name)(function), function, name)
        for name in (
            "boundscheck wraparound cdivision binding profile linetrace infer_types cpow auto_pickle "
            "embedsignature initializedcheck nonecheck annotation_typing freelist"
        ).split():
            self.assertIs(getattr(cython, name)(True)(function), function, name)
        self.assertIs(cython.locals(a=cython.int)(function), function)
        self.assertIs(cython.returns(cython.int)(function), function)
        self.assertIs(cython.exceptval(-1, check=True)(function), function)
        self.assertIs(cython.optimize.use_switch(False)(function), function)
        self.assertIs(cython.overflowcheck.fold(True)(function), function)
        self.assertIs(cython.test_assert_path_exists("//Path")(function), function)

    def test_blocks(self):
        with cython.nogil, cython.boundscheck(False), cython.cfunc:
            done = True
        self.assertTrue(done)

    def test_locks(self):
        shared = []
        with cython.critical_section(shared), cython.critical_section(shared):
            shared.append(1)

        class Counter:
            value = 0

            @cython.critical_section
            def more(self, by=1):
                self.value += by
                return self.value

        self.assertEqual(Counter().more(by=2), 2)
        for kind in cython.pymutex, cython.pythread_type_lock:
            lock = kind()
            with lock:
                self.assertTrue(lock.locked())
            lock.acquire()
            lock.release()
            self.assertFalse(lock.locked())


class Submodules(unittest.TestCase):
    def test_parallel(self):
        import cython.parallel
        from cython.parallel import prange, parallel, threadid

        self.assertEqual(list(prange(3)), [0, 1, 2])
        self.assertEqual(list(prange(1, 7, 2, nogil=True, schedule="static")), [1, 3, 5])
        with parallel(num_threads=4):
            self.assertEqual(threadid(), 0)

    def test_cimports(self):
        from cython.cimports.libc import math
        from cython.cimports.libc.math import sqrt

        self.assertEqual(sqrt(4), 2)
        self.assertEqual(math.floor(1.5), 1)
        with self.assertRaises(ImportError):
            import cython.cimports.libc.stdio

    def test_dataclasses(self):
        @cython.dataclasses.dataclass
        class Data:
            a: int = cython.dataclasses.field(default=3)

        self.assertEqual(Data(), Data(3))


if __name__ == "__main__":
    unittest.main()
