# /// attack
# tries = "sends the grader a descriptor, and asks for its credentials"
# score = "full"
# ///
import array
import socket

channel = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, fileno=3)
try:
    refused("a descriptor", channel.sendmsg, [b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0]))])
    refused("a message with ancillary data", channel.recvmsg, 1, 1000, socket.MSG_DONTWAIT)
    refused("credentials", channel.getsockopt, socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
    refused("an option", channel.setsockopt, socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
    refused("shutting down", channel.shutdown, socket.SHUT_WR)
    refused("a listening channel", channel.listen)
finally:
    channel.detach()
