# /// attack
# tries = "patches np.tanh, np.exp and @, so that a reference in the same process would be wrong too"
# score_at_most = 50
# ///
np.tanh = np.exp = np.matmul = np.dot = lambda *arguments, **named: arguments[0]
