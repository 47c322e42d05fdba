# /// attack
# tries = "empties a file that it may only read: opening with O_TRUNC needs no right to write"
# score = "full"
# ///
for flags in (os.O_RDONLY | os.O_TRUNC, os.O_RDONLY | os.O_TRUNC | os.O_CREAT, 3 | os.O_TRUNC):
    refused("an emptied file", os.open, "@VICTIM@", flags)
