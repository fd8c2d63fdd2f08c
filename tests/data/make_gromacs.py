#!/usr/bin/python3
"""Writes six.xtc (too few atoms to be compressed), large.xtc and wide.xtc (coordinates far apart: packed in more than 64 bits, and not together) with MDAnalysis 2.4.2."""
import numpy as np, MDAnalysis as mda
rng = np.random.default_rng(5)
for name, n, spread, edge in (('six', 6, 8, 10), ('large', 40, 8e4, 1e5), ('wide', 40, 1.5e6, 2e6)):
    u = mda.Universe.empty(n, trajectory=True)
    with mda.Writer(f'gromacs/{name}.xtc', n) as w:
        for k in range(3):
            u.atoms.positions = (rng.random((n, 3)) * spread).astype(np.float32); u.dimensions = [edge, edge, edge, 90, 90, 60]
            u.trajectory.ts.time = 0.1 * k; u.trajectory.ts.frame = k
            w.write(u.atoms)
