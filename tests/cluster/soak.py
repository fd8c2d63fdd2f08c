"""The soak that soak.sh starts: see there. Ends with a report, and with 1 where anything was lost, doubled or stopped wrongly."""
import glob, os, random, shutil, signal, subprocess, sys, tempfile, time
from place import Broker, Node, PARTS, SSE, now, piece, rows, same_tables, sample_frames, single_process, until

FAULTS, PIECES, STOPPED, GROWING = int(sys.argv[1]), 48, 8, 4
SPACE, HOST, GUEST, PORT = "sse-soak", "10.87.31.1", "10.87.31.2", 35673
WALK = os.path.join(os.path.dirname(os.path.abspath(__file__)), "walk.py")


def ip(*words, check=True):
    subprocess.run(["ip", *words], check=check, stderr=None if check else subprocess.DEVNULL)


class Soak:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="sse-soak-")
        self.runs, self.config = f"{self.folder}/runs", f"{self.folder}/cluster.conf"
        with open(self.config, "w") as conf:
            conf.write("cluster { capacity = 24, attempts = 100, broker { heartbeat = 5 s, reconnect-max = 2 s } }\ncheckpoint.every = 5 s\n"
                       "output.write-every = 500 ms\nverdict.target-relative = 0.4\nmodels { max-epochs = 2, most-folds = 2, retrain-min = 60 s }\n")
        ip("netns", "del", SPACE, check=False)
        ip("netns", "add", SPACE)
        ip("link", "add", "sse-soak0", "type", "veth", "peer", "name", "sse-soak1", "netns", SPACE)
        ip("addr", "add", f"{HOST}/24", "dev", "sse-soak0")
        ip("link", "set", "sse-soak0", "up")
        ip("-n", SPACE, "addr", "add", f"{GUEST}/24", "dev", "sse-soak1")
        ip("-n", SPACE, "link", "set", "sse-soak1", "up")
        ip("-n", SPACE, "link", "set", "lo", "up")
        self.broker = Broker(f"{self.folder}/broker", ["127.0.0.1", HOST], PORT)
        self.workers = [Node(self, "w1", "worker"), Node(self, "w2", "worker"), Node(self, "w3", "worker", ["ip", "netns", "exec", SPACE])]
        self.aggregators = [Node(self, "a1", "aggregator"), Node(self, "a2", "aggregator")]
        self.engines, self.following, self.report, self.failures = {}, {}, [], []

    def uri(self, node):
        return f"amqp://{HOST if node.prefix else '127.0.0.1'}:{PORT}/"

    def sse(self, *words):
        return subprocess.run([SSE, *words, "--config", self.config], env=dict(os.environ, SSE_BROKER_URI=f"amqp://127.0.0.1:{PORT}/"), check=True, capture_output=True, text=True).stdout

    # Which runs a worker holds by its own words since it was started last, and nobody else by later ones.
    def held(self, worker):
        runs = {}
        for at, text in worker.told()[self.begun[worker.name]:]:
            if text.startswith("watches "): runs[text[8:]] = at
            elif text.startswith("has ended "): runs.pop(text[10:], None)
            elif text.startswith("leaves "): runs.pop(text[7:].rsplit(" to others", 1)[0], None)
            elif text.startswith("sets "): runs.pop(text[5:].split(" aside: ")[0], None)
        later = [(at, text[8:]) for other in self.workers if other is not worker for at, text in other.told() if text.startswith("watches ")]
        return {run for run, since in runs.items() if not any(name == run and at >= since for at, name in later)}

    def start(self, node):
        if os.path.exists(node.log): self.begun[node.name] = len(node.told())
        node.start()

    def begin(self):
        self.begun = {node.name: 0 for node in self.workers + self.aggregators}
        self.broker.start()
        for node in self.workers + self.aggregators: self.start(node)
        frames, chance = sample_frames(), random.Random(6)
        for i in range(PIECES):
            first, count = chance.randrange(0, 2000), chance.randrange(150, 400)
            piece(f"{self.runs}/piece{i:02d}", frames[first:first + count])
        self.waiting = [f"{self.runs}/piece{i:02d}" for i in range(PIECES)]
        for i in range(STOPPED + GROWING):
            folder = f"{self.runs}/walk{i:02d}"
            import walk
            walk.prepare(folder)
            self.engines[folder] = subprocess.Popen([sys.executable, WALK, "engine", folder, str(1 + 0.4 * (i % STOPPED)), "5000", str(i)], cwd=folder)
            until(lambda: os.path.exists(f"{folder}/XDATCAR"), 10, folder)
        walks = sorted(self.engines)
        until(lambda: self.sse("nodes").count("\n") == 5, 30, "five nodes")
        self.sse("submit", *walks[:STOPPED], "--stop-when", "D ±40%", "--on-converged", "stop")
        self.sse("submit", *walks[STOPPED:], "--end-after-s", "25")
        self.submit(12)

    def submit(self, count):
        batch, self.waiting = self.waiting[:count], self.waiting[count:]
        if batch: self.sse("submit", *batch, "--end-after-s", "4")

    # The next job of a chain begins in the place of each engine that has ended.
    def look(self):
        for folder, engine in self.engines.items():
            if engine.poll() is None or folder in self.following or os.path.exists(f"{folder}/STOPCAR"): continue
            self.following[folder] = subprocess.Popen([sys.executable, WALK, "next", folder, "45"], cwd=folder)

    def pause(self, seconds):
        end = time.time() + seconds
        while time.time() < end:
            self.look()
            time.sleep(0.1)

    # Seconds from a moment until others watch each of the runs.
    def taken(self, runs, since, but, within=60):
        others = [worker for worker in self.workers if worker is not but]
        def times():
            self.look()
            seen = {}
            for worker in others:
                for at, text in worker.told():
                    if at >= since and text.startswith("watches "): seen.setdefault(text[8:], at)
            return [seen[run] - since for run in runs] if runs <= seen.keys() else None
        return max(until(times, within, f"takeover of {len(runs)} runs from {but.name}")) if runs else 0

    def elected(self, since, but=None, within=60):
        def at():
            self.look()
            return next((t - since for node in self.aggregators if node is not but for t, text in node.told() if t >= since and text.startswith("elected")), None)
        return until(at, within, "an election")

    def trainer(self):
        return max(self.aggregators, key=lambda node: max([t for t, text in node.told() if text.startswith("elected")], default=-1))

    def kill_worker(self, worker):
        runs, since = self.held(worker), now()
        worker.signal(signal.SIGKILL)
        seconds = self.taken(runs, since, worker)
        self.start(worker)
        return f"kill -9 {worker.name} with {len(runs)} runs", seconds

    def drain_worker(self, worker):
        runs, since = self.held(worker), now()
        exit_code = worker.signal(signal.SIGTERM)
        if exit_code != 0: self.failures.append(f"{worker.name} drained with exit code {exit_code}")
        seconds = self.taken(runs, since, worker)
        self.start(worker)
        return f"SIGTERM {worker.name} with {len(runs)} runs", seconds

    def kill_aggregator(self, _):
        node, since = self.trainer(), now()
        node.signal(signal.SIGKILL)
        seconds = self.elected(since, node)
        self.start(node)
        return f"kill -9 {node.name}, which trained", seconds

    def kill_broker(self, _):
        since = now()
        self.broker.kill()
        self.pause(2)
        self.broker.start()
        up = now() - since
        def back():
            self.look()
            return all(any(t >= since and text == "the broker is back" for t, text in node.told()) for node in self.workers + self.aggregators)
        until(back, 60, "the return of all nodes")
        seconds = now() - since
        self.pause(7)
        return f"kill -9 of the broker, up again after {up:.1f} s", seconds

    def cut(self, _):
        worker = self.workers[2]
        runs, since = self.held(worker), now()
        ip("link", "set", "sse-soak0", "down")
        seconds = self.taken(runs, since, worker)
        until(lambda: (self.look(), any(t >= since and text.startswith("the broker is away") for t, text in worker.told()))[1], 60, "the worker's notice that it is cut off")
        ip("link", "set", "sse-soak0", "up")
        healed = now()
        until(lambda: (self.look(), any(t >= healed and text == "the broker is back" for t, text in worker.told()))[1], 60, "the return of the worker that was cut off")
        self.pause(6)
        left = sum(1 for t, text in worker.told() if t >= since and text.startswith("leaves "))
        return f"w3 cut off with {len(runs)} runs; healed, it left {left} to others", seconds

    def run(self):
        self.begin()
        self.pause(12)
        chance = random.Random(17)
        kinds = [self.kill_worker, self.kill_aggregator, self.drain_worker, self.cut, self.kill_worker, self.kill_broker, self.kill_worker, self.drain_worker]
        for i in range(FAULTS):
            words, seconds = kinds[i % len(kinds)](chance.choice([worker for worker in self.workers if self.held(worker)] or self.workers))
            self.report.append((words, seconds))
            print(f"fault {i + 1:2d}  {seconds:5.2f} s  {words}", flush=True)
            self.submit(2)
            self.pause(chance.uniform(2, 5))
        self.submit(PIECES)
        for folder in sorted(self.engines)[STOPPED:]: self.engines[folder].terminate()
        self.end()

    def end(self):
        tables = [f"{self.folder}/{node.name}/fleet.json" for node in self.aggregators]
        def complete():
            self.look()
            return all(len(found := rows(table)) == PIECES + STOPPED + GROWING and all(row["final"] for row in found) for table in tables)
        until(complete, 400, f"the last state of {PIECES + STOPPED + GROWING} runs in both tables")
        for job in self.following.values(): job.wait()
        single = single_process(self.folder, self.runs, self.config)
        for table in tables:
            if parts := same_tables(single, table): self.failures.append(f"{table} differs from a single process in {', '.join(parts)}")
        for folder in sorted(self.engines)[:STOPPED]:
            asked = sum(open(log).read().count("stop asked of") for log in glob.glob(f"{self.folder}/shared/runs/{os.path.basename(folder)}-*/sse-stop.log"))
            lines = open(f"{folder}/engine.log").read().splitlines()
            if asked != 1 or not lines[0].startswith("stopped after") or lines[1:] != ["the next job was left alone"]:
                self.failures.append(f"{folder}: asked {asked} times; {'; '.join(lines)}")
        kinds = sorted({words.split(" with")[0].split(" ")[0] + " " + words.split(" ")[1].rstrip("123,") for words, _ in self.report})
        print(f"{len(self.report)} faults; {PIECES} pieces of a real trajectory, {STOPPED + GROWING} simulated runs that grow, {STOPPED} of them stopped")
        print(f"longest takeover of a killed or drained worker's runs {max(s for w, s in self.report if ' w' in w and 'cut' not in w):.2f} s, of a cut-off worker's "
              f"{max([s for w, s in self.report if 'cut' in w], default=0):.1f} s, of the trainer's place {max([s for w, s in self.report if 'trained' in w], default=0):.2f} s")
        print(f"tables of both aggregators and of a single process: {'equal, byte for byte' if not any('differs' in f for f in self.failures) else 'DIFFERENT'}; "
              f"stopped exactly once, and no other job: {STOPPED - sum('asked' in f for f in self.failures)} of {STOPPED}")

    def close(self):
        for process in [*self.engines.values(), *self.following.values(), *(node.process for node in self.workers + self.aggregators if hasattr(node, "process")), self.broker.process]:
            if process is not None and process.poll() is None: process.kill()
        if self.broker.process is not None:
            try: self.broker.kill()
            except ProcessLookupError: pass
        ip("netns", "del", SPACE, check=False)
        ip("link", "del", "sse-soak0", check=False)
        if self.failures or os.environ.get("KEEP"): print(f"kept: {self.folder}")
        else: shutil.rmtree(self.folder)


signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by SIGTERM"))
soak = Soak()
try:
    soak.run()
except SystemExit as failed:
    soak.failures.append(str(failed))
finally:
    soak.close()
for failure in soak.failures: print(f"FAILED: {failure}")
sys.exit(1 if soak.failures else 0)
