# /// attack
# tries = "has the id of its answer be an array, which is neither equal to a number nor not"
# load = "crashed"
# score = 0
# ///
send_message(value(["loaded", np.array([1, 2]), []]))
os._exit(0)
