def answer(int value):
    return value * 2
