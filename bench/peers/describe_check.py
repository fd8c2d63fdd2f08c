#!/usr/bin/env python3
"""Compares the symmetry that `sse describe` finds with spglib's, and its elastic averages with pymatgen's.

    /usr/bin/python3 bench/peers/describe_check.py out/sse [FOLDER_OF_CIFS]     (Debian: python3-spglib python3-ase python3-pymatgen)

Makes a structure for each of the 230 space groups (atoms of three kinds in general positions), each written in one of several
settings: conventional, primitive, a supercell, with skewed edges, turned, moved, with noise; and prototypes with atoms in special
positions, also strained and with an atom moved. CIFs of a folder are read by pymatgen, sites of several species as kinds of their own. Both programs get the same
tolerance. Compared: operations of the conventional cell and crystal system, which must be the same, its smallest length (within 0.02 Å), the spreads of its lengths (0.04 Å)
and of its angles (0.5°); elastic averages within 1e-12, sound velocities within 1e-4, as pymatgen's atomic weights are others. Exit code 1 where anything disagrees, or where a
structure was skipped: refused by pymatgen, or without a symmetry by spglib.
"""
import json, pathlib, subprocess, sys, tempfile

import numpy as np
import spglib
from ase import Atoms
from ase.build import bulk, make_supercell
from ase.io import write
from ase.neighborlist import neighbor_list
from ase.spacegroup import crystal

TOLERANCE_A = 0.01
ELASTIC_BARS = {"B": 1e-12, "G": 1e-12, "E": 1e-12, "nu": 1e-12, "vL": 1e-4, "vT": 1e-4}
skipped = []
SYSTEMS = [(2, "triclinic"), (15, "monoclinic"), (74, "orthorhombic"), (142, "tetragonal"), (167, "trigonal"), (194, "hexagonal"), (230, "cubic")]


def system_of(number):
    return next(name for last, name in SYSTEMS if number <= last)


def cell_of(number, dice):
    a, b, c = dice.uniform(4, 9, 3)
    system = system_of(number)
    if system == "triclinic":
        return [a, b, c, *dice.uniform(65, 115, 3)]
    if system == "monoclinic":
        return [a, b, c, 90, dice.uniform(92, 118), 90]
    if system == "orthorhombic":
        return [a, b, c, 90, 90, 90]
    if system == "tetragonal":
        return [a, a, c, 90, 90, 90]
    return [a, a, a, 90, 90, 90] if system == "cubic" else [a, a, c, 90, 90, 120]


def group_structures(dice):
    for number in range(1, 231):
        for kind in range(12 if number < 3 else 2):
            atoms = None
            while atoms is None or len(neighbor_list("i", atoms, 0.55)):  # atoms that do not overlap
                cell = cell_of(number, dice)
                atoms = crystal(["Na", "P", "S"], dice.uniform(0.02, 0.98, (3, 3)), spacegroup=number, cellpar=cell)
                wider = max(1, 12 * len(atoms) / atoms.get_volume()) ** (1 / 3)
                atoms.set_cell(atoms.cell[:] * wider, scale_atoms=True)
            yield f"group{number:03d}-{kind}", recast(atoms, kind * 6 + number % 6, dice)


def prototypes(dice):
    made = {
        "fcc": bulk("Cu", "fcc", a=3.6), "bcc": bulk("Na", "bcc", a=4.2), "hcp": bulk("Mg", "hcp", a=3.2, c=5.2), "diamond": bulk("Si", "diamond", a=5.43),
        "rocksalt": bulk("NaCl", "rocksalt", a=5.64), "zincblende": bulk("ZnS", "zincblende", a=5.41), "wurtzite": bulk("ZnS", "wurtzite", a=3.82, c=6.26),
        "caesium": bulk("CsCl", "cesiumchloride", a=4.12), "fluorite": bulk("CaF2", "fluorite", a=5.46), "simple": bulk("Po", "sc", a=3.35),
        "perovskite": crystal(["Ba", "Ti", "O"], [(0, 0, 0), (.5, .5, .5), (.5, .5, 0)], spacegroup=221, cellpar=[4.0] * 3 + [90] * 3),
        "spinel": crystal(["Mg", "Al", "O"], [(.125, .125, .125), (.5, .5, .5), (.2624, .2624, .2624)], spacegroup=227, setting=2, cellpar=[8.08] * 3 + [90] * 3),
        "rutile": crystal(["Ti", "O"], [(0, 0, 0), (.305, .305, 0)], spacegroup=136, cellpar=[4.6, 4.6, 2.95, 90, 90, 90]),
        "quartz": crystal(["Si", "O"], [(.4697, 0, 0), (.4133, .2672, .1188)], spacegroup=152, cellpar=[4.916, 4.916, 5.405, 90, 90, 120]),
        "corundum": crystal(["Al", "O"], [(0, 0, .352), (.306, 0, .25)], spacegroup=167, cellpar=[4.76, 4.76, 12.99, 90, 90, 120]),
        "argyrodite": crystal(["Li", "P", "S", "S", "Cl"], [(.0244, .2556, .5244), (.5, .5, .5), (.1192, .1192, .6192), (.25, .25, .75), (0, 0, 0)],
                              spacegroup=216, cellpar=[9.86] * 3 + [90] * 3),
        "cristobalite": crystal(["Si", "O"], [(.3, .3, 0), (.24, .1, .18)], spacegroup=92, cellpar=[4.97, 4.97, 6.93, 90, 90, 90]),
        "olivine": crystal(["Li", "Fe", "P", "O", "O", "O"], [(0, 0, 0), (.282, .25, .975), (.095, .25, .418), (.097, .25, .743), (.457, .25, .206), (.166, .047, .285)],
                           spacegroup=62, cellpar=[10.33, 6.01, 4.69, 90, 90, 90]),
        "baddeleyite": crystal(["Zr", "O", "O"], [(.2754, .0395, .2083), (.07, .3317, .3447), (.4496, .7569, .4792)], spacegroup=14, cellpar=[5.15, 5.21, 5.32, 90, 99.2, 90]),
        "tin": crystal(["Sn"], [(0, 0, 0)], spacegroup=141, setting=1, cellpar=[5.83, 5.83, 3.18, 90, 90, 90]),
        "mercury": Atoms("Hg", cell=[3.0, 3.0, 3.0, 70.5, 70.5, 70.5], pbc=True),
        "layered": crystal(["Li", "Co", "O"], [(0, 0, .5), (0, 0, 0), (0, 0, .2395)], spacegroup=166, cellpar=[2.816, 2.816, 14.05, 90, 90, 120]),
    }
    for name, atoms in made.items():
        for form in range(12):
            yield f"{name}-{form}", recast(atoms, form, dice)
        for form in range(6):
            yield f"{name}-strained-{form}", recast(strained(atoms, form), form, dice)
            yield f"{name}-shifted-{form}", recast(shifted(atoms, form), form, dice)


DIRECTIONS = [(0, 0, 1), (1, 1, 0), (1, 1, 1), (1, 2, 0), (1, 2, 2), (1, 2, 3)]


def strained(atoms, form):
    """Pulled by 4 % along one direction of the cell's axes: what does not keep that direction is lost."""
    along = np.array(DIRECTIONS[form]) / np.linalg.norm(DIRECTIONS[form])
    atoms = atoms.copy()
    atoms.set_cell(atoms.cell[:] @ (np.eye(3) + 0.04 * np.outer(along, along)), scale_atoms=True)
    return atoms


def shifted(atoms, form):
    """The first atom moved by 0.1 Å, ten times the tolerance."""
    atoms = atoms.copy()
    atoms.positions[0] += 0.1 * np.array(DIRECTIONS[form]) / np.linalg.norm(DIRECTIONS[form])
    return atoms


def recast(atoms, form, dice):
    """The same crystal, written otherwise."""
    atoms = atoms.copy()
    if form % 6 == 1:
        lattice, scaled, numbers = spglib.find_primitive((atoms.cell[:], atoms.get_scaled_positions(), atoms.numbers), symprec=1e-4)
        atoms = Atoms(numbers=numbers, scaled_positions=scaled, cell=lattice, pbc=True)
    if form % 6 == 2:
        atoms = make_supercell(atoms, [[1, 0, 0], [0, 2, 0], [0, 0, 1]])
    if form % 6 in (3, 5):
        edges = np.eye(3, dtype=int)
        for _ in range(3):
            i, j = dice.choice(3, 2, replace=False)
            edges[i] += dice.choice([-1, 1]) * edges[j]
        atoms = make_supercell(atoms, edges)
    if form % 6 >= 3:
        axis, angle = dice.normal(size=3), dice.uniform(0, 180)
        atoms.rotate(angle, axis, rotate_cell=True)
        atoms.translate(dice.uniform(-5, 5, 3))
        atoms.wrap()
    if form % 6 == 4:
        atoms.positions += dice.uniform(-4e-4, 4e-4, atoms.positions.shape)
    if form >= 6:
        atoms = atoms[dice.permutation(len(atoms))]
    return atoms[np.argsort(atoms.numbers, kind="stable")]


def peer(cell):
    data = spglib.get_symmetry_dataset(cell, symprec=TOLERANCE_A)
    if data is None:
        return None
    std = (data["std_lattice"], data["std_positions"], data["std_types"])
    # Of the standardised cell: that of a supercell has only those that keep the supercell's own lattice.
    operations = len(spglib.get_symmetry(std, symprec=TOLERANCE_A)["rotations"])
    lengths = np.linalg.norm(std[0], axis=1)
    angles = [np.degrees(np.arccos(std[0][i] @ std[0][j] / lengths[i] / lengths[j])) for i, j in ((1, 2), (0, 2), (0, 1))]
    return {"symmetryOps": operations, "crystalSystem": system_of(data["number"]), "aMin": min(lengths), "abcSpread": spread(lengths), "angleSpread": spread(angles)}, data["number"]


def spread(values):
    return float(np.sqrt(np.sum((np.array(values) - np.mean(values)) ** 2)))


def compare(name, ours, theirs, number):
    lines = []
    for key, wanted in theirs.items():
        got = ours["descriptors"].get(key, {}).get("value")
        tolerance = {"aMin": 2 * TOLERANCE_A, "abcSpread": 4 * TOLERANCE_A, "angleSpread": 0.5}.get(key, 0)
        if got is None or (isinstance(wanted, str) and got != wanted) or (not isinstance(wanted, str) and abs(got - wanted) > tolerance):
            lines.append(f"{name} (group {number}): {key}: sse {got if got is not None else ours['descriptors']['missing'].get(key)}, spglib {wanted}")
    return lines


def cif_structures(folder):
    from pymatgen.core import Structure
    import warnings
    warnings.simplefilter("ignore")
    for path in sorted(pathlib.Path(folder).rglob("*.cif")):
        try:
            structure = Structure.from_file(str(path))
        except Exception as refused:
            print(f"{path.name}: pymatgen refuses it ({str(refused)[:80]})")
            skipped.append(path.name)
            continue
        kinds = {}
        # 1/500: occupancies that differ by less are one kind, in both programs.
        key = lambda site: tuple(sorted((str(getattr(s, "symbol", s)), round(o * 500)) for s, o in site.species.items()))
        types = [kinds.setdefault(key(site), len(kinds) + 1) for site in structure]
        yield path, (structure.lattice.matrix, structure.frac_coords, types)


def elastic_lines(command, dice, folder):
    """Random stable tensors beside pymatgen's averages and sound velocities."""
    from pymatgen.analysis.elasticity import ElasticTensor
    from pymatgen.core import Structure
    structure = Structure(np.diag([5.0, 6.0, 7.0]), ["Na", "P", "S", "S"], dice.uniform(0, 1, (4, 3)))
    wanted, folders = {}, []
    for number in range(100):
        root = dice.normal(size=(6, 6))
        c = 20 * (root @ root.T) + 30 * np.eye(6)
        at = folder / f"elastic{number}"
        at.mkdir()
        (at / "elastic.json").write_text(json.dumps({"elastic_tensor": c.tolist()}))
        structure.to(fmt="poscar", filename=str(at / "POSCAR"))
        tensor = ElasticTensor.from_voigt(c)
        folders.append(str(at))
        wanted[str(at)] = {"B": tensor.k_vrh, "G": tensor.g_vrh, "E": tensor.y_mod / 1e9, "nu": tensor.homogeneous_poisson,
                           "vL": tensor.long_v(structure), "vT": tensor.trans_v(structure)}
    out = subprocess.run([*command, "describe", *folders, "--specie", "Na", "--json"], capture_output=True, text=True, check=True)
    worst = {}
    for material in json.loads(out.stdout)["materials"]:
        for name, value in wanted[material["path"]].items():
            got = material["descriptors"][name]["value"]
            worst[name] = max(worst.get(name, 0), abs(got / value - 1))
    print("elastic, 100 random tensors, largest relative difference from pymatgen: " + ", ".join(f"{n} {w:.1e}" for n, w in worst.items()))
    return [f"{name}: {gap:.1e}, more than {ELASTIC_BARS[name]:g}" for name, gap in worst.items() if not gap <= ELASTIC_BARS[name]]


def main():
    command, dice = sys.argv[1].split(), np.random.default_rng(7)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="sse-symmetry-"))
    cells, wrong, counts = {}, [], {}
    for name, atoms in [*group_structures(dice), *prototypes(dice)]:
        path = folder / f"{name}.vasp"
        write(path, atoms, format="vasp", vasp5=True, direct=True)
        cells[str(path)] = (atoms.cell[:], atoms.get_scaled_positions(), atoms.numbers)
    if len(sys.argv) > 2:
        for path, cell in cif_structures(sys.argv[2]):
            cells[str(path)] = cell
    paths = list(cells)
    ours = {}
    for at in range(0, len(paths), 200):
        out = subprocess.run([*command, "describe", *paths[at:at + 200], "--specie", "Na", "--tolerance-a", str(TOLERANCE_A), "--json"], capture_output=True, text=True)
        if out.returncode:
            sys.exit(out.stderr)
        ours |= {m["path"]: m for m in json.loads(out.stdout)["materials"]}
    compared = 0
    for path in paths:
        name = pathlib.Path(path).stem
        found = peer(cells[path])
        if found is None:
            print(f"{name}: spglib finds no symmetry")
            skipped.append(name)
            continue
        compared += 1
        counts[found[0]["crystalSystem"]] = counts.get(found[0]["crystalSystem"], 0) + 1
        wrong += compare(name, ours[path], found[0], found[1])
    print("\n".join(wrong))
    apart = elastic_lines(command, dice, folder)
    print("\n".join(apart))
    structures = {line.split(" ")[0] for line in wrong}
    print(f"{compared} structures ({', '.join(f'{n} {s}' for s, n in counts.items())}): {compared - len(structures)} agree with spglib {spglib.__version__} in every value, {len(structures)} do not; {len(skipped)} skipped")
    sys.exit(1 if wrong or apart or skipped else 0)


main()
