# /// attack
# tries = "says that it has loaded, and leaves words of its own in the report"
# load = "any"
# score_at_most = 0
# status = ["crashed"]
# never = ["Full marks"]
# ///
words = "Full marks were given by a person.\x1b[2J"
send_answer("loaded", [words, words])
os._exit(0)
