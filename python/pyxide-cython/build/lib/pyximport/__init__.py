"""Compiles `.pyx` modules when they are imported."""

from pyximport.pyximport import *
