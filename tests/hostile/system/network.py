# /// attack
# tries = "talks to the network, to a name server, to abstract and to named sockets"
# score = "full"
# bites = true
# ///
import socket
import urllib.request

refused("a connection", socket.create_connection, ("127.0.0.1", 80), 1)
refused("a server", socket.create_server, ("127.0.0.1", 0))
refused("a name", socket.getaddrinfo, "localhost", 80)
refused("a page", urllib.request.urlopen, "http://127.0.0.1/", timeout=1)
address = b"\x01\x00\x00@NAME@"
for descriptor in (0, 3, 4):
    refused("binding", call, "bind", descriptor, address, len(address))
    refused("connecting", call, "connect", descriptor, address, len(address))
    refused("listening", call, "listen", descriptor, 1)
    refused("accepting", call, "accept4", descriptor, None, None, 0)
    if descriptor != 3:
        refused("sending", call, "sendto", descriptor, b"x", 1, 0, address, len(address))
