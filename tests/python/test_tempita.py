"""Templates: what packages write in them."""

import unittest

from Cython import Tempita


class Loops(unittest.TestCase):
    def test_names_on_several_lines(self):
        text = "{{for first, second,\n      third in rows}}{{first}}{{third}};{{endfor}}"
        self.assertEqual(Tempita.sub(text, rows=[(1, 2, 3), "abc"]), "13;ac;")

    def test_one_name_and_a_tuple(self):
        self.assertEqual(Tempita.sub("{{for x in rows}}{{x}}{{endfor}}", rows=[(1,), 2]), "(1,)2")
        self.assertEqual(Tempita.sub("{{for x, in rows}}{{x}}{{endfor}}", rows=["a"]), "a")


if __name__ == "__main__":
    unittest.main()
