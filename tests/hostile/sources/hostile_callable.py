# /// attack
# tries = "acts where its functions are looked up and called, not in them"
# score = 83.75
# status = ["raised", "crashed"]
# ///
class Callable:
    def __getattribute__(self, name):
        raise SystemExit(0)

    def __call__(self, *arguments):
        raise GeneratorExit


softmax = Callable()
