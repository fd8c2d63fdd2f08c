# The files in vasp/ and xyz/ that ASE 3.22.1 wrote, and what it holds to be in them. Run with: python3 make_ase.py
import numpy as np
from ase import Atoms, units
from ase.io import write
rng = np.random.default_rng(7)
frames = []
cell0 = np.array([[6.0, 0, 0], [0.5, 5.8, 0], [-0.4, 0.3, 6.2]])
pos = rng.random((6, 3)) @ cell0
for k in range(4):
    pos = np.round(pos + 0.4 * rng.standard_normal((6, 3)), 8)
    a = Atoms('Li4PS', positions=pos, cell=cell0 * (1 + 0.01 * k), pbc=True)
    a.set_momenta(np.round(3 * rng.standard_normal((6, 3)), 8))
    a.info['step'], a.info['time_ps'], a.info['note'] = 50 * k, 0.1 * k, 'two words'
    a.arrays['extra'] = rng.standard_normal((6, 3))
    frames.append(a)
write('ase_momenta.extxyz', frames, format='extxyz')
write('plain.xyz', frames, format='xyz')
np.savetxt('ase_momenta.csv', [np.concatenate([a.get_positions().ravel(), (a.get_velocities() * 1000 * units.fs).ravel()]) for a in frames], delimiter=',', fmt='%.17g')
with open('columns_moved.extxyz', 'w') as f:  # by hand: ASE always writes species and positions first
    for a in frames:
        f.write(f'6\nstep={a.info["step"]} pbc="T T T" Properties=velo:R:3:tag:I:1:pos:R:3:species:S:1:on:L:1 Lattice="{" ".join(map(str, a.cell.ravel()))}" empty\n')
        for x, p, s in zip(a.get_positions(), a.get_momenta(), a.symbols): f.write(' '.join(map(repr, p / 1000)) + f' 7 {x[0]:.8f} {x[1]:.8f} {x[2]:.8f} {s} T\n')
fixed = []
for a in frames:
    b = a.copy(); b.set_cell(cell0); b.wrap(); fixed.append(b)
write('fixed_cell.XDATCAR', fixed, format='vasp-xdatcar')
text = open('fixed_cell.XDATCAR').read()
open('concatenated.XDATCAR', 'w').write(text + text)                                     # a restart appended to its forerunner
open('konfig.XDATCAR', 'w').write(text.replace(' Li  P   S  \n', '').replace('Direct configuration=', 'Konfig='))   # VASP 4: no names
lines = []
for line in text.splitlines(): lines.append(' ' if line.startswith('Direct') else line)
open('blank.XDATCAR', 'w').write('\n'.join(lines) + '\n')                                # configurations between blank lines
with open('variable_cell.XDATCAR', 'w') as f:                                            # a header before each configuration
    for k, a in enumerate(frames):
        write('one', a, format='vasp-xdatcar'); f.write(open('one').read().replace('=     1', f'={k + 1:6d}'))
for name, cell, number in (('scaled', '2.0', 0.5), ('volume', f'{-fixed[0].get_volume():.10f}', 3.0)):                # scale factor 2; volume
    head = text.splitlines(); head[1] = '   ' + cell
    for i, v in enumerate(cell0): head[2 + i] = ' '.join(f'{x * number:.10f}' for x in v)
    open(name + '.XDATCAR', 'w').write('\n'.join(head) + '\n')
np.savetxt('fixed_cell.csv', [b.get_positions().ravel() for b in fixed], delimiter=',', fmt='%.17g')
np.savetxt('variable_cell.csv', [(a.get_scaled_positions() @ a.cell.array).ravel() for a in frames], delimiter=',', fmt='%.17g')
