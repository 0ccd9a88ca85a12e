"""`for loop, item in looper(items)`: where in a sequence a loop is."""

__all__ = ["looper"]


class looper:
    """Iterates over pairs of a position and an item."""

    def __init__(self, seq):
        self.seq = seq

    def __iter__(self):
        items = list(self.seq)
        return ((loop_pos(items, index), item) for index, item in enumerate(items))


class loop_pos:
    def __init__(self, items, index):
        self._items = items
        self.index = index

    @property
    def number(self):
        return self.index + 1

    @property
    def item(self):
        return self._items[self.index]

    @property
    def __next__(self):
        return None if self.last else self._items[self.index + 1]

    @property
    def previous(self):
        return None if self.first else self._items[self.index - 1]

    @property
    def odd(self):
        return not self.index % 2

    @property
    def even(self):
        return self.index % 2

    @property
    def first(self):
        return self.index == 0

    @property
    def last(self):
        return self.index == len(self._items) - 1

    @property
    def length(self):
        return len(self._items)

    def first_group(self, getter=None):
        """Whether the item begins a group: nothing before it has the same key."""
        return self.first or self._differs(self.item, self.previous, getter)

    def last_group(self, getter=None):
        return self.last or self._differs(self.item, self._items[self.index + 1], getter)

    @staticmethod
    def _differs(item, other, getter):
        if getter is None:
            return item != other
        if callable(getter):
            return getter(item) != getter(other)
        if getter.startswith("."):
            name = getter[1:]
            if name.endswith("()"):
                return getattr(item, name[:-2])() != getattr(other, name[:-2])()
            return getattr(item, name) != getattr(other, name)
        return item[getter] != other[getter]
