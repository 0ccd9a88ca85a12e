def answer(int value):
    return 2 * value
