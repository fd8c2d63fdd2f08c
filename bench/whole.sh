#!/usr/bin/env bash
# The whole way, file → JSON: `sse analyze` against MDAnalysis reading + scipy's FFT MSD, CPU seconds (user + system) of whole processes, in turn.
#   bench/whole.sh DUMP TYPE ROUNDS [OPTIONS OF sse analyze]     DUMP: a LAMMPS text dump with columns id type … x y z; TYPE: the mobile type
set -euo pipefail
cd "$(dirname "$0")/.."
dump=$(realpath "${1:?usage: bench/whole.sh DUMP TYPE ROUNDS [OPTIONS]}") kind=${2:?} rounds=${3:?}
shift 3
sse=${SSE:-out/sse}
[ -x "$sse" ] || dotnet publish src/StreamingSse.Host -c Release -o out >/dev/null
cpu() { python3 - "$@" <<'P'
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
r = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{r.ru_utime + r.ru_stime:.3f}")
P
}
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
for _ in $(seq "$rounds"); do
    theirs=$(cpu /usr/bin/python3 bench/peers/mdanalysis_msd.py "$dump" "$kind")
    ours=$(cpu "$sse" analyze "$dump" --json "$@")
    echo "MDAnalysis + scipy $theirs s, sse analyze $ours s, ratio $(python3 -c "print(round($theirs/$ours, 1))")"
done
