# /// attack
# tries = "forks, by every function that C has for it"
# score = "full"
# ///
import subprocess

right = softmax


def softmax(z):
    for fork in (os.fork, lambda: call("vfork"), lambda: call("fork"), os.forkpty):
        if refused("a process", fork) == 0:
            os._exit(0)
    refused("a program", subprocess.run, ["/bin/true"])
    refused("a shell", os.posix_spawn, "/bin/sh", ["sh", "-c", "true"], {})
    return right(z)
