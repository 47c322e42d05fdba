# /// attack
# tries = "has the kind of its answer be an array, which is neither equal to a text nor not"
# load = "crashed"
# score = 0
# ///
send_message(value([np.array([1, 2]), request_id(), np.zeros(2), np.zeros(2)]))
os._exit(0)
