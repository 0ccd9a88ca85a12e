"""Corners of classes: slots, metaclasses, cells, namespaces, private names, errors."""
import sys, types, abc
def run(f):
    try: print(f.__name__, f())
    except Exception as e: print(f.__name__, type(e).__name__, e)
class Desc:
    def __set_name__(self, owner, name): self.info = (owner.__name__, name)
class A:
    __slots__ = ('x', 'y', '__priv')
    d = Desc()
    def __init_subclass__(cls, /, tag=None, **kw): cls.tag = tag; super().__init_subclass__(**kw)
    def __class_getitem__(cls, item): return cls.__name__, item
    def __new__(cls, *a): return super().__new__(cls)
    def m(self): return __class__, super().__repr__()[:5]
class B(A, tag=5): pass
def t1(): return A.d.info, B.tag, A[int], B['q'], A().m()[0] is A, sorted(A.__slots__)
def t2():
    a = A(); a.x = 1
    try: a.zz = 2
    except AttributeError as e: return str(e), e.name, e.obj is a
def t3():
    class M1(type): pass
    class M2(type): pass
    class X(metaclass=M1): pass
    class Y(metaclass=M2): pass
    class Z(X, Y): pass
def t4():
    class Meta(type):
        def __new__(m, n, b, ns, **kw): return super().__new__(m, n, b, dict(ns))
        @classmethod
        def __prepare__(m, n, b, **kw): return {'injected': 3}
        def __init__(cls, n, b, ns, **kw): cls.kw = kw
    class C(metaclass=Meta, a=1):
        z = injected + 1
    return C.z, C.kw, C.injected
def t5():
    class Meta(type):
        def __new__(m, n, b, ns):
            ns.pop('__classcell__', None)
            return super().__new__(m, n, b, ns)
    class C(metaclass=Meta):
        def f(self): return __class__
def t6():
    class C:
        def f(): return super()
    C.f()
def t7():
    class C:
        def f(self):
            self = 5
            return super()
    return C().f()
def t9():
    class O:
        class I:
            class J:
                def f(self): pass
            def g(self):
                class L: pass
                return L
    return O.I.J.f.__qualname__, O.I().g().__qualname__, O.I.J.__qualname__
x = 'global'
def t10():
    x = 'func'
    class C:
        y = x
        x = 'class'
        z = x
        def f(self): return x
        w = [x for _ in range(1)]
        v = (lambda: x)()
    return C.y, C.z, C().f(), C.w, C.v
def t11():
    class C:
        y = x
        x = 1
        del x
        try: z = x
        except NameError as e: z = str(e)
    return C.y, C.z
def t12():
    class C:
        del nothing
def t13():
    class C:
        global gg
        gg = 7
        def f(): pass
    return gg, 'gg' in vars(C)
def t14():
    n = 1
    class C:
        nonlocal n
        n = 2
    return n, 'n' in vars(C)
def t15():
    class C(5): pass
def t16():
    class C(A, A): pass
def t17():
    class C(metaclass=lambda n, b, ns, **kw: (n, b, sorted(ns), kw), q=1): 
        a = 1
    return C
def t18():
    class C(*[A], **{'tag': 3}): pass
    return C.tag
def t20():
    class P(abc.ABC):
        @abc.abstractmethod
        def f(self): ...
        @property
        @abc.abstractmethod
        def g(self): ...
    P()
def t21():
    class C:
        a: int = 1
        __doc__ = 'my doc'
        def __init__(self): self.foo = 1; self.bar = 2
        def m(self): self.baz, self.qux = 1, 2
    return C.__annotations__, C.__doc__, C.__module__, C.__dict__.keys() >= {'a'}, getattr(C, '__static_attributes__', None) and sorted(C.__static_attributes__), getattr(C, '__firstlineno__', None)
def t22():
    class C:
        def __getattr__(self, n): raise AttributeError(n)
    return C().foo
def t23(): return A.nope
def t24():
    class C:
        @property
        def p(self): return 1
    C().p = 3
def t25():
    class C:
        __slots__ = ('a',)
        a = 1
def t26():
    class C:
        def __init__(self, a): pass
    C()
def t27():
    class C: pass
    C(1)
def t28():
    class C:
        def m(self): pass
    C.m()
def t29():
    class C:
        def __len__(self): return -1
    return len(C())
def t30():
    class C:
        def __bool__(self): return 5
    return bool(C())
def t31():
    class C:
        def __iter__(self): return 5
    return [*C()]
def t32():
    class C:
        def __enter__(self): pass
    with C(): pass
def t33():
    class C:
        def __eq__(self, o): return NotImplemented
        __hash__ = None
    return C() == C(), hash(C())
def t34():
    class C:
        _C__x = 1
        def f(self): return self.__x, __y
    globals()['_C__y'] = 9
    return C().f()
def t35():
    class __Priv:
        def f(self): return __Priv
    return __Priv.__name__
def t36():
    class C:
        def f(self):
            import os as __os
            return sorted(locals())
    return C().f()
def t37():
    class C:
        def outer(self):
            def inner():
                return super().__class__
            return inner()
    try: return C().outer()
    except RuntimeError as e: return str(e)
def t38():
    class Base:
        def f(self): return 'base'
    class D(Base):
        def f(self): return [super(D, self).f() for _ in range(1)], (lambda: super(D, self).f())()
        f.attr = 1
        g = f
    return D().f(), D.g.attr
def t39():
    class C:
        """doc %s""" % 1
        "doc2"
    return C.__doc__
def t40():
    class C: "real"; x = 1
    return C.__doc__, C.x, C.__weakref__ is not None
def t41():
    class S(str):
        def __new__(cls, v): return str.__new__(cls, v + '!')
    return S('a'), S('a').upper()
def t42():
    class E(Exception):
        def __str__(self): return 'custom'
    raise E(1)
def t43():
    @staticmethod
    def s(): return 's'
    class C:
        f = s
        @classmethod
        @property
        def cp(cls): return cls.__name__
    return C.f(), s()
def t44():
    class T(type):
        def __call__(cls, *a): return ('called', a)
    class C(metaclass=T): pass
    return C(1, 2)
def t45():
    class C: pass
    c = C()
    c.__class__ = A
def t46():
    def deco(cls): cls.deco = 1; return cls
    @deco
    class C: 'd'
    return C.deco, C.__qualname__
def t47():
    class C:
        if True:
            for i in range(3): pass
            with open(__file__ if 0 else '/dev/null') as fh: pass
            try: 1/0
            except ZeroDivisionError as err: got = str(err)
            while True: break
            import os, sys as s
            a, (b, *c) = 1, (2, 3, 4)
            match 5:
                case 5 as five: pass
            (w := 9)
            lam = lambda self: self.a
    return sorted(k for k in vars(C) if not k.startswith('__')), C().lam()
for f in [v for k, v in sorted(globals().items(), key=lambda p: int(p[0][1:]) if p[0][1:].isdigit() else 0) if k[0] == 't' and k[1:].isdigit()]: run(f)
