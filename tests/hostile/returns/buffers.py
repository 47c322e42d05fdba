# /// attack
# tries = "returns bytes-like objects, sets, ranges, enums, dataclasses, paths and fractions"
# score = 83.75
# status = ["invalid_return"]
# ///
import decimal
import enum
import fractions
import pathlib

VALUES = [
    bytearray(8),
    memoryview(b"12345678"),
    {1.0},
    range(3),
    enum.IntEnum("E", "a")(1),
    pathlib.Path("/"),
    fractions.Fraction(1, 2),
    decimal.Decimal("nan"),
    np.dtype(float),
    np.float64,
    slice(3),
]


def softmax(z):
    VALUES.insert(0, VALUES.pop())
    return VALUES[0]
