#!/usr/bin/python3
"""Writes netcdf/unsorted.nc with scipy 1.10.1: CDF-1, double precision, as LAMMPS' dump netcdf lays it out, with ids out of order, types, a tilted cell and times in fs."""
import numpy as np
from scipy.io import netcdf_file
rng = np.random.default_rng(3)
f = netcdf_file('netcdf/unsorted.nc', 'w', version=1)
f.Conventions = 'AMBER'; f.program = 'LAMMPS'
for name, n in (('frame', None), ('atom', 5), ('spatial', 3), ('cell_spatial', 3), ('cell_angular', 3)): f.createDimension(name, n)
v = {name: f.createVariable(name, kind, dims) for name, kind, dims in (
    ('time', 'd', ('frame',)), ('cell_origin', 'd', ('frame', 'cell_spatial')), ('cell_lengths', 'd', ('frame', 'cell_spatial')), ('cell_angles', 'd', ('frame', 'cell_angular')),
    ('id', 'i', ('frame', 'atom')), ('type', 'i', ('frame', 'atom')), ('coordinates', 'd', ('frame', 'atom', 'spatial')), ('velocities', 'f', ('frame', 'atom', 'spatial')))}
v['time'].units = 'femtosecond'; v['coordinates'].units = 'Angstrom'; v['velocities'].units = 'Angstrom/femtosecond'; v['velocities'].scale_factor = 2.0
for k in range(3):
    order = rng.permutation(5)
    v['time'][k] = 50.0 * k; v['cell_origin'][k] = [-1, 0, 1]; v['cell_lengths'][k] = [12, 11, 13]; v['cell_angles'][k] = [80, 95, 65]
    v['id'][k] = order + 1; v['type'][k] = 1 + order % 2
    v['coordinates'][k] = 10.0 * order[:, None] + np.arange(3) + 0.125 * k; v['velocities'][k] = 0.25 * order[:, None] + np.arange(3)
f.close()
