import pkg.mod
import user

assert user.t() == (9, (3, 4.5)) and pkg.mod.peek() == 7.25
try:
    user.bad()
except ValueError as error:
    assert error.args == (-1,)
else:
    raise AssertionError
