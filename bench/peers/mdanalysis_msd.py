#!/usr/bin/python3
"""What a user does today: MDAnalysis reads a LAMMPS dump, scipy's FFT gives the MSD of one type over all lags and origins.

  mdanalysis_msd.py DUMP TYPE      prints CPU seconds and the MSD at the last lag as JSON; needs python3-mdanalysis and python3-scipy
"""
import json, sys, time
import numpy as np
import scipy.fft
import MDAnalysis as mda

path, kind = sys.argv[1], sys.argv[2]
u = mda.Universe(path, format="LAMMPSDUMP", lammps_coordinate_convention="auto")
ions = u.select_atoms(f"type {kind}")
r = np.empty((u.trajectory.n_frames, len(ions), 3))
last = None
for t, frame in enumerate(u.trajectory):
    x, box = ions.positions.astype(float), frame.dimensions[:3]
    r[t] = x if last is None else r[t - 1] + (x - last) - box * np.round((x - last) / box)
    last = x

n = len(r)
r -= r[0]
spectrum = scipy.fft.rfft(r.reshape(n, -1), n=2 * n, axis=0)
correlation = scipy.fft.irfft(np.abs(spectrum) ** 2, n=2 * n, axis=0)[:n].sum(axis=1)
square = np.concatenate([(r ** 2).sum(axis=(1, 2)), [0]])
q, s = 2 * square.sum(), np.empty(n)
for m in range(n):
    q -= square[m - 1] + square[n - m]
    s[m] = q
msd = (s - 2 * correlation) / (n - np.arange(n)) / len(ions)
print(json.dumps({"cpu": time.process_time(), "check": msd[n // 2]}))
