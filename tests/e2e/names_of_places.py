"""What a place is called and which names it shows: `__qualname__`, private imports, `locals()`, `super()` without arguments."""


def attempt(call, *args):
    try:
        return call(*args)
    except Exception as error:
        return type(error).__name__, str(error)


class Watching(type):
    @classmethod
    def __prepare__(cls, name, bases):
        class Namespace(dict):
            def __setitem__(self, key, value):
                print("set", key)
                super().__setitem__(key, value)

        return Namespace()


class Annotated(metaclass=Watching):
    "text"
    x: int = 1


def globally():
    global Everywhere, everywhere

    class Everywhere:
        def method(self):
            return lambda: 0

    def everywhere():
        return [(x for x in ()).__qualname__, (lambda: 0).__qualname__]

    return Everywhere.__qualname__, Everywhere().method().__qualname__, everywhere.__qualname__, everywhere()


print(globally())
print(next((lambda: 0) for _ in "a").__qualname__)


class Private:
    def take(self):
        from os import __absent as here

    def whole(self):
        import __absent


print(attempt(Private().take))
print(attempt(Private().whole))


class Super:
    def starred(*args):
        return super()

    def keyword(*, self):
        return super()


print(attempt(Super.starred, Super()), attempt(lambda: Super.keyword(self=Super())), attempt(lambda *args: super(), 1))


def shared(zeta, alpha):
    zulu, mike, bravo = 1, 2, 3

    def inner():
        return zulu, bravo, zeta

    last = inner
    return list(locals())


print(shared(1, 2))


def caught():
    error = 1
    try:
        raise ValueError
    except (ValueError, TypeError) as error:
        return "left"
    finally:
        print("error" in locals())


print(caught())
