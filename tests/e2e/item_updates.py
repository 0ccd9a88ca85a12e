"""Counting in containers: dicts of text, other dicts, lists, and what only looks like them."""
import collections


class Text(str):
    def __hash__(self):
        return hash("text")

    def __eq__(self, other):
        print("eq", str(other))
        return str.__eq__(self, other)


class Dict(dict):
    def __getitem__(self, key):
        print("getitem", key)
        return dict.get(self, key, 10)

    def __setitem__(self, key, value):
        print("setitem", key, value)
        dict.__setitem__(self, key, value)


class Adds:
    def __init__(self, owner):
        self.owner = owner

    def __iadd__(self, other):
        self.owner.clear()
        return other


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__ + ": " + str(e)


def count(o, keys):
    for key in keys:
        if key in o:
            o[key] += 1
        else:
            o[key] = 1
    return o


def add(o, key, x):
    o[key] += x
    return o


def increment(o, key):
    o[key] += 1
    return o


def chars(text):
    counts = {}
    for c in text:
        counts[c] = counts.get(c, 0) + 1
    return counts


def lookups(d, keys):
    return [(key in d, d.get(key), d.get(key, "none"), attempt(lambda: d[key])) for key in keys]


words = "the quick brown fox jumps over the lazy dog and the quick dog sleeps".split()
print(count({}, words), count({}, words * 100)["the"])
print(count({1: 5}, words), count(collections.OrderedDict(), words), count(collections.Counter(), words))
print(count({}, ["a", "\xe9", "\u20ac", "\U0001f600", "a", "\xe9", "\u20ac", "\U0001f600", ""]))
print(count({}, [1, "1", 1.0, True, None, (1, 2), "1"]))
print(count({"text": 5}, [Text("text"), "text"]))
print(attempt(count, {}, [[]]), attempt(count, {}, [{}]))
large = {str(i): i for i in range(70000)}
print(sum(large[str(i)] for i in range(0, 70000, 7)), lookups(large, ["0", "69999", "70000", "", 5]))
for i in range(0, 70000, 3):
    del large[str(i)]
print(sum(str(i) in large for i in range(70000)), lookups(large, ["0", "69999", "1"]))
print(increment({"a": 2**30 - 1}, "a"), increment({"a": 2**70}, "a"), increment({"a": 1.5}, "a"), increment({"a": True}, "a"))
print(attempt(increment, {"a": "x"}, "a"), attempt(increment, {}, "a"), attempt(increment, {"a": 1}, []))
print(increment([1, 2, 3], -1), attempt(increment, [1], 5), attempt(increment, (1,), 0), attempt(increment, "a", 0))
print(increment(Dict(a=1), "a"), increment(Dict(), "b"), increment(collections.defaultdict(int), "c"))
print(add({"a": 1}, "a", 2.5), add({"a": [1]}, "a", (2,)), add({"a": "x"}, "a", "y"), attempt(add, {"a": 1}, "a", "y"))
print(add([1, 2], 0, 5), add(bytearray(b"ab"), 1, 1), attempt(add, None, 0, 1))
d = {"a": 0, "b": 1}
d["a"] = Adds(d)
print(add(d, "a", 5))
print(chars("hello world"), chars(""), chars("\u20ac\u20ac"))
instance = collections.namedtuple("N", "x")(1)
vars(Adds)["__init__"]
a = Adds({})
count(a.__dict__, ["x", "y", "x", "owner2"])
print(a.x, a.y, sorted(vars(a)))
key = "".join(["k", "e", "y"])
d = {key: 1}
increment(d, "".join(["k", "ey"]))
print([k is key for k in d], d)
