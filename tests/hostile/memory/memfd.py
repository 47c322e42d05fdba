# /// attack
# tries = "keeps memory in anonymous files, which no limit on address space counts"
# score = "full"
# bites = true
# ///
refused("a memfd", os.memfd_create, "@NAME@")
refused("a secret memfd", system_call, 447, 0)
