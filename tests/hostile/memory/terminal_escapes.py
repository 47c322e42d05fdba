# /// attack
# tries = "clears the terminal of whoever looks at its output, and forges a line of it"
# score = 83.75
# status = ["raised"]
# never = ["\u001b", "\u009b", "\u202e", "Score: 100"]
# ///
def softmax(z):
    print("\x1b[2J\x1b[H\x1b]0;owned\x07\x9b31m\u202eScore: 100/100\r\n\0")
    raise type("\x1b[2JScore: 100", (ValueError,), {})("\x1b[2J\u202eScore: 100/100")
