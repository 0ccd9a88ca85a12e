"""Times the three stages of one module against the interpreter.

    pyxide build plain.py annotated.py typed.pyx --out-dir build
    python compare.py build
"""

import importlib.util
import pathlib
import sys
import time

HERE = pathlib.Path(__file__).parent


def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def best_time(module):
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        module.swing(0.2, 1.0, 300_000)
        times.append(time.perf_counter() - begin)
    return min(times)


def main(folder):
    base = best_time(load("plain", HERE / "plain.py"))
    print(f"{'interpreted':>12}: {base * 1e3:8.2f} ms")
    for name in ["plain", "annotated", "typed"]:
        (path,) = pathlib.Path(folder).glob(name + ".*")
        taken = best_time(load(name, path))
        print(f"{name:>12}: {taken * 1e3:8.2f} ms, {base / taken:6.1f} times as fast")


if __name__ == "__main__":
    main(sys.argv[1])
