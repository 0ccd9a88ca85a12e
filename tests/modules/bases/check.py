import subprocess
import sys

plain = "type('Plain', (), {})"
slots = "type('Slots', (), {'__slots__': (), 'more': lambda self: self.x})"
cases = {
    slots: "",
    plain: "extension type 'first.Joined' has no __dict__ slot, but base type 'Plain' has: either add 'cdef dict __dict__' to the "
           "extension type or add '__slots__ = [...]' to the base type",
    "object": "base class 'object' is not a heap type",
    "str": "multiple bases have instance lay-out conflict",
}
for other, message in cases.items():
    script = f"import sys, types\ntold = sys.modules['told'] = types.ModuleType('told')\ntold.other = {other}\n" + (
        "try:\n    import first\nexcept TypeError as error:\n    print(error)\nelse:\n    one = first.Joined()\n    one.x = 3\n"
        "    assert one.more() == 3")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout.strip() == message, (other, done)
