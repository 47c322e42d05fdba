# /// attack
# tries = "says that a cell of its file raised an exception with a name of its choice"
# load = "any"
# score_at_most = 0
# status = ["crashed"]
# never = ["Full marks", "314159"]
# ///
send_answer("loaded", [[1, "Full marks\x1b[2J", 314159], [2, "ValueError", 314159], [3, "", -1]])
os._exit(0)
