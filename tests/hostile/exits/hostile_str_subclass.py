# /// attack
# tries = "has its text be a str that lies about its length and its slices"
# score = 83.75
# status = ["raised"]
# never = ["tampered"]
# ///
class Text(str):
    def __format__(self, spec):
        return self

    def __len__(self):
        return 0

    def __getitem__(self, key):
        return Text("tampered" * 10**6)

    encode = decode = __getitem__


class Bare(BaseException):
    def __str__(self):
        return Text("tampered" * 1000)


def softmax(z):
    raise Bare
