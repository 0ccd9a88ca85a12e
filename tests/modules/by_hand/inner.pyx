value = 6

def answer(int times):
    return value * times
