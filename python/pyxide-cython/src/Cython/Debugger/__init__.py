"""Debugging of compiled modules with gdb."""
