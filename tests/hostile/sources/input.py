# /// attack
# tries = "waits for somebody to type"
# load = "raised"
# score = 0
# ///
name = input("Your name? ")
