"""How takeover grows with the number of runs: two workers, RUNS small simulated runs that are followed, one worker killed. Usage: SSE=… scale.py RUNS…"""
import os, shutil, signal, sys, tempfile, time
import walk
from place import Broker, Node, now, until


class Scale:
    def __init__(self, count):
        self.folder = tempfile.mkdtemp(prefix="sse-scale-")
        self.config, self.count = f"{self.folder}/cluster.conf", count
        with open(self.config, "w") as conf:
            conf.write(f"cluster.capacity = {count}\ncheckpoint.every = never\nmodels.on = false\nmemory.budget = 4 GiB\n")
        self.broker = Broker(f"{self.folder}/broker", ["127.0.0.1"], 35674)
        self.workers = [Node(self, "w1", "worker"), Node(self, "w2", "worker")]

    def uri(self, _): return "amqp://127.0.0.1:35674/"

    def watched(self, node, since=0): return len({text[8:] for at, text in node.told() if at >= since and text.startswith("watches ")})

    def resident_mib(self, node): return next(int(line.split()[1]) for line in open(f"/proc/{node.process.pid}/status") if line.startswith("VmRSS")) / 1024

    def run(self):
        import subprocess
        from place import SSE
        self.broker.start()
        for i in range(self.count):
            walk.prepare(f"{self.folder}/runs/r{i:05d}x")
            walk.engine(f"{self.folder}/runs/r{i:05d}x", 1e9, 4, i)
        self.workers[0].start()
        until(lambda: os.path.exists(self.workers[0].log) and "broker amqp" in open(self.workers[0].log).read(), 60, "a worker")
        began = time.time()
        folders = [f"{self.folder}/runs/r{i:05d}x" for i in range(self.count)]
        env = dict(os.environ, SSE_BROKER_URI=self.uri(None))
        for at in range(0, self.count, 500): subprocess.run([SSE, "submit", *folders[at:at + 500], "--config", self.config], env=env, check=True, stdout=subprocess.DEVNULL)
        until(lambda: self.watched(self.workers[0]) == self.count, 900, "all runs watched")
        taken = time.time() - began
        time.sleep(5)
        memory = self.resident_mib(self.workers[0])
        self.workers[1].start()
        until(lambda: "broker amqp" in open(self.workers[1].log).read(), 60, "the second worker")
        time.sleep(3)
        since = now()
        self.workers[0].signal(signal.SIGKILL)
        until(lambda: self.watched(self.workers[1], since) == self.count, 900, "the takeover")
        times = sorted(at - since for at, text in self.workers[1].told() if at >= since and text.startswith("watches "))
        print(f"{self.count} runs on one worker: submitted and watched in {taken:.1f} s, {memory:.0f} MiB; killed, the first run is watched by the other after {times[0]:.2f} s, the last after {times[-1]:.1f} s", flush=True)

    def close(self):
        for node in self.workers:
            if hasattr(node, "process") and node.process.poll() is None: node.process.kill()
        self.broker.kill()
        shutil.rmtree(self.folder)


for count in map(int, sys.argv[1:]):
    scale = Scale(count)
    try: scale.run()
    finally: scale.close()
