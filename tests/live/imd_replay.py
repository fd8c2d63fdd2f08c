#!/usr/bin/python3
"""Serves a recorded IMD stream (handshake first), as a simulation would: waits for GO, sends its frames, and with version 3 sends them again and again, each
round at later steps and times. Says at the end how many it sent.

  imd_replay.py STREAM PORT [FRAMES [DELAY_S]]
"""
import socket, struct, sys, time

stream, port = open(sys.argv[1], "rb").read(), int(sys.argv[2])
wanted, delay = int(sys.argv[3]) if len(sys.argv) > 3 else 1000, float(sys.argv[4]) if len(sys.argv) > 4 else 0.01
version = 3 if stream[4:8] in (b"\0\0\0\3", b"\3\0\0\0") else 2
end = ">" if stream[4:8] in (b"\0\0\0\2", b"\0\0\0\3") else "<"
at, head = (23, stream[:23]) if version == 3 else (8, stream[:8])
frames, packets = [], []
while at < len(stream):
    kind, length = struct.unpack(">ii", stream[at:at + 8])
    size = 8 + {1: 40, 12: 24, 13: 36}.get(kind, 12 * length)
    if packets and kind == (12 if version == 3 else 1 if packets[0][0] == 1 else 2): frames.append(packets); packets = []
    packets.append((kind, stream[at:at + size]))
    at += size
frames.append(packets)
server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("127.0.0.1", port))
server.listen(1)
client, _ = server.accept()
client.sendall(head)
print("client said", client.recv(8).hex(" "), flush=True)
# There and back again, so that no atom jumps where the recording begins anew.
order = list(range(len(frames))) + list(range(len(frames) - 2, 0, -1))
sent, first = 0, None
try:
    while sent < wanted:
        for kind, packet in frames[order[sent % len(order)]]:
            if kind == 12:
                step_ps, time_ps, step = struct.unpack(end + "ddq", packet[8:])
                if first is None: first, spacing = step, struct.unpack(end + "ddq", frames[1][0][1][8:])[2] - step
                step = first + sent * spacing
                packet = packet[:8] + struct.pack(end + "ddq", step_ps, step * step_ps, step)
            elif kind == 1 and version == 3:
                packet = packet[:8] + struct.pack(end + "i", first + sent * spacing) + packet[12:]
            client.sendall(packet)
        sent += 1
        time.sleep(delay)
    client.settimeout(1)
    try: heard = client.recv(8).hex(" ")
    except socket.timeout: heard = ""
    print("at the end the client said", heard or "nothing", flush=True)
except (BrokenPipeError, ConnectionResetError) as gone:
    print("the client went:", type(gone).__name__, flush=True)
print(f"sent {sent} frames", flush=True)
