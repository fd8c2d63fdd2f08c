#!/usr/bin/env bash
# Watches a fleet of more than thirty runs to its end: published and reference runs read in place, LAMMPS and CP2K while they write, hop trajectories with known E_a of
# which some grow, and replicas. On the way the watch is ended with Ctrl-C and started again, then killed (SIGKILL) and started again. Afterwards its table, correlations, lines
# and trainings are compared with those of one `sse fleet --once` over the finished files (fleet_check.py), and the screens and files are left for a look.
#
#   SSE=out/sse SSE_BENCH=sse-bench tests/live/fleet.sh [FOLDER]       SSE_SHARED_DATA: folder with `published` and `engines`; python3, tmux; lammps, cp2k
#
# What is not there (data, an engine, tmux) is left out, which is said. FOLDER (default: a temporary one, deleted) keeps runs, results and screens.
set -euo pipefail
cd "$(dirname "$0")/../.."
sse=$(realpath "${SSE:-out/sse}")
bench=$(realpath "${SSE_BENCH:-bench/StreamingSse.Bench/bin/Release/net10.0/sse-bench}")
here=$PWD/tests/live inputs=$PWD/tests/data/live
export OMP_NUM_THREADS=1
kept=${1:-}
work=${kept:-$(mktemp -d)}
mkdir -p "$work"
work=$(realpath "$work")
[ -z "$(ls -A "$work")" ] || { echo "$work: expected an empty folder, got $(ls -A "$work" | head -1)" >&2; exit 2; }
terminal="tmux -L sse-fleet-$$"
finish() { kill $(jobs -p) 2>/dev/null || true; $terminal kill-server 2>/dev/null || true; [ -n "$kept" ] || rm -rf "$work"; }
trap finish EXIT
runs=$work/runs out=$work/out writers=()
mkdir -p "$runs" "$out"
say() { echo "$(date +%T) $*"; }

link() { # link NAME ANSWERS PATH…: a run of NAME read where it lies, with what its files do not say
    mkdir -p "$runs/$1"
    echo "run { $2 }" > "$runs/$1/sse.conf"
    ln -s "${@:3}" "$runs/$1/"
}

in_place() { # the published and the reference sets
    local data=${SSE_SHARED_DATA:-$PWD/../../shared/data} composition
    [ -d "$data" ] || data=$PWD/../shared/data
    if [ -d "$data/published" ]; then
        local p=$data/published
        for composition in Li6PS5Cl/0p Li6PS5Cl/50p Li6PS5I/100p; do
            link "argyrodite/${composition/\//-}" 'frame-fs = 100, specie = [Li], temperature-k = 600' "$p/argyrodite/$composition"/run*
        done
        link published/Na3PS4 'frame-fs = 20, specie = [Na], temperature-k = 800' "$p/na3ps4_pmg/cNa3PS4_800K.XDATCAR" "$p/na3ps4_pmg/cNa3PS4.cif"
        link published/LLZO '' "$p"/iondiff_tests/XDATCAR_ok/*
        link published/water 'specie = [H]' "$p/dpdata_vasp/OUTCAR.h2o.md"
        link published/Ba 'frame-fs = 20, specie = [Ba]' "$p/heatup_ba600K/output.traj"
    else
        say "left out: the published sets are not here (SSE_SHARED_DATA names the folder)"
    fi
    if [ -d "$data/engines" ]; then
        mkdir -p "$runs/engines"
        ln -s "$data"/engines/{CaF2,AgI,Li2O,CP2K}_* "$runs/engines/"
    else
        say "left out: the reference sets are not here"
    fi
}

lammps() { # lammps TEMPERATURE SEED: CaF2 that goes on while it is watched
    local place=$runs/live/CaF2/${1}K/seed$2
    mkdir -p "$place"
    cp "$inputs"/in.* "$place"
    sed -i "s/100000000/10000/; s/create 1500 12345/create $1 $2/" "$place/in.start"
    sed -i "s/temp 1500 1500/temp $1 $1/; s/custom 10/custom 20/" "$place/in.potential"
    rm "$place/in.again"
    (cd "$place" && exec lmp -in in.start -log log.lammps -screen none -var flush yes) &
    writers+=($!)
}

cp2k_run() {
    mkdir -p "$runs/live/cp2k"
    cp "$inputs"/cp2k/* "$runs/live/cp2k"
    sed -i 's/STEPS 100000000/STEPS 1000/' "$runs/live/cp2k/zoo.inp"
    (cd "$runs/live/cp2k" && exec cp2k -i zoo.inp -o zoo.out) &
    writers+=($!)
}

growing() { # those that write while the fleet is watched
    "$bench" fleet-files "$runs/synthetic" 600 90 > "$work/synthetic.log" &
    writers+=($!)
    if command -v lmp > /dev/null; then
        for seed in 1 2; do lammps 1450 $seed; lammps 1650 $seed; done
    else
        say "left out: LAMMPS is not installed"
    fi
    if command -v cp2k > /dev/null; then cp2k_run; else say "left out: CP2K is not installed"; fi
}

watch() { # watch NUMBER OPTIONS…: in a terminal where there is one
    local command=("$sse" fleet "$runs" --out "$out" --config "$work/quick.conf" "${@:2}")
    if [ "$has_terminal" ]; then
        $terminal new-session -d -x 190 -y 58 "exec ${command[*]} 2> $work/error-$1.log"
        watcher=$($terminal display -p '#{pane_pid}')
    else
        "${command[@]}" > "$work/log-$1.txt" 2> "$work/error-$1.log" &
        watcher=$!
    fi
}
picture() { # picture NUMBER: what the screen shows, unless the view has left it
    [ "$has_terminal" ] || return 0
    $terminal capture-pane -p > "$work/screen" 2> /dev/null || return 0
    if grep -q ' runs of ' "$work/screen"; then cp "$work/screen" "$work/screen-$1.txt"; fi
}
interrupt() { if [ "$has_terminal" ]; then $terminal send-keys C-c; else kill -TERM "$watcher"; fi; ended; }
ended() { while kill -0 "$watcher" 2> /dev/null; do sleep 0.2; done; }
stored() { python3 "$here/fleet_check.py" frames "$out" 2> /dev/null || echo 0; }
until_stored() { # until_stored FRAMES: as many are in the table
    for _ in $(seq 600); do [ "$(stored)" -ge "$1" ] && return; sleep 0.5; done
    say "expected $1 frames in the table within 5 min, got $(stored)"; exit 1
}
until_quiet() { # until nothing new was stored for five seconds
    local before=-1 now
    while now=$(stored) && [ "$now" != "$before" ]; do before=$now; sleep 5; done
}

has_terminal=$(command -v tmux || true)
[ "$has_terminal" ] || say "no tmux: the log is kept instead of screens"
echo 'models { retrain-min = 5 s }' > "$work/quick.conf"
in_place
growing
say "begins"
watch 1
until_stored 20000
picture 1
interrupt
say "ended, at $(stored) frames; begins again"
python3 "$here/fleet_check.py" keep "$out" "$work/kept-1.json"
watch 2
until_stored $(($(stored) + 1500))
picture 2
kill -9 "$watcher"
ended
say "killed, at $(stored) frames; begins again"
python3 "$here/fleet_check.py" keep "$out" "$work/kept-2.json"
watch 3
wait "${writers[@]}"
say "all files are whole"
until_quiet
picture 3
interrupt
watch 4 --end-after-s 5 # and once more on files that no longer change
ended
say "watched to the end, at $(stored) frames; now the finished files at once"
"$sse" fleet "$runs" --out "$work/once" --once > "$work/once.txt" || true
bad=0
if [ "$has_terminal" ]; then
    for part in 'runs of' verdict E_a next 'with D' model 'PC2 vs PC1'; do grep -q "$part" "$work/screen-3.txt" || { echo "FAILED: the last screen shows no '$part'"; bad=1; }; done
    cat "$work/screen-3.txt"
fi
python3 "$here/fleet_check.py" compare "$out" "$work/once" "$work"/kept-*.json || bad=1
exit $bad
