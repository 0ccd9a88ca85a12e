"""Functions whose fast copy gives up on the way, with variables that nothing has bound."""
G3=[1,2]
def case_530437():
    v1 = 3
    try:
        (v4, [v5, v6]) = ((v1 - v1) ^ 2147483647), [(v1 + v1), (v1 >> v1)]
    except Exception as err:
        p(7, err)
        while n8:
            {v4: v5}[v3] |= (p(9, min([], default=v5)) * 1000003)
            v10 = (v5, (v1 // v1), *frozenset((1, 4)),)
    v17 = [
    ][1]
    try:
        (v19, [v20]) = v11, [int(v3)]
    except Exception as err:
        p(21, err)
try: print(case_530437())
except BaseException as e: print(type(e), e)


def classes_of_numbers(value, call):
    kind = isinstance(0.5 + value, (str, float))
    try:
        return kind, call((-0.0 % value) or {})
    except TypeError as error:
        return kind, str(error)


print(classes_of_numbers(2.5, repr), classes_of_numbers(2, len), classes_of_numbers(10**400, repr) if 0 else None)
