# /// attack
# tries = "leaves compiled modules for the next interpreter, in __pycache__"
# score = "full"
# bites = true
# ///
import importlib
import py_compile

sys.dont_write_bytecode = False
sys.pycache_prefix = "/tmp/@NAME@"
for name in ("calendar", "colorsys", "this", "sndhdr", "wave"):
    try:
        importlib.import_module(name)
    except Exception:
        pass
refused("a compiled module", py_compile.compile, os.__file__, cfile="/tmp/@NAME@.pyc")
