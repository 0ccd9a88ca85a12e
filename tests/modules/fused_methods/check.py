import base
import user

assert user.calls(base.Machine()) == (
    "Machine int", "Machine double", "Machine Python object", 6, 3, 7, 4.5, ["a", 4], 3, 2.5, 5, 0.5,
), user.calls(base.Machine())
own = user.Own(1)
assert user.calls(own)[3:] == (19, 14, 8, 5.5, ["a", 4], 3, 2.5, 5, 0.5), user.calls(own)
assert user.quiet(own) == ("after int", "after double", "Quiet int", "Quiet double"), user.quiet(own)
assert user.own(own) == ("own int", "own Python object", 19, 6), user.own(own)
assert user.visits(own) == [21, (-1,)], user.visits(own)


class Python(user.Own):
    def seen(self, x):
        return 77


assert user.calls(Python(1))[8:10] == (77, 77.0)
assert own.seen(4) == 4 and own.seen["double"](4) == 4.0
