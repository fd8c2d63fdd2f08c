#!/usr/bin/python3
"""Reads every binary trajectory, vasprun.xml and OUTCAR below a folder with this program and with an independent reader, and compares
positions, velocities, cells and times, frame by frame, to the format's precision.

  formats_equal.py FOLDER...      SSE_BENCH names sse-bench; needs python3-mdanalysis, python3-mdtraj, python3-ase, python3-pymatgen

One line per file and reader; the exit code is 1 where anything differs, where a peer has velocities, cells or times that are missing
here, where a file is refused here or read by no peer, and where nothing was compared.
"""
import gzip, json, os, subprocess, sys, tempfile, warnings
import numpy as np

warnings.filterwarnings("ignore")
BENCH = os.environ.get("SSE_BENCH", "sse-bench")


class Read:
    """Times (ps), edges (A, [3, 3]), positions (A) and velocities (A/ps) of every frame; None where a reader gives none."""
    def __init__(self): self.t, self.h, self.x, self.v = [], [], [], []
    def add(self, t, h, x, v): self.t.append(t); self.h.append(h); self.x.append(np.asarray(x, float)); self.v.append(None if v is None else np.asarray(v, float))


def ours(path, frame_fs):
    with tempfile.NamedTemporaryFile() as out:
        done = subprocess.run([*BENCH.split(), "frames", path, out.name, *frame_fs], capture_output=True, text=True)
        if done.returncode: raise RuntimeError(done.stderr.strip().splitlines()[0])
        info = json.loads(done.stdout.strip().splitlines()[-1])
        n, raw = info["atoms"], np.fromfile(out.name)
    read = Read()
    for row in raw.reshape(-1, 10 + 6 * n):
        v = row[10 + 3 * n:].reshape(-1, 3)
        read.add(row[0], None if np.isnan(row[1]) else row[1:10].reshape(3, 3), row[10:10 + 3 * n].reshape(-1, 3), None if np.isnan(v[0, 0]) else v)
    return read


def mdanalysis(path):
    import MDAnalysis as mda
    from MDAnalysis.coordinates import DCD, TRJ, TRR, XTC
    from MDAnalysis.lib.mdamath import triclinic_vectors
    reader = {".xtc": XTC.XTCReader, ".trr": TRR.TRRReader, ".dcd": DCD.DCDReader, ".nc": TRJ.NCDFReader}[os.path.splitext(path)[1]]
    read = Read()
    for ts in reader(path, convert_units=True):
        h = None if ts.dimensions is None else ts.triclinic_dimensions.astype(float)
        read.add(ts.time, h, ts.positions, ts.velocities if ts.has_velocities else None)
    return read


def mdtraj(path):
    from mdtraj.formats import DCDTrajectoryFile, NetCDFTrajectoryFile, TRRTrajectoryFile, XTCTrajectoryFile
    from mdtraj.utils import lengths_and_angles_to_box_vectors as edges
    read, kind = Read(), os.path.splitext(path)[1]
    if kind in (".xtc", ".trr"):
        with (XTCTrajectoryFile if kind == ".xtc" else TRRTrajectoryFile)(path) as f:
            got = f.read()
        for x, t, h in zip(got[0], got[1], got[3]): read.add(t, 10 * h.astype(float), 10 * x.astype(float), None)
    else:
        with (DCDTrajectoryFile if kind == ".dcd" else NetCDFTrajectoryFile)(path) as f:
            got = f.read()
        x, t, lengths, angles = got if kind == ".nc" else (got[0], [np.nan] * len(got[0]), got[1], got[2])
        for k in range(len(x)): read.add(t[k], np.array(edges(*lengths[k], *angles[k])), x[k], None)
    return read


def ase(path):
    import ase.io, ase.units
    form = {"traj": "traj", "xml": "vasp-xml"}.get(path.rsplit(".", 1)[-1], "vasp-out")
    read = Read()
    for atoms in ase.io.read(path, ":", format=form):
        v = atoms.get_velocities() * ase.units.fs * 1000 if form == "traj" and "momenta" in atoms.arrays else None
        x = atoms.positions
        read.add(atoms.info.get("time_ps", np.nan), np.array(atoms.cell), x, v)
    return read


def pymatgen(path):
    from pymatgen.io.vasp import Vasprun
    read = Read()
    for step in Vasprun(path, parse_dos=False, parse_eigen=False, parse_potcar_file=False).ionic_steps:
        read.add(np.nan, step["structure"].lattice.matrix, step["structure"].cart_coords, None)
    return read


# Precision of what the file holds: float32 of positions up to 100 A, of times and velocities; xtc rounds to 0.01 A and both readers decode the same integers.
TOLERANCE = {".xtc": 2e-5, ".trr": 2e-5, ".dcd": 1e-6, ".nc": 1e-6, ".traj": 1e-9, ".xml": 1e-9}


def folded(d, h):
    """Differences by nearest image: readers of VASP's files fold as they like."""
    if h is None: return d
    s = d @ np.linalg.inv(h)
    return (s - np.round(s)) @ h


def compare(path, mine, theirs, fold):
    tolerance = TOLERANCE.get(os.path.splitext(path)[1], 1e-9)
    if len(mine.x) != len(theirs.x): return f"{len(mine.x)} frames against {len(theirs.x)}", False
    worst = dict(x=0.0, v=0.0, h=0.0, t=0.0); seen = dict(v=0, t=0, h=0)
    lost = set()
    for k in range(len(mine.x)):
        if mine.x[k].shape != theirs.x[k].shape: return f"{mine.x[k].shape[0]} atoms against {theirs.x[k].shape[0]}", False
        for key, name in (("v", "velocities"), ("h", "cells")):
            if getattr(mine, key)[k] is None and getattr(theirs, key)[k] is not None: lost.add(name)
        if not np.isfinite(mine.x[k]).all(): lost.add("positions")
        if np.isfinite(theirs.t[k]) and not np.isfinite(mine.t[k]): lost.add("times")
        d = mine.x[k] - theirs.x[k]
        worst["x"] = max(worst["x"], np.abs(folded(d, theirs.h[k]) if fold else d).max())
        if mine.v[k] is not None and theirs.v[k] is not None: worst["v"] = max(worst["v"], np.abs(mine.v[k] - theirs.v[k]).max()); seen["v"] += 1
        if mine.h[k] is not None and theirs.h[k] is not None: worst["h"] = max(worst["h"], np.abs(mine.h[k] - theirs.h[k]).max()); seen["h"] += 1
        if np.isfinite(theirs.t[k]): worst["t"] = max(worst["t"], abs((mine.t[k] - mine.t[0]) - (theirs.t[k] - theirs.t[0]))); seen["t"] += 1
    # Momenta become velocities by masses of five digits: 5e-5 of 10 A/ps.
    good = worst["x"] <= tolerance and worst["v"] <= (5e-4 if path.endswith(".traj") else 1e-3 * tolerance / 2e-5 + 1e-9) and worst["h"] <= max(2e-5, tolerance) and worst["t"] <= 1e-5
    if lost: return f"{', '.join(sorted(lost))} of the peer are missing here", False
    parts = [f"positions {worst['x']:.1e} A"] + [f"{name} {worst[key]:.1e} {unit}" for key, name, unit in (("v", "velocities", "A/ps"), ("h", "cells", "A"), ("t", "times", "ps")) if seen[key]]
    return f"{len(mine.x)} frames, largest difference: " + ", ".join(parts), good


def main():
    bad = compared = 0
    files = sorted(os.path.join(d, f) for folder in sys.argv[1:] for d, _, names in os.walk(folder) for f in names)
    for path in files:
        name, kind = os.path.basename(path), os.path.splitext(path.removesuffix(".gz"))[1]
        readers = ([mdanalysis, mdtraj] if kind in (".xtc", ".trr", ".dcd", ".nc") else [ase] if kind == ".traj"
                   else [ase, pymatgen] if name.startswith("vasprun") else [ase] if name.startswith("OUTCAR") else [])
        if not readers: continue
        with tempfile.TemporaryDirectory() as folder:
            plain = path
            if path.endswith(".gz"):
                plain = os.path.join(folder, name.removesuffix(".gz"))
                open(plain, "wb").write(gzip.open(path).read())
            try:
                mine = ours(plain, ["75"] if kind == ".dcd" else ["1"] if kind in (".traj",) or name.startswith("OUTCAR") else [])
            except RuntimeError as refused:
                bad += 1
                print(f"refused   {path}: {refused}")
                continue
            read_by = 0
            for reader in readers:
                try:
                    said, good = compare(plain, mine, reader(plain), fold=kind not in (".xtc", ".trr", ".dcd", ".nc"))
                except Exception as broken:  # one peer of two may fail on a file, not all of them
                    print(f"no peer   {name} {reader.__name__}: {type(broken).__name__} {str(broken)[:80]}")
                    continue
                bad, compared, read_by = bad + (not good), compared + 1, read_by + 1
                print(f"{'equal' if good else 'DIFFERENT':9} {name} {reader.__name__}: {said}")
            if read_by == 0:
                bad += 1
                print(f"uncompared {path}: no peer reads it")
    print(f"{compared} comparisons, {bad} faults")
    sys.exit(1 if bad or not compared else 0)


main()
