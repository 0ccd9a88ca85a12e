# cython: language_level=3
"""Counting words: strings, dicts and sorting with typed locals, no C in sight."""

TEXT = """
The quick brown fox jumps over the lazy dog. The dog sleeps; the fox runs.
A fox is not a dog, and a dog is not a fox: that is all there is to it.
"""


def words(str text):
    """The words of a text in small letters.

    >>> words("It's a test, isn't it? Yes -- a test!")
    ["it's", 'a', 'test', "isn't", 'it', 'yes', 'a', 'test']
    >>> words("")
    []
    >>> words("\\u00c4pfel und Birnen")
    ['\\xe4pfel', 'und', 'birnen']
    """
    cdef Py_ssize_t start = -1, index
    cdef Py_UCS4 letter
    found = []
    for index in range(len(text)):
        letter = text[index]
        if letter.isalpha() or (letter == "'" and start >= 0):
            if start < 0:
                start = index
        elif start >= 0:
            found.append(text[start:index].lower())
            start = -1
    if start >= 0:
        found.append(text[start:].lower())
    return found


def count(str text):
    """How often each word occurs.

    >>> sorted(count("to be or not to be").items())
    [('be', 2), ('not', 1), ('or', 1), ('to', 2)]
    """
    cdef dict counts = {}
    for word in words(text):
        counts[word] = counts.get(word, 0) + 1
    return counts


def most_common(str text, Py_ssize_t limit=5):
    """The most frequent words; equally frequent ones by the alphabet.

    >>> most_common("b a b c a b", 2)
    [('b', 3), ('a', 2)]
    """
    cdef list ranking = []
    for word, times in count(text).items():
        ranking.append((-times, word))
    ranking.sort()
    return [(word, -negative) for negative, word in ranking[:limit]]


def main():
    for word, times in most_common(TEXT):
        print(f"{times:3} {word}")


if __name__ == "__main__":
    main()
