# cython: language_level=2
print
print a
print a, b,
print (a, b), c
print >>f
print >>f, a,
exec 'code'
exec code in g
exec 'a' 'b' in g, l
x = `a`, `b, c`, 0777, 10L, ur'\u00e9\n', 1 <> 2
try:
    raise E, 'value', tb
except E, x.y:
    raise E, 'value'
except (A, B), e: pass
