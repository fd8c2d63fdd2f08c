"""The soak that folder.sh starts: see there. Ends with a report, and with 1 where the table differs."""
import os, random, shutil, signal, subprocess, sys, tempfile, time
from place import SSE, piece, rows, same_tables, sample_frames, single_process, until

KILLS, RUNS, AT_ONCE, GROWING = int(sys.argv[1]), 60, 6, 12
HOSTS = ["sse-host1", "sse-host2"]


def host(name, *words, **how):
    """A process on one of the two hosts: a network and a host name of its own, and nothing shared but the file system."""
    return subprocess.Popen(["ip", "netns", "exec", name, "unshare", "--uts", "sh", "-c", f'hostname {name}; exec "$@"', "sh", *words], **how)


class Folder:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="sse-folder-")
        self.runs, self.shared, self.config = f"{self.folder}/runs", f"{self.folder}/shared", f"{self.folder}/fleet.conf"
        with open(self.config, "w") as conf:
            conf.write("checkpoint.every = 1 s\noutput.write-every = 500 ms\nmodels.on = false\n")
        for name in HOSTS:
            subprocess.run(["ip", "netns", "del", name], stderr=subprocess.DEVNULL)
            subprocess.run(["ip", "netns", "add", name], check=True)
        self.watches, self.fleets, self.growth, self.killed = {}, {}, {}, []
        self.chance = random.Random(60)

    def begin(self):
        frames = sample_frames()
        for i in range(RUNS):
            first, count = self.chance.randrange(0, 2000), self.chance.randrange(150, 400)
            cut = frames[first:first + count]
            isGrowing = i % (RUNS // GROWING) == 0
            piece(f"{self.runs}/run{i:02d}x", cut[:20] if isGrowing else cut)
            if isGrowing: self.growth[f"{self.runs}/run{i:02d}x/traj.lammpstrj"] = cut[20:]
        self.waiting = [f"run{i:02d}x" for i in range(RUNS)]
        for name in HOSTS: self.fleet(name)

    # Each fleet is on its own host, with its own table.
    def fleet(self, name):
        self.fleets[name] = host(name, SSE, "fleet", self.shared, "--out", f"{self.folder}/{name}", "--config", self.config, stdout=subprocess.DEVNULL)

    def watch(self, run):
        end = "40" if f"{self.runs}/{run}/traj.lammpstrj" in self.growth else "2"
        self.watches[run] = host(
            self.chance.choice(HOSTS), SSE, "watch", f"{self.runs}/{run}", "--publish", self.shared, "--end-after-s", end, "--out", f"{self.folder}/out/{run}",
            "--config", self.config, stdout=subprocess.DEVNULL)

    def turn(self):
        for path, frames in self.growth.items():
            if frames:
                with open(path, "a") as out: out.write(frames.pop(0))
        for run, watch in list(self.watches.items()):
            if watch.poll() is None: continue
            del self.watches[run]
            if watch.returncode == 0: continue
            self.watch(run) # as Slurm requeues a job
        while self.waiting and len(self.watches) < AT_ONCE + GROWING: self.watch(self.waiting.pop(0))
        for name, fleet in self.fleets.items():
            if fleet.poll() is not None: self.fleet(name)
        time.sleep(0.05)

    def kill(self):
        isFleet = self.chance.random() < 0.3
        victims = self.fleets if isFleet else self.watches
        if not victims: return
        name = self.chance.choice(sorted(victims))
        victims[name].send_signal(signal.SIGKILL)
        victims[name].wait()
        self.killed.append("fleet" if isFleet else "watch")
        print(f"kill {len(self.killed):2d}  {'fleet on ' if isFleet else 'watch of '}{name}", flush=True)

    def run(self):
        self.begin()
        while len(self.killed) < KILLS:
            for _ in range(self.chance.randrange(10, 35)): self.turn()
            self.kill()
        end = time.time() + 400
        while self.waiting or self.watches or any(self.growth.values()):
            self.turn()
            if time.time() > end: raise SystemExit("the runs did not end within 400 s")
        tables = [f"{self.folder}/{name}/fleet.json" for name in HOSTS]
        until(lambda: all(len(found := rows(table)) == RUNS and all(row["final"] for row in found) for table in tables), 60, "the last state of every run in both tables")
        single = single_process(self.folder, self.runs, self.config)
        differing = [(table, parts) for table in tables if (parts := same_tables(single, table))]
        print(f"{RUNS} runs, {GROWING} of them growing, on 2 hosts; {self.killed.count('watch')} watchers and {self.killed.count('fleet')} fleets killed")
        print(f"tables of both fleets and of a single process: {'equal, byte for byte' if not differing else f'DIFFERENT: {differing}'}")
        return 1 if differing else 0

    def close(self, keep):
        for process in [*self.watches.values(), *self.fleets.values()]:
            if process.poll() is None: process.kill()
            process.wait()
        for name in HOSTS: subprocess.run(["ip", "netns", "del", name], stderr=subprocess.DEVNULL)
        if keep: print(f"kept: {self.folder}")
        else: shutil.rmtree(self.folder)


signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by SIGTERM"))
folder, result = Folder(), 1
try:
    result = folder.run()
finally:
    folder.close(keep=result != 0)
sys.exit(result)
