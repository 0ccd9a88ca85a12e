# cython: language_level=3
def find(text, wanted, *, start=0):
    try:
        for index in range(start, len(text)):
            if text[index] == wanted:
                return index
    except TypeError as error:
        raise ValueError(f"not found in {text!r}") from error
    finally:
        print("done")
    return -1
