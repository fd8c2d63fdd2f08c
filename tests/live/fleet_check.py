#!/usr/bin/python3
"""What fleet.sh asks of the results of a fleet.

    fleet_check.py frames OUT               how many frames its rows have seen in all
    fleet_check.py keep OUT FILE            remembers the rows and the trainings that are there now
    fleet_check.py compare OUT ONCE FILE…   nothing lost, nothing doubled since each FILE, and all as in one reading of the finished files
"""
import glob, json, math, os, sqlite3, sys

KNOWN_EA_EV = {"LiO": 0.20, "LiN": 0.24, "NaI": 0.28, "NaS": 0.22, "AgBr": 0.18, "CuI": 0.26, "SrCl": 0.30, "BaF": 0.25, "CeO": 0.32}  # FleetFiles.cs
bad = []


def rows(out):
    table = sqlite3.connect(f"file:{out}/fleet.sqlite?mode=ro", uri=True)
    table.row_factory = sqlite3.Row
    return [dict(row) for row in table.execute("SELECT * FROM runs")]


def expect(what, holds, found=""):
    print(f"{'ok' if holds else 'FAILED'}: {what}" + (f" ({found})" if found != "" else ""))
    if not holds: bad.append(what)


def apart(a, b):
    """The largest relative difference of two things of one shape; infinite where one lacks what the other has."""
    if isinstance(a, dict): return max([apart(a.get(k), b.get(k)) for k in a.keys() | b.keys()], default=0.0)
    if isinstance(a, list): return math.inf if len(a) != len(b) else max(map(apart, a, b), default=0.0)
    if isinstance(a, (int, float)) and isinstance(b, (int, float)): return 0.0 if a == b else abs(a - b) / max(abs(a), abs(b))
    return 0.0 if a == b else math.inf


def trainings(out): return {os.path.basename(path): os.stat(path).st_size for path in glob.glob(f"{out}/models/*.json")}


def compare(out, once, kept):
    mine, theirs = rows(out), rows(once)
    runs = [row["run"] for row in mine]
    expect("at least 30 runs, each once", len(runs) >= 30 and len(set(runs)) == len(runs), len(runs))
    expect("the runs of one reading", set(runs) == {row["run"] for row in theirs})
    for path in kept:
        before = json.load(open(path))
        now = {row["run"]: row["frames"] for row in mine}
        expect(f"nothing lost since {os.path.basename(path)}", all(now.get(run, -1) >= frames for run, frames in before["frames"].items()), f"{len(before['frames'])} rows then")
        expect("no training of then was touched", all(trainings(out).get(name) == size for name, size in before["trainings"].items()), len(before["trainings"]))
    numbers = sorted(int(name[:-5]) for name in trainings(out))
    expect("trainings are numbered without a gap", numbers == list(range(1, len(numbers) + 1)), len(numbers))

    told = "session", "generation", "fingerprint", "ps_per_hour", "name"  # how it was watched, not what was found
    plain = lambda table: {row["run"]: {k: v for k, v in row.items() if k not in told} for row in table}
    a, b = plain(mine), plain(theirs)
    for run in sorted(a.keys() & b.keys()):
        worst = {key: apart(a[run][key], b[run][key]) for key in a[run]}
        far = {key: gap for key, gap in worst.items() if gap > 1e-9}
        if far: expect(f"{run}: as in one reading", False, {key: (a[run][key], b[run][key]) for key in far})
    expect("frames, verdicts and descriptors of every run as in one reading, largest relative difference", True, f"{apart(a, b):.1e}")
    live, whole = json.load(open(f"{out}/fleet.json")), json.load(open(f"{once}/fleet.json"))
    for part, bar in (("pooled", 1e-9), ("arrhenius", 1e-6), ("views", 1e-9)):
        gap = apart(live[part], whole[part])
        expect(f"{part} as in one reading", gap <= bar, f"{gap:.1e}")
    lines = {line["composition"]: line["eaEv"] for line in live["arrhenius"] if line.get("eaEv")}
    covered = [lines[name]["low95"] <= ea <= lines[name]["high95"] for name, ea in KNOWN_EA_EV.items() if name in lines]
    expect("every hop model has its line, and all intervals on E_a but one at most hold the known one", len(covered) == len(KNOWN_EA_EV) and sum(covered) >= len(covered) - 1, f"{sum(covered)} of {len(covered)}")
    expect("the last training saw the same rows", live["models"]["dataHash"] == whole["models"]["dataHash"])
    expect("correlations, components, clusters and models are there", all(live["models"].get(part) for part in ("pca", "clusters", "models")) and any(v.get("spearman") for v in live["views"]))
    files = sorted(os.path.basename(path) for path in glob.glob(f"{out}/*"))
    print(f"{len(runs)} runs, {len({row['material'] for row in mine})} materials, {sum(row['d_a2_per_ps'] is not None for row in mine)} with a D, "
          f"{sum(line.get('eaEv') is not None for line in live['arrhenius'])} Arrhenius lines, {len(numbers)} trainings; files: {' '.join(files)}")


if len(sys.argv) < 3: sys.exit(__doc__)
if sys.argv[1] == "frames": print(sum(row["frames"] for row in rows(sys.argv[2])))
elif sys.argv[1] == "keep": json.dump({"frames": {row["run"]: row["frames"] for row in rows(sys.argv[2])}, "trainings": trainings(sys.argv[2])}, open(sys.argv[3], "w"))
else: compare(sys.argv[2], sys.argv[3], sys.argv[4:])
sys.exit(1 if bad else 0)
