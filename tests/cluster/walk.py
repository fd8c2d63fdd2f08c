"""A simulated engine that writes as VASP does: 64 Li that walk at random among 8 O that stand still, 0.5 ps a frame. It ends when it finds STOPCAR.

walk.py engine DIR FRAMES_PER_S MOST_FRAMES SEED    writes DIR/XDATCAR, and into DIR/engine.log how it ended
walk.py next DIR SECONDS                            the next job in its place: has XDATCAR open, and must never be asked to stop
"""
import os, random, sys, time

EDGE_A = 20.0


def prepare(folder):
    os.makedirs(folder, exist_ok=True)
    with open(f"{folder}/INCAR", "w") as f:
        f.write("POTIM = 2.0\nNBLOCK = 250\nTEBEG = 600\nTEEND = 600\nIBRION = 0\n")


def log(folder, text):
    with open(f"{folder}/engine.log", "a") as f:
        f.write(text + "\n")


def engine(folder, rate, most, seed):
    chance = random.Random(seed)
    ions = [[chance.random() * EDGE_A for _ in range(3)] for _ in range(64)]
    with open(f"{folder}/XDATCAR", "w") as out:
        out.write(f"walk\n1.0\n{EDGE_A} 0 0\n0 {EDGE_A} 0\n0 0 {EDGE_A}\nLi O\n64 8\n")
        for frame in range(1, most + 1):
            out.write(f"Direct configuration= {frame:5d}\n")
            for ion in ions:
                out.write("  " + " ".join(f"{x / EDGE_A % 1:.8f}" for x in ion) + "\n")
                for axis in range(3):
                    ion[axis] += 2 * (chance.random() - 0.5)
            for host in range(8):
                out.write(f"  {host / 8:.8f} {0.0005 * ((frame + host) % 2):.8f} 0.05000000\n")
            out.flush()
            if os.path.exists(f"{folder}/STOPCAR"):
                log(folder, f"stopped after frame {frame}")
                return
            time.sleep(1 / rate)
    log(folder, f"done after frame {most}")


def following(folder, seconds):
    with open(f"{folder}/XDATCAR", "a"):
        end = time.time() + seconds
        while time.time() < end:
            if os.path.exists(f"{folder}/STOPCAR"):
                log(folder, "THE NEXT JOB WAS ASKED TO STOP")
                return
            time.sleep(0.1)
    log(folder, "the next job was left alone")


if __name__ == "__main__":
    if sys.argv[1] == "engine":
        engine(sys.argv[2], float(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))
    else:
        following(sys.argv[2], float(sys.argv[3]))
