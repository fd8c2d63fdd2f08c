#!/usr/bin/python3
"""Runs a command and writes the CPU seconds (user + system) of it and its children into a file: cpu.py FILE COMMAND…"""
import os, resource, subprocess, sys

code = subprocess.call(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
open(sys.argv[1], "w").write(f"{used.ru_utime + used.ru_stime:.3f}\n")
sys.exit(code)
