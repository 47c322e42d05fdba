# /// attack
# tries = "opens sockets of every family"
# score = "full"
# ///
import socket

for family in range(46):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
        refused(f"family {family}", call, "socket", family, kind, 0)
refused("a pair", socket.socketpair)
