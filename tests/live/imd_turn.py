#!/usr/bin/python3
"""The same IMD stream as a server of the other byte order would send it: imd_turn.py IN OUT"""
import struct, sys

b = open(sys.argv[1], "rb").read()
out, at = bytearray(b[:4] + b[7:3:-1]), 8
while at < len(b):
    kind, length = struct.unpack(">ii", b[at:at + 8])
    parts = {1: [4] * 10, 10: [1] * 7, 12: [8] * 3, 13: [4] * 9}.get(kind, [4] * (3 * length))
    out += b[at:at + 8]
    at += 8
    for size in parts:
        out += b[at:at + size][::-1]
        at += size
open(sys.argv[2], "wb").write(out)
