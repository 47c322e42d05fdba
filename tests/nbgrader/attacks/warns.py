# Is right, and says something on stderr: nbgrader gave it nothing for that.
# answers: right
# earns: 100
import sys
import warnings

plus = add


def add(a, b):
    warnings.warn("this is deprecated", DeprecationWarning, stacklevel=2)
    warnings.warn("careful", stacklevel=2)
    print("careful", file=sys.stderr)
    return plus(a, b)
