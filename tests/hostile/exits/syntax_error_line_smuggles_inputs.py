# /// attack
# tries = "sets the line of a SyntaxError to a hidden test's argument"
# load = "any"
# score = 0
# never = ["271828"]
# ///
error = SyntaxError("invalid syntax")
error.lineno = 271828182845904523
raise error
