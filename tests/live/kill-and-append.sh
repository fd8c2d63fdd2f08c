#!/usr/bin/env bash
# A real engine is attached to while it writes, killed with SIGKILL, and restarted so that it appends; one watcher stays through it all, another is killed too and
# attaches anew. Then every file of their results is compared, byte for byte, with what `sse analyze` makes of the finished files; only d_vs_time.csv, the moments
# at which the watcher looked, is left out.
#   tests/live/kill-and-append.sh [lammps] [cp2k]        SSE: the program (default out/sse)
# An engine that is not installed is skipped, which is said. The inputs are in tests/data/live.
set -euo pipefail
cd "$(dirname "$0")/../.."
sse=$(realpath "${SSE:-out/sse}")
inputs=$(realpath tests/data/live)
export OMP_NUM_THREADS=1
work=$(mktemp -d)
trap 'kill -9 $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT

until_size() { # until_size FILE BYTES: until the file has so many
    for _ in $(seq 1200); do
        [ "$(stat -c %s "$1" 2>/dev/null || echo 0)" -ge "$2" ] && return
        sleep 0.1
    done
    echo "$1: expected $2 bytes within 120 s" >&2
    exit 1
}

# Starts the engine the first time, or again with append. Both replace this shell, so that a kill meets the engine itself.
lammps_start() { exec lmp -in in.start -log log.lammps -screen none -var flush "$flush"; }
lammps_again() { exec lmp -in in.again -log log.again -screen none -var flush "$flush" -var from "$(ls -tr restart.[ab] | head -1)"; }
cp2k_start() { exec cp2k -i zoo.inp -o start.out; }
cp2k_again() {
    { printf '&EXT_RESTART\n  RESTART_FILE_NAME zoo-1.restart\n&END\n'; sed 's/STEPS 100000000/STEPS 300/' zoo.inp; } >again.cp2k
    exec cp2k -i again.cp2k -o again.out
}

check() { # check ENGINE TRAJECTORY BYTES-AT-ATTACHING BYTES-AT-THE-KILL INPUT…
    local engine=$1 run="$work/$1-${flush:-}" growing
    mkdir "$run"
    cp "${@:5}" "$run"
    growing="$run/$2"
    (cd "$run" && "${engine}_start" >/dev/null) & first=$!
    until_size "$growing" "$3"
    "$sse" watch "$run" --specie F --out "$work/stayed" >"$work/stayed.log" & stayed=$!
    "$sse" watch "$run" --specie F --out "$work/killed" >/dev/null & killed=$!
    until_size "$growing" "$4"
    kill -9 $first $killed
    wait $first $killed 2>/dev/null || true
    (cd "$run" && "${engine}_again" >/dev/null) & second=$!
    "$sse" watch "$run" --specie F --out "$work/anew" >/dev/null & anew=$!
    wait $second
    kill -TERM $stayed $anew # each reads what is there to its end
    wait $stayed $anew
    "$sse" analyze "$run" --specie F --out "$work/analyzed" >/dev/null
    local events frames
    events=$(grep -oE 'repeat[^.]*' "$work/stayed.log" | head -1)
    frames=$(grep -oE '"frameCount": ?[0-9]+' "$work/analyzed/summary.json" | grep -oE '[0-9]+')
    for how in stayed anew; do
        diff -r -x d_vs_time.csv "$work/analyzed" "$work/$how" || { echo "$engine ${flush:+(flush $flush)}: FAILED, the watcher that $how differs"; exit 1; }
    done
    echo "$engine ${flush:+(flush $flush)}: $frames frames, every file of results the same bytes; $events"
    rm -rf "$work"/{stayed,killed,anew,analyzed}
}

for engine in "${@:-lammps cp2k}"; do
    for engine in $engine; do
        if ! command -v "$([ $engine = lammps ] && echo lmp || echo cp2k)" >/dev/null; then
            echo "$engine: skipped, it is not installed"
        elif [ $engine = lammps ]; then
            for flush in yes no; do check lammps traj.lammpstrj 200000 1500000 "$inputs"/in.*; done
        else
            flush='' check cp2k zoo-pos-1.xyz 100000 600000 "$inputs"/cp2k/*
        fi
    done
done
