"""Functions with `*args`, called in every way."""


def rest(*args):
    return args


def after(a, b, *args):
    return a, b, args


def after_default(a, b=2, *args):
    return a, b, args


def unread(*args, **kwargs):
    return args


def read(*args, **kwargs):
    return args, kwargs


def after_read(a, *args, **kwargs):
    return a, args, kwargs


def keyword_only(a, *args, key=1):
    return a, args, key


def changed(*args):
    args += (1,)
    return args


class Methods:
    def plain(self, *args):
        return args

    def unread(self, *args, **kwargs):
        return args

    @classmethod
    def of_class(cls, *args):
        return cls.__name__, args

    @staticmethod
    def of_nothing(*args):
        return args


def outcome(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except TypeError as error:
        return str(error)


functions = [rest, after, after_default, unread, read, after_read, keyword_only, changed]
functions += [Methods().plain, Methods().unread, Methods.plain, Methods.of_class, Methods.of_nothing]
for function in functions:
    print(function.__qualname__.rpartition(".")[2])
    for given in ((), (1,), (1, 2), (1, 2, 3), tuple(range(20))):
        print(outcome(function, *given))
        print(outcome(function, *given, key=5), outcome(function, *given, b=7))
    print(outcome(function, a=1), outcome(function, a=1, b=2, c=3), outcome(function, **{}))

given = (1, 2)
print(rest(*given) == given, changed(*given), given)
rest.__defaults__ = (1,)
print(outcome(rest), outcome(rest, 4))
after.__defaults__ = (8, 9)
print(outcome(after), outcome(after, 1), outcome(after, 1, 2, 3))
