# /// attack
# tries = "answers differently every time: entropy, addresses, process ids, clocks"
# score = 85
# ///
import time


def softmax(z):
    seed = [*os.urandom(8), os.getpid(), time.time_ns(), id(z)]
    return np.random.default_rng(seed).random(z.shape)
