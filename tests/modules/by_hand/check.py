# What programs do that start a module without the import system: they make the module object themselves.
import ctypes
import sysconfig

library = ctypes.PyDLL("./inner" + sysconfig.get_config_var("EXT_SUFFIX"))
library.PyInit_inner.restype = ctypes.c_void_p
make, execute = ctypes.pythonapi.PyModule_NewObject, ctypes.pythonapi.PyModule_ExecDef
make.restype, make.argtypes = ctypes.py_object, [ctypes.py_object]
execute.argtypes = [ctypes.py_object, ctypes.c_void_p]

module = make("inner")
assert execute(module, library.PyInit_inner()) == 0
assert module.__name__ == "inner" and module.answer(7) == 42
module.value = 2
assert module.answer(7) == 14
