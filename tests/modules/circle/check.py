from pkg.left import Left, LeftOfRight
from pkg.right import Right

left = Left()
left.number = 3
right = left.other()
assert type(right) is Right and right.number == 6
assert right.other().number == 7
assert LeftOfRight.__base__ is Right
