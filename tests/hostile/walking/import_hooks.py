# /// attack
# tries = "puts its own modules in the place of NumPy, msgspec and the codec"
# score = "full"
# ///
import importlib.abc
import types


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        return None


sys.meta_path.insert(0, Finder())
sys.path_hooks.insert(0, lambda path: (_ for _ in ()).throw(ImportError()))
sys.path_importer_cache.clear()
for name in ("pytest", "_pytest", "msgspec", "autograder.trial", "conftest", "sitecustomize"):
    sys.modules[name] = types.ModuleType(name)
