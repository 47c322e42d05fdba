# /// attack
# tries = "doubles a list until memory is full"
# load = "any"
# hasty = true
# score = 0
# ///
data = [0]
while True:
    data += data
