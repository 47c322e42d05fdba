# /// attack
# tries = "hands in words"
# alone = true
# score = 0
# ///
# I will do it tomorrow.
