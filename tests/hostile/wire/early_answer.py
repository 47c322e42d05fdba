# /// attack
# tries = "answers the next calls before they are asked"
# load = "crashed"
# score = 0
# ///
for number in range(100):
    send_answer("returned", value(np.zeros(3)), b"", request=number)
