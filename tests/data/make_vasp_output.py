# vasp_md/vasprun.xml and OUTCAR: the frames of vasp/fixed_cell.XDATCAR in the layout of VASP 6, as no VASP was at hand. Written only if ASE and pymatgen read
# the same out of them. Run with: python3 make_vasp_output.py
import warnings
import numpy as np
from ase.io import read
warnings.filterwarnings('ignore')

frames = read('vasp/fixed_cell.XDATCAR', ':', format='vasp-xdatcar')
cell, symbols = frames[0].cell.array, frames[0].get_chemical_symbols()
species = [('Li', 4, 6.94), ('P', 1, 30.974), ('S', 1, 32.06)]
forces = np.random.default_rng(11).standard_normal((len(frames), len(symbols), 3))
volume, inverse = abs(np.linalg.det(cell)), np.linalg.inv(cell).T


def rows(array, indent, form='%16.8f'):
    return ''.join(f'{indent}<v> {" ".join(form % x for x in row)} </v>\n' for row in array)


def structure(fractions, name=None):
    return (f'  <structure{f" name={chr(34)}{name}{chr(34)}" if name else ""}>\n   <crystal>\n    <varray name="basis" >\n{rows(cell, "     ")}    </varray>\n'
            f'    <i name="volume">{volume:16.8f} </i>\n    <varray name="rec_basis" >\n{rows(inverse, "     ")}    </varray>\n   </crystal>\n'
            f'   <varray name="positions" >\n{rows(fractions, "    ")}   </varray>\n  </structure>\n')


def energies(k, indent):
    return f'{indent}<energy>\n' + ''.join(f'{indent} <i name="{name}">{-20.5 - 0.1 * k:16.8f} </i>\n' for name in ('e_fr_energy', 'e_wo_entrp', 'e_0_energy')) + f'{indent}</energy>\n'


xml = ('<?xml version="1.0" encoding="ISO-8859-1"?>\n<modeling>\n <generator>\n  <i name="program" type="string">vasp </i>\n  <i name="version" type="string">6.3.2  </i>\n </generator>\n'
       ' <incar>\n  <i type="int" name="IBRION">     0</i>\n  <i type="int" name="NSW">     4</i>\n  <i name="POTIM">      2.00000000</i>\n  <i name="TEBEG">    900.00000000</i>\n </incar>\n'
       ' <kpoints>\n  <generation param="Gamma">\n   <v type="int" name="divisions">       1        1        1 </v>\n  </generation>\n  <varray name="kpointlist" >\n   <v>       0.00000000       0.00000000       0.00000000 </v>\n  </varray>\n'
       '  <varray name="weights" >\n   <v>       1.00000000 </v>\n  </varray>\n </kpoints>\n <parameters>\n  <separator name="ionic" >\n   <i type="int" name="NSW">     4</i>\n   <i type="int" name="IBRION">     0</i>\n   <i name="POTIM">      2.00000000</i>\n'
       '   <i type="int" name="NBLOCK">     1</i>\n   <i name="TEBEG">    900.00000000</i>\n   <i name="TEEND">    900.00000000</i>\n   <i name="SMASS">      0.00000000</i>\n  </separator>\n  <separator name="electronic" >\n   <i type="int" name="NELM">    60</i>\n   <i type="int" name="ISPIN">     1</i>\n   <i name="EDIFF">      0.00010000</i>\n  </separator>\n </parameters>\n'
       f' <atominfo>\n  <atoms>       {len(symbols)} </atoms>\n  <types>       {len(species)} </types>\n  <array name="atoms" >\n   <dimension dim="1">ion</dimension>\n   <field type="string">element</field>\n   <field type="int">atomtype</field>\n   <set>\n')
xml += ''.join(f'    <rc><c>{s:<2}</c><c>{[name for name, _, _ in species].index(s) + 1:4d}</c></rc>\n' for s in symbols)
xml += ('   </set>\n  </array>\n  <array name="atomtypes" >\n   <dimension dim="1">type</dimension>\n   <field type="int">atomspertype</field>\n   <field type="string">element</field>\n   <field>mass</field>\n   <field>valence</field>\n'
        '   <field type="string">pseudopotential</field>\n   <set>\n')
xml += ''.join(f'    <rc><c>{count:4d}</c><c>{name:<2}</c><c>{mass:16.8f}</c><c>      1.00000000</c><c>  PAW_PBE {name} 10Sep2004                     </c></rc>\n' for name, count, mass in species)
xml += '   </set>\n  </array>\n </atominfo>\n' + structure(frames[0].get_scaled_positions(wrap=False), 'initialpos')
for k, frame in enumerate(frames):
    xml += (' <calculation>\n  <scstep>\n   <time name="total">    1.50    1.60</time>\n' + energies(k, '   ') + '  </scstep>\n' + structure(frame.get_scaled_positions(wrap=False))
            + f'  <varray name="forces" >\n{rows(forces[k], "   ")}  </varray>\n  <varray name="stress" >\n{rows(np.eye(3) * k, "   ")}  </varray>\n' + energies(k, '  ') + ' </calculation>\n')
xml += structure(frames[-1].get_scaled_positions(wrap=False), 'finalpos') + '</modeling>\n'

bar = ' ' + '-' * 83 + '\n'
out = (' vasp.6.3.2 27Jun22 (build Jan 03 2023 12:11:42) complex\n\n executed on             LinuxIFC date 2023.07.06  11:26:52\n running on    1 total cores\n\n INCAR:\n'
       + 2 * ''.join(f' POTCAR:    PAW_PBE {name} 10Sep2004\n' for name, _, _ in species) + ''.join(f'   VRHFIN ={name}: s1p0\n   TITEL  = PAW_PBE {name} 10Sep2004\n   POMASS ={mass:9.3f}; ZVAL   =    1.000    mass and valenz\n' for name, _, mass in species)
       + '\n Dimension of arrays:\n   k-points           NKPTS =      1   k-points in BZ     NKDIM =      1   number of bands    NBANDS=      8\n'
       f'   number of dos      NEDOS =    301   number of ions     NIONS ={len(symbols):7d}\n   ions per type =            ' + ''.join(f'{count:4d}' for _, count, _ in species)
       + '\n\n Ionic relaxation\n   NSW    =      4    number of steps for IOM\n   NBLOCK =      1;   KBLOCK =      4    inner block; outer block\n   IBRION =      0    ionic relax: 0-MD 1-quasi-New 2-CG\n   POTIM  = 2.0000    time-step for ionic-motion\n'
       '   TEIN   =    0.0    initial temperature\n   TEBEG  =  900.0;   TEEND  = 900.0 temperature during run\n   SMASS  =   0.00    Nose mass-parameter (am)\n   ISPIN  =      1    spin polarized calculation?\n\n'
       ' k-points in units of 2pi/SCALE and weight: \n   0.00000000  0.00000000  0.00000000       1.000\n\n k-points in reciprocal lattice and weights: \n   0.00000000  0.00000000  0.00000000       1.000\n\n')
for k, frame in enumerate(frames):
    out += (f'\n\n--------------------------------------- Iteration {k + 1:6d}(   1)  ---------------------------------------\n\n\n'
            f' VOLUME and BASIS-vectors are now :\n{bar.replace(" ", "", 1)}  energy-cutoff  :      400.00\n  volume of cell : {volume:11.2f}\n      direct lattice vectors                 reciprocal lattice vectors\n')
    out += ''.join('  ' + ''.join(f'{x:13.9f}' for x in cell[i]) + ' ' + ''.join(f'{x:13.9f}' for x in inverse[i]) + '\n' for i in range(3))
    out += f'\n\n POSITION                                       TOTAL-FORCE (eV/Angst)\n{bar}'
    out += ''.join(' ' + ''.join(f'{x:13.5f}' for x in p) + '   ' + ''.join(f'{x:14.6f}' for x in f) + '\n' for p, f in zip(frame.positions, forces[k]))
    out += (f'{bar}    total drift:                                0.000000      0.000000      0.000000\n\n\n  FREE ENERGIE OF THE ION-ELECTRON SYSTEM (eV)\n  ---------------------------------------------------\n'
            f'  free  energy   TOTEN  = {-20.5 - 0.1 * k:18.8f} eV\n\n  energy  without entropy= {-20.5 - 0.1 * k:16.8f}  energy(sigma->0) = {-20.5 - 0.1 * k:16.8f}\n')
open('vasp_md/vasprun.xml', 'w').write(xml)
open('vasp_md/OUTCAR', 'w').write(out)

from pymatgen.io.vasp import Vasprun  # noqa: E402
pymatgen = Vasprun('vasp_md/vasprun.xml', parse_dos=False, parse_eigen=False, parse_potcar_file=False)
ase_xml, ase_out = read('vasp_md/vasprun.xml', ':', format='vasp-xml'), read('vasp_md/OUTCAR', ':', format='vasp-out')
assert len(frames) == len(ase_xml) == len(ase_out) == len(pymatgen.ionic_steps) == 4
for k, frame in enumerate(frames):
    assert ase_xml[k].get_chemical_symbols() == ase_out[k].get_chemical_symbols() == symbols
    assert np.abs(ase_xml[k].positions - frame.positions).max() < 1e-6 and np.abs(ase_out[k].positions - frame.positions).max() < 6e-6
    assert np.abs(pymatgen.ionic_steps[k]['structure'].cart_coords - frame.positions).max() < 1e-6
    assert np.abs(ase_xml[k].cell - cell).max() < 1e-8 and np.abs(ase_out[k].cell - cell).max() < 1e-8
print('ASE and pymatgen read four frames as they were')
