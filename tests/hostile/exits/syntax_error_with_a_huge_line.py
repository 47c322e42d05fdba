# /// attack
# tries = "sets the line of a SyntaxError to a number that no message holds"
# load = "any"
# score = 0
# ///
class Line(int):
    def __int__(self):
        return 10**5000


error = SyntaxError("invalid syntax")
error.lineno = Line(1)
raise error
