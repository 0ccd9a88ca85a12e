"""`match` with every kind of pattern."""
import collections
import dataclasses


@dataclasses.dataclass
class Point:
    x: int
    y: int = 0


class Color:
    RED = 1
    GREEN = 2


def kind(value):
    match value:
        case 0:
            return "zero"
        case -1 | 1:
            return "one"
        case "text" | b"bytes":
            return "literal"
        case None:
            return "none"
        case True:
            return "true"
        case int(n) if n > 100:
            return "big", n
        case float() | complex():
            return "number"
        case Color.GREEN:
            return "green"
        case []:
            return "empty"
        case [x]:
            return "single", x
        case [1, [a, b], *rest]:
            return "nested", a, b, rest
        case (first, *_, last):
            return "ends", first, last
        case {"type": "circle", "r": r, **others}:
            return "circle", r, others
        case {"k": [x, _] | {"x": x}}:
            return "alternatives", x
        case {}:
            return "mapping"
        case Point(x=0, y=0):
            return "origin"
        case Point(x, y=5) | Point(5, x):
            return "five", x
        case Point(x, y) as p if x == y:
            return "diagonal", p
        case str() as s:
            return "string", s
        case _:
            return "other"


for value in (0, 1, -1, True, "text", b"bytes", None, 500, 2.5, 2j, 2, [], [9], [1, [2, 3], 4, 5], (1, 2, 3), (7, 8),
              {"type": "circle", "r": 2, "z": 1}, {"k": [4, 5]}, {"k": {"x": 6}}, {"a": 1}, {}, Point(0, 0), Point(3, 5),
              Point(5, 4), Point(2, 2), Point(1, 2), "s", object, {1}, range(2), collections.deque([3]), collections.OrderedDict(k=[1, 2])):
    print(repr(value)[:40], kind(value))


def order():
    log = []

    class Key:
        def __eq__(self, other):
            log.append(other)
            return False

        __hash__ = None

    match Key():
        case 1 | 2:
            pass
        case 3:
            pass
    return log


print(order())


def names_stay(value):
    match value:
        case [a, b] if a > b:
            pass
        case [c, _]:
            return a, b, c
    return "none"


print(names_stay([1, 2]))


def errors(value):
    try:
        match value:
            case Point(1, 2, 3):
                return 1
    except TypeError as e:
        return str(e)


print(errors(Point(1)))


def loop(values):
    found = []
    for value in values:
        match value:
            case 0:
                continue
            case 9:
                break
            case n:
                found.append(n)
    return found


print(loop([1, 0, 2, 9, 3]))


def positional(value):
    match value:
        case int(1, 2):
            return "never"


def no_class(value):
    match value:
        case len():
            return "never"


for function in (positional, no_class):
    try:
        function(1)
    except TypeError as error:
        print(error)
