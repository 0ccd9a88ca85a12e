from pkg import a, b
from pkg.sub import deep

first, second = a.A(4), b.B()
first.link(second)
assert first.show() == (7, 4)
assert a.top() == ({"t": 4}, 4, 3), a.top()
found = b.use()
assert found == (6, 6, 2, {"x": 1, "t": 2.5}, 3, 2, 2.5, 6, 6, [1], 1, 2), found
assert b.use()[7:9] == (7, 7)
assert deep.go(1, 2) == (3, 2)
try:
    deep.go(1, -2)
except ValueError as error:
    assert error.args == ("t",)
else:
    raise AssertionError("no error")
assert [str(member) for member in a.E] == ["1", "2"]
