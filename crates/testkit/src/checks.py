"""Runs the doctests of one built module, and its test functions or, with `--suite` before the name, its `unittest` cases.

Prints how many checks there were; a failed one is described and makes the exit status 1.
"""

import doctest
import importlib
import inspect
import sys
import traceback
import unittest


def documented(module):
    """Name and docstring of everything the module defines, itself included."""
    yield module.__name__, module.__doc__
    for name, text in sorted(getattr(module, "__test__", {}).items()):
        yield name, text if isinstance(text, str) else text.__doc__
    for name, value in sorted(vars(module).items()):
        if getattr(value, "__module__", None) == module.__name__:
            yield name, getattr(value, "__doc__", None)


def run_doctests(module):
    runner = doctest.DocTestRunner(verbose=False)
    parser = doctest.DocTestParser()
    seen = set()
    for name, text in documented(module):
        if not isinstance(text, str) or text in seen:
            continue
        seen.add(text)
        test = parser.get_doctest(text, dict(vars(module)), name, module.__name__, 0)
        if test.examples:
            runner.run(test)
    return runner.summarize(verbose=False)


def run_functions(module):
    failed = attempted = 0
    for name, function in sorted(vars(module).items()):
        if not name.startswith("test_") or not callable(function):
            continue
        if inspect.signature(function).parameters:
            continue
        attempted += 1
        try:
            function()
        except Exception:
            failed += 1
            print("%s.%s:" % (module.__name__, name))
            traceback.print_exc(file=sys.stdout)
    return failed, attempted


def run_cases(module):
    suite = unittest.defaultTestLoader.loadTestsFromModule(module)
    result = unittest.TextTestRunner(stream=sys.stdout).run(suite)
    return len(result.failures) + len(result.errors), result.testsRun


def main(name, run_others):
    module = importlib.import_module(name)
    assert not module.__file__.endswith(".py"), "the built module is imported, not its source"
    doctests = run_doctests(module)
    failed, attempted = run_others(module)
    print("checks: %d" % (doctests.attempted + attempted))
    return 1 if doctests.failed or failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[-1], run_cases if "--suite" in sys.argv else run_functions))
