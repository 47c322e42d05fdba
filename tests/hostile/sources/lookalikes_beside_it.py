# /// attack
# tries = "brings conftest.py, sitecustomize.py, numpy.py and pytest.ini in its folder"
# score = "full"
# [beside]
# "conftest.py" = "print('BREACH: conftest'); 1/0"
# "sitecustomize.py" = "print('BREACH: sitecustomize'); 1/0"
# "usercustomize.py" = "print('BREACH: usercustomize'); 1/0"
# "numpy.py" = "print('BREACH: numpy'); 1/0"
# "random.py" = "print('BREACH: random'); 1/0"
# "msgspec.py" = "print('BREACH: msgspec'); 1/0"
# "pytest.ini" = "[pytest]\naddopts = --collect-only"
# "pyproject.toml" = "[tool.pytest.ini_options]\naddopts = '--collect-only'"
# "draws.py" = "1/0"
# "_distutils_hack.pth" = "import os; os._exit(1)"
# ///
import importlib
import random

for name in ("conftest", "sitecustomize_", "usercustomize_", "draws"):
    try:
        importlib.import_module(name)
    except ImportError:
        continue
    breach(f"{name} was found beside the file")
