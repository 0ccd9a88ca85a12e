from .double import answer
