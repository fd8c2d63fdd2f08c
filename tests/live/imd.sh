#!/bin/bash
# Real sockets: Debian's LAMMPS and GROMACS over IMD 2, a replayed stream of version 3. Attached to while running, left, attached to again, killed and started
# again, stalled for 30 s; then the simulation's own CPU time with and without a client. Prints what docs/imd.md quotes.
#
#   SSE=out/sse tests/live/imd.sh [PART…]      parts: lammps gromacs replay cost (all of them by default); needs lammps, gromacs, python3
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
SSE=${SSE:?SSE names the program}
work=$(mktemp -d); started=()
trap 'for p in "${started[@]}"; do kill $p 2>/dev/null; done; wait 2>/dev/null; rm -rf "$work"' EXIT
export OMP_NUM_THREADS=1
cd "$work"
printf 'follow.socket-retry = 2 s\ncheckpoint.every = 2 s\n' > quick.conf
bad=0

# A port that nobody had in the last minute: engines do not take one that is still in TIME_WAIT.
port=$((20000 + RANDOM % 20000))
say() { echo "$(date +%T) $*"; }
expect() { if eval "$2"; then say "ok: $1"; else say "FAILED: $1"; bad=1; fi; }
alive() { kill -0 "$1" 2>/dev/null; }
steps() { awk '/^ +[0-9]+ /{s=$1} END{print s+0}' "$1"; }
watch() { "$SSE" watch "imd://localhost:$1" --config quick.conf "${@:2}"; }
lines() { grep -E 'received|missing|origins|connected|sent|ended|stood|rejected|pause|goes on|checkpoint' "$1" | sed 's/^/    /'; }

# attach SECONDS LOG PORT OPTIONS…: watches for a while and leaves as Ctrl-C does (TERM: a shell in the background ignores INT)
attach() { timeout --foreground -s TERM "$1" "$SSE" watch "imd://localhost:$3" --config quick.conf "${@:4}" > "$2" 2>&1; lines "$2"; }

# killed LOG PORT ENGINE OPTIONS…: the client is killed in mid-stream, and started again
killed() {
    "$SSE" watch "imd://localhost:$2" --config quick.conf "${@:4}" > "$1" 2>&1 & local client=$!
    sleep 10; kill -9 $client; wait $client 2>/dev/null; sleep 3
    expect "$3 goes on" "alive $engine"
    say "and started again, 10 s:"; attach 10 "$1.again" "$2" "${@:4}"
    expect "the watch goes on with what it had gathered" "grep -q 'goes on from its checkpoint' $1.again && grep -q 'missing' $1.again"
}

stall() { # LOG PORT OPTIONS…: 10 s, then stopped for 30 s, then 15 s
    "$SSE" watch "imd://localhost:$2" --config quick.conf "${@:3}" > "$1" 2>&1 & local client=$!
    sleep 10; kill -STOP $client; before=$(eval "$progress"); sleep 30; after=$(eval "$progress"); kill -CONT $client; sleep 15; kill -TERM $client; wait $client
    lines "$1"; say "the simulation went from step $before to $after while its client stood still"
}

lammps() {
    say "== LAMMPS over IMD 2"
    port=$((port + 1))
    lmp -in "$here/lammps_imd.in" -var port $port -var steps 1000000000 -log log.lammps -screen none & engine=$!; started+=($engine)
    until grep -q '^ *Step' log.lammps 2>/dev/null; do sleep 0.2; done
    options="--topology data.caf2 --trate 10 --imd-log log.lammps --specie F --out lammps"
    say "attached, 15 s:"; s0=$(steps log.lammps); attach 15 a.log $port $options; s1=$(steps log.lammps)
    say "log: step $s0 before, $s1 after"
    sleep 2; expect "LAMMPS goes on after the client has left" "alive $engine && [ $(steps log.lammps) -ge $s1 ]"
    say "attached again, 10 s:"; attach 10 b.log $port $options
    expect "frames came again" "grep -Eq '[1-9][0-9]* frames received' b.log"
    say "the client is killed (KILL -9) in mid-stream:"; killed c.log $port LAMMPS $options
    say "stalled for 30 s at a frame per step:"; progress='steps log.lammps'
    stall d.log $port --topology data.caf2 --trate 1 --imd-log log.lammps --specie F --out stalled
    expect "LAMMPS goes on, and the gap is stated with its number" "alive $engine && grep -q 'frames more were due than came' d.log"
    say "KILL, which was asked for:"; attach 5 e.log $port $options --imd-kill
    wait $engine; code=$?; expect "LAMMPS has ended (code $code)" "! alive $engine"
}

gromacs() {
    say "== GROMACS over IMD 2"
    port=$((port + 1))
    gmx solvate -cs spc216 -box 1.9 1.9 1.9 -o box.gro > prep.log 2>&1
    printf '#include "oplsaa.ff/forcefield.itp"\n#include "oplsaa.ff/spce.itp"\n[ system ]\nwater\n[ molecules ]\nSOL %d\n' "$(awk 'NR==2{print int($1/3)}' box.gro)" > topol.top
    printf 'integrator = steep\nnsteps = 50\nrcoulomb = 0.9\nrvdw = 0.9\ncoulombtype = PME\n' > em.mdp
    export GMX_MAXBACKUP=-1
    { gmx grompp -f em.mdp -c box.gro -p topol.top -o em.tpr -maxwarn 2 && gmx mdrun -deffnm em -nt 1 &&
      gmx grompp -f "$here/gromacs_imd.mdp" -c em.gro -p topol.top -o run.tpr -maxwarn 3; } >> prep.log 2>&1 || { tail prep.log; bad=1; return; }
    gmx mdrun -s run.tpr -deffnm run -nt 1 -imdport $port -imdterm > mdrun.out 2>&1 & engine=$!; started+=($engine)
    until [ -s run.xtc ]; do alive $engine || { tail -5 mdrun.out; bad=1; return; }; sleep 0.2; done
    options="--topology em.gro --timestep-fs 2 --trate 10 --specie OW --out gromacs"
    say "attached, 15 s:"; attach 15 g1.log $port $options
    expect "GROMACS goes on" "alive $engine"
    say "attached again, 10 s:"; attach 10 g2.log $port $options
    expect "frames came again" "grep -Eq '[1-9][0-9]* frames received' g2.log"
    say "the client is killed in mid-stream:"; killed g3.log $port GROMACS $options
    say "stalled for 30 s:"; progress='awk "/^ +Step +Time/{getline; s=\$1} END{print s+0}" run.log'
    stall g4.log $port $options
    expect "GROMACS goes on" "alive $engine"
    say "KILL, which was asked for:"; attach 5 g5.log $port $options --imd-kill
    wait $engine; code=$?; expect "GROMACS has ended (code $code) with a checkpoint" "[ -s run.cpt ]"
}

replay() {
    say "== version 3, replayed in both orders of bytes"
    for order in little big; do
        stream="$here/../data/imd/v3.bin"
        [ $order = big ] && { python3 "$here/imd_turn.py" "$stream" big.bin; stream=big.bin; }
        python3 "$here/imd_replay.py" "$stream" 18803 250 0.01 > replay.log & server=$!; started+=($server)
        sleep 1; watch 18803 --topology "$here/../data/ase/oxide.traj" --out replay-$order --specie Li > r.log 2>&1
        wait $server; sed 's/^/    /' replay.log; lines r.log
        expect "all 250 frames, none missing ($order)" "grep -q '250 frames received, 0 of them dropped' r.log && ! grep -q missing r.log"
    done
}

cost() {
    say "== CPU seconds of LAMMPS for 3000 steps, alone and with a client at trate 10, ten pairs"
    for pair in $(seq 10); do
        for turn in $( [ $((pair % 2)) = 1 ] && echo alone watched || echo watched alone ); do
            rm -f log.cost; port=$((port + 1))
            python3 "$here/cpu.py" cpu.$turn lmp -in "$here/lammps_imd.in" -var port $port -var steps 3000 -log log.cost -screen none & engine=$!
            if [ $turn = watched ]; then
                rm -f got
                until grep -q '^ *Step' log.cost 2>/dev/null || ! alive $engine; do sleep 0.05; done
                watch $port --topology data.caf2 --trate 10 --specie F --out cost --fresh > cost.log 2>&1
                grep -oE '[0-9]+ frames received' cost.log | head -1 > got
            fi
            wait $engine
        done
        echo "$(cat cpu.alone) $(cat cpu.watched) $(cat got)"
    done | awk '{a+=$1; b+=$2; d=$2/$1-1; s+=d; q+=d*d; printf "    %s s alone, %s s watched (%+.1f %%), %s frames received of 300\n", $1, $2, 100*d, $3; fflush(); n++}
        END{m=s/n; printf "    mean difference %+.2f %% +- %.2f %% (standard error of %d pairs); %+.2f %% of the sums\n", 100*m, 100*sqrt((q/n-m*m)/(n-1)), n, 100*(b/a-1)}'
}

for part in ${*:-lammps gromacs replay cost}; do $part; done
[ $bad = 0 ] && say "all as it should be" || say "something FAILED"
exit $bad
