#!/usr/bin/env bash
# docker-compose.yml really run: runs submitted, a worker's container killed, another cut from the network, the table compared with a single process.
# Usage: tests/cluster/compose.sh [COMPOSE [ENGINE]]      e.g. "podman-compose" podman. Publish first: dotnet publish src/StreamingSse.Host -c Release -o out
set -euo pipefail
compose=${1:-docker compose} engine=${2:-docker}
root=$(cd "$(dirname "$0")/../.." && pwd)
export SSE_BROKER_PASSWORD=$(od -An -N8 -tx8 /dev/urandom | tr -d ' ') WORK=$(mktemp -d /tmp/sse-compose-XXXXXX)
export RUNS=$WORK/runs
cd "$root"
trap '$compose down -v > /dev/null 2>&1 || true; [ -n "${KEEP:-}" ] || rm -rf "$WORK"' EXIT
SSE=out/sse /usr/bin/python3 - "$RUNS" <<'P'
import sys
sys.path.insert(0, "tests/cluster")
from place import piece, sample_frames
frames = sample_frames()
for i in range(12): piece(f"{sys.argv[1]}/piece{i:02d}x", frames[150 * i:150 * i + 300])
P
chmod -R a+rX "$WORK"

$compose up -d > /dev/null 2>&1
inside() { $engine exec "$aggregator" "$@"; }
await() { for _ in $(seq 600); do "$@" && return; sleep 0.5; done; echo "FAILED: $* did not come"; exit 1; }
container() { $engine ps --format '{{.Names}}' | grep -E "$1" | head -1; }
await test -n "$(container aggregator1)"
aggregator=$(container aggregator1)
nodes() { [ "$(inside sse nodes 2> /dev/null | grep -c -E 'worker|aggregator|dashboard')" = 6 ]; }
await nodes
echo "six nodes answer"
inside sse submit "$RUNS"/piece0* --end-after-s 8 > /dev/null
victim=$(container worker) other=$($engine ps --format '{{.Names}}' | grep worker | sed -n 2p)
network=$($engine inspect "$other" --format '{{range $name, $n := .NetworkSettings.Networks}}{{$name}}{{end}}')
sleep 3
$engine kill "$victim" > /dev/null && echo "killed $victim"
$engine network disconnect "$network" "$other" && echo "disconnected $other from $network"
inside sse submit "$RUNS"/piece1* --end-after-s 8 > /dev/null
all() { [ "$(inside cat /data/fleet.json 2> /dev/null | grep -o '"final":true' | wc -l)" = 12 ]; }
await all
inside sse nodes
inside sse runs | tail -1
inside cat /data/fleet.json > "$WORK/found.json"
echo "models.on = false" > "$WORK/single.conf"
out/sse fleet "$RUNS" --once --json --out "$WORK/single" --config "$WORK/single.conf" > "$WORK/single.json"
SSE=out/sse /usr/bin/python3 - "$WORK" <<'P'
import sys
sys.path.insert(0, "tests/cluster")
from place import same_tables
differing = same_tables(f"{sys.argv[1]}/single.json", f"{sys.argv[1]}/found.json")
print("tables of the aggregator and of a single process:", f"DIFFERENT: {differing}" if differing else "equal, byte for byte")
sys.exit(1 if differing else 0)
P
