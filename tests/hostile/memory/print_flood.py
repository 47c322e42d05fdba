# /// attack
# tries = "prints 100 MB"
# score = "full"
# ///
line = "x" * 999_999
for _ in range(50):
    print(line)
    sys.stderr.write(line)
