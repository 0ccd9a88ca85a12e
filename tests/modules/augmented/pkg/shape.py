class Shape:
    def __init__(self, name):
        self.name = name
        self.corners = []

    def first(self):
        return self.corners[0]
