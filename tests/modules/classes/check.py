import animals
import zoo

assert animals.Animal().show() == (10, 105, 102, "animal with sound")
assert animals.Bird().show() == (20, 105, 102, "animal with sound")
plain = (205, 203, "animal with sound", 10)
assert zoo.all_of_them() == (plain, plain, (205, 203, "cat", 10), (-2, -2, "animal with sound", 10), (999, 999, "cat", 10), True)
assert zoo.Cat().show() == (17, 105, 102, "cat") and zoo.Cat().other() == 1
assert zoo.Named().show() == (17, 999, 999, "cat")


class Late(animals.Bird):
    def walk(self, steps, rest=1):
        return 55


assert zoo.use(Late()) == (55, 55, "animal with sound", 10) and Late().show() == (20, 55, 55, "animal with sound")
try:
    zoo.weigh(zoo.Owl())
except ValueError as error:
    assert str(error) == "light"
else:
    assert False
