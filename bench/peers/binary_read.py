#!/usr/bin/python3
"""CPU seconds to read xtc, trr, DCD (against mdtraj) and vasprun.xml (against pymatgen): files of 30 MB and more, made here, in turns, in process.

  binary_read.py FOLDER [ROUNDS]      SSE_BENCH names sse-bench; needs python3-mdanalysis, python3-mdtraj, python3-pymatgen

Peers are charged without imports and after a warm-up on the same file; sse-bench charges itself likewise. Prints each round's ratio and the median.
"""
import json, os, statistics, subprocess, sys, time, warnings
import numpy as np

warnings.filterwarnings("ignore")
BENCH = os.environ.get("SSE_BENCH", "sse-bench")
ATOMS, EDGE = 3000, 32.0


def walk(frames, atoms, rng):
    x = rng.random((atoms, 3)) * EDGE
    for _ in range(frames):
        x = x + 0.12 * rng.standard_normal((atoms, 3))
        yield x


def make(folder):
    import MDAnalysis as mda
    rng = np.random.default_rng(1)
    for kind, frames in (("xtc", 3000), ("trr", 600), ("dcd", 1000)):
        path = os.path.join(folder, f"read.{kind}")
        if os.path.exists(path): continue
        u = mda.Universe.empty(ATOMS, trajectory=True, velocities=kind == "trr")
        u.dimensions = [EDGE, EDGE, EDGE, 90, 90, 90]
        with mda.Writer(path, ATOMS) as out:
            for k, x in enumerate(walk(frames, ATOMS, rng)):
                u.atoms.positions = x
                if kind == "trr": u.atoms.velocities = 4 * rng.standard_normal((ATOMS, 3))
                u.trajectory.ts.time, u.trajectory.ts.data["step"] = k * 0.1, k * 50
                out.write(u.atoms)
    path = os.path.join(folder, "read.vasprun.xml")
    if not os.path.exists(path): vasprun(path, 300, 1000, rng)


def rows(tag, values): return f'   <varray name="{tag}" >\n' + "".join("    <v>   %14.8f  %14.8f  %14.8f </v>\n" % tuple(v) for v in values) + "   </varray>\n"


def vasprun(path, atoms, steps, rng):
    """As VASP lays it out: what readers need of the head, then a calculation per step."""
    cell = np.diag([EDGE] * 3)
    head = ('<?xml version="1.0" encoding="ISO-8859-1"?>\n<modeling>\n <generator>\n  <i name="program" type="string">vasp </i>\n  <i name="version" type="string">6.3.0  </i>\n </generator>\n'
            ' <incar>\n  <i type="int" name="NSW">  %d</i>\n  <i type="int" name="IBRION">  0</i>\n  <i name="POTIM">  2.0</i>\n </incar>\n'
            ' <kpoints>\n  <generation param="Gamma">\n   <v type="int" name="divisions">  1 1 1 </v>\n  </generation>\n  <varray name="kpointlist" >\n   <v> 0 0 0 </v>\n  </varray>\n  <varray name="weights" >\n   <v> 1 </v>\n  </varray>\n </kpoints>\n'
            ' <parameters>\n  <separator name="electronic" >\n   <i type="int" name="NELM">    60</i>\n  </separator>\n  <separator name="ionic" >\n   <i type="int" name="NSW">  %d</i>\n   <i type="int" name="IBRION">  0</i>\n   <i name="POTIM">  2.0</i>\n  </separator>\n </parameters>\n'
            ' <atominfo>\n  <atoms>  %d </atoms>\n  <types>  1 </types>\n  <array name="atoms" >\n   <dimension dim="1">ion</dimension>\n   <field type="string">element</field>\n   <field type="int">atomtype</field>\n   <set>\n' % (steps, steps, atoms)
            + "    <rc><c>Li</c><c>   1</c></rc>\n" * atoms
            + '   </set>\n  </array>\n  <array name="atomtypes" >\n   <dimension dim="1">type</dimension>\n   <field type="int">atomspertype</field>\n   <field type="string">element</field>\n   <field>mass</field>\n   <field>valence</field>\n   <field type="string">pseudopotential</field>\n   <set>\n'
            '    <rc><c> %d</c><c>Li</c><c>  7.01</c><c>  1.0</c><c> PAW_PBE Li 17Jan2003  </c></rc>\n   </set>\n  </array>\n </atominfo>\n' % atoms)
    def structure(x, name=""): return (f' <structure{name}>\n  <crystal>\n' + rows("basis", cell) + f'   <i name="volume">  {EDGE ** 3:.8f} </i>\n' + rows("rec_basis", np.linalg.inv(cell)) + "  </crystal>\n" + rows("positions", x / EDGE) + " </structure>\n")
    energy = '   <energy>\n    <i name="e_fr_energy">  -100.0 </i>\n    <i name="e_wo_entrp">  -100.0 </i>\n    <i name="e_0_energy">  -100.0 </i>\n   </energy>\n'
    with open(path, "w") as out:
        out.write(head)
        for k, x in enumerate(walk(steps, atoms, rng)):
            if k == 0: out.write(structure(x, ' name="initialpos" '))
            out.write(" <calculation>\n  <scstep>\n" + energy + "  </scstep>\n" + structure(x) + rows("forces", 0.1 * rng.standard_normal((atoms, 3))) + rows("stress", cell) + energy + " </calculation>\n")
        out.write(structure(x, ' name="finalpos" ') + "</modeling>\n")


def peer(path):
    kind = path.rsplit(".", 1)[-1]
    if kind == "xml":
        from pymatgen.io.vasp import Vasprun
        def read(): return sum(len(step["structure"]) for step in Vasprun(path, parse_dos=False, parse_eigen=False, parse_potcar_file=False).ionic_steps)
        return "pymatgen", read, False
    from mdtraj.formats import DCDTrajectoryFile, TRRTrajectoryFile, XTCTrajectoryFile
    opener = {"xtc": XTCTrajectoryFile, "trr": TRRTrajectoryFile, "dcd": DCDTrajectoryFile}[kind]
    def read():
        with opener(path) as f: return f.read()[0].size
    return "mdtraj", read, True


def main():
    folder, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3
    os.makedirs(folder, exist_ok=True)
    make(folder)
    for name in ("read.xtc", "read.trr", "read.dcd", "read.vasprun.xml"):
        path = os.path.join(folder, name)
        who, read, warm = peer(path)
        if warm: read()
        ratios, theirs, mine = [], [], []
        for _ in range(rounds):
            before = time.process_time(); read(); theirs.append(time.process_time() - before)
            done = subprocess.run([*BENCH.split(), "parse-binary", path], capture_output=True, text=True, check=True)
            mine.append(json.loads(done.stdout.strip().splitlines()[-1])["cpu"])
            ratios.append(theirs[-1] / mine[-1])
        print(f"{name} {os.path.getsize(path) / 1e6:.0f} MB: {statistics.median(ratios):.2f} x {who} ({' '.join(f'{r:.2f}' for r in ratios)}); ours {min(mine):.3f} s, {who} {min(theirs):.3f} s", flush=True)


main()
