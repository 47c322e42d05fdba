# /// attack
# tries = "forks until the machine is full"
# score = "full"
# ///
for _ in range(20):
    try:
        child = os.fork()
    except OSError:
        continue
    if child == 0:
        os._exit(0)
    breach("a fork")
