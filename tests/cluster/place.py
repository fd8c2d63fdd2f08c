"""What the scripts here share: a broker, nodes, runs cut from the shipped trajectory, and the comparison of tables."""
import glob, gzip, json, os, re, shutil, signal, subprocess, time

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLE = os.path.join(HERE, "../../samples/CaF2_1600K")
SSE = os.environ["SSE"]
PARTS = ["columns", "units", "rows", "pooled", "views", "arrhenius", "advice"]


def until(condition, seconds, what):
    end = time.time() + seconds
    while time.time() < end:
        if found := condition():
            return found
        time.sleep(0.05)
    raise SystemExit(f"FAILED: {what} did not come within {seconds} s")


class Broker:
    """RabbitMQ as this user's own process; all its files are in one folder."""

    def __init__(self, folder, addresses, port=35673):
        self.folder, self.port, self.process = folder, port, None
        os.makedirs(folder)
        with open(f"{folder}/rabbitmq.conf", "w") as conf, open(f"{HERE}/../../config/rabbitmq.conf") as shipped:
            conf.write(shipped.read() + "\nloopback_users = none\n")
            for i, address in enumerate(addresses):
                conf.write(f"listeners.tcp.{i + 1} = {address}:{port}\n")

    def start(self):
        env = dict(os.environ, HOME=self.folder, RABBITMQ_NODENAME=f"sse{self.port}@localhost", RABBITMQ_DIST_PORT=str(self.port + 20000),
                   RABBITMQ_MNESIA_BASE=self.folder, RABBITMQ_LOG_BASE=self.folder, RABBITMQ_LOGS="-", RABBITMQ_ENABLED_PLUGINS_FILE=f"{self.folder}/plugins",
                   RABBITMQ_CONFIG_FILE=f"{self.folder}/rabbitmq", ERL_EPMD_ADDRESS="127.0.0.1",
                   RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1}")
        with open(f"{self.folder}/log", "a") as log:
            before = self._started()
            self.process = subprocess.Popen(["/usr/lib/rabbitmq/bin/rabbitmq-server"], env=env, stdout=log, stderr=log, start_new_session=True)
        until(lambda: self._started() > before, 120, "the broker")

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def _started(self):
        path = f"{self.folder}/log"
        return open(path, errors="replace").read().count("Server startup complete") if os.path.exists(path) else 0


class Node:
    """A process of the cluster; its log is kept over restarts."""

    def __init__(self, place, name, role, prefix=()):
        self.place, self.name, self.role, self.prefix, self.lives = place, name, role, list(prefix), 0
        self.log = f"{place.folder}/{name}.log"

    def start(self):
        self.lives += 1
        out = f"{self.place.folder}/shared" if self.role == "worker" else f"{self.place.folder}/{self.name}"
        env = dict(os.environ, SSE_NODE=f"{self.name}-{self.lives}", SSE_BROKER_URI=self.place.uri(self))
        self.process = subprocess.Popen(
            [*self.prefix, SSE, "node", "--role", self.role, "--out", out, "--config", self.place.config], env=env, stdout=open(self.log, "a"), stderr=subprocess.STDOUT)

    def signal(self, number):
        self.process.send_signal(number)
        return self.process.wait()

    def told(self):
        """(seconds of the day, text) of every line with a time."""
        lines = re.findall(r"^(\d\d):(\d\d):(\d\d\.\d{3}) (.*)$", open(self.log, errors="replace").read(), re.M)
        return [(int(h) * 3600 + int(m) * 60 + float(s), text) for h, m, s, text in lines]


def now():
    t = time.time()
    local = time.localtime(t)
    return local.tm_hour * 3600 + local.tm_min * 60 + local.tm_sec + t % 1


def sample_frames():
    text = gzip.open(f"{SAMPLE}/traj.lammpstrj.gz", "rt").read()
    return ["ITEM: TIMESTEP\n" + frame for frame in text.split("ITEM: TIMESTEP\n")[1:]]


def piece(folder, frames):
    """A run of its own: consecutive frames of the shipped trajectory."""
    os.makedirs(folder)
    for beside in ("in.lammps", "log.lammps"):
        shutil.copy(f"{SAMPLE}/{beside}", folder)
    with open(f"{folder}/traj.lammpstrj", "w") as out:
        out.write("".join(frames))


def rows(path):
    try:
        return json.load(open(path))["rows"]
    except (OSError, ValueError):
        return []


def same_tables(single, found):
    """The parts of two tables that differ, byte for byte as they were written. The engine's speed, and core hours made of it, only who saw it run can have measured."""
    def text(path):
        table = json.load(open(path), parse_float=str, parse_int=str)
        for row in table["rows"]: del row["psPerHour"]
        for advice in table["advice"]: del advice["coreHours"]
        return {part: json.dumps(table[part]) for part in PARTS}
    a, b = text(single), text(found)
    return [part for part in PARTS if a[part] != b[part]]


def single_process(folder, runs, config):
    with open(f"{folder}/single.json", "w") as out:
        subprocess.run([SSE, "fleet", runs, "--once", "--json", "--out", f"{folder}/single", "--config", config], stdout=out, check=True)
    return f"{folder}/single.json"
