#!/usr/bin/env bash
# Real engines, watched while they run and stopped by the program when D is known; prints what docs/stopping.md quotes.
#
#   SSE=out/sse tests/live/stop.sh [PART…]      parts: lammps cp2k gromacs slurm (all of them by default); an engine that is not installed is skipped, which is said
#
# Each part: an engine of its own is started and watched; at convergence the program stops it in the engine's way; then how it ended, what is left behind and the
# audit line are checked. lammps also: a dry run before, and stops aimed at a job that has ended while the next one runs. slurm: a chain of two jobs under sse run.
# SSE_SHARED_LIVE: a folder with live_lammps.sh, live_cp2k.sh and live_gromacs.sh that start the engines; without it they are started from tests/data/live.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
SSE=$(realpath "${SSE:-out/sse}")
LIVE=${SSE_SHARED_LIVE:-}
inputs=$here/../data/live
when=${WHEN:-D ±60%}
work=$(mktemp -d)
export OMP_NUM_THREADS=1
cd "$work"
bad=0

say() { echo "$(date +%T) $*"; }
expect() { if eval "$2"; then say "ok: $1"; else say "FAILED: $1"; bad=1; fi; }
alive() { kill -0 "$(cat "$1/pid" 2>/dev/null)" 2>/dev/null; }
until_so() { for _ in $(seq "${2:-36000}"); do eval "$1" && return; sleep 0.2; done; say "FAILED: $1 did not come to hold"; bad=1; return 1; }
audit() { sed "s|$work/||g; s/^/    /" "$1/sse-stop.log"; }
names() { (cd "$1" && find . -type f | sort); }
leave() {
    for pid in */pid; do [ -f "$pid" ] && kill -9 "$(cat "$pid")" 2>/dev/null; done
    [ -d slurm ] && SLURM_CONF=$work/slurm/slurm.conf scancel -u root 2>/dev/null && "$here/../slurm/down.sh" slurm && sleep 2
    wait 2>/dev/null; cd /; rm -rf "$work"
}
trap leave EXIT

# Writes DIR/engine.sh, which starts the engine with the folder as its own, in the foreground, and leaves pid and RC there.
engine() { # NAME DIR
    local name=$1 dir=$2
    mkdir -p "$dir"
    if [ -n "$LIVE" ]; then
        case $name in
            lammps) echo "N=2 T=1700 EVERY=25 exec bash '$LIVE/live_lammps.sh' '$work/$dir' 14400" ;;
            cp2k) echo "T=1700 DT=2.0 EVERY=25 exec bash '$LIVE/live_cp2k.sh' '$work/$dir' 14400" ;;
            gromacs) echo "BOX=1.9 EVERY=50 XTC=50 exec bash '$LIVE/live_gromacs.sh' '$work/$dir' 14400" ;;
        esac > "$dir/engine.sh"
        return
    fi
    (cd "$dir" && "own_$name") || { say "FAILED: no input for $name"; tail -5 "$dir"/*.log; bad=1; return 1; }
    cat >> "$dir/engine.sh" <<'END'
echo $! > pid; wait $!; rc=$?; echo "rc=$rc" > RC; exit $rc
END
}

own_lammps() {
    cp "$inputs/in.potential" .
    sed 's/1500/1700/g; s/custom 10/custom 25/' -i in.potential
    sed '/^run/i variable stop equal is_file(STOP)\nfix stop all halt 100 v_stop != 0 error soft' "$inputs/in.start" > in.live
    echo 'write_restart restart.final' >> in.live
    printf 'cd "$(dirname "$0")"; rm -f RC; lmp -in in.live -log log.lammps -screen none -var flush yes &\n' > engine.sh
}

own_cp2k() {
    cp "$inputs"/cp2k/* .
    printf 'cd "$(dirname "$0")"; rm -f RC; cp2k -i zoo.inp -o out.log &\n' > engine.sh
}

own_gromacs() {
    gmx solvate -cs spc216 -box 1.9 1.9 1.9 -o box.gro > prep.log 2>&1
    printf '#include "oplsaa.ff/forcefield.itp"\n#include "oplsaa.ff/spce.itp"\n[ system ]\nwater\n[ molecules ]\nSOL %d\n' "$(awk 'NR==2{print int($1/3)}' box.gro)" > topol.top
    printf 'integrator = steep\nnsteps = 50\nrcoulomb = 0.9\nrvdw = 0.9\ncoulombtype = PME\n' > em.mdp
    { gmx grompp -f em.mdp -c box.gro -p topol.top -o em.tpr -maxwarn 2 && gmx mdrun -deffnm em -nt 1 &&
      gmx grompp -f "$here/gromacs_imd.mdp" -c em.gro -p topol.top -o run.tpr -maxwarn 3; } >> prep.log 2>&1 || return 1
    printf 'cd "$(dirname "$0")"; rm -f RC; gmx mdrun -s run.tpr -deffnm run -nt 1 > mdrun.out 2>&1 &\n' > engine.sh
}

# An engine in mid-run is attached to, and stopped at convergence.
stopped() { # DIR SPECIE EXIT LAST-WORDS FILE-THAT-STOPS
    local dir=$1 specie=$2 exit=$3 words=$4 file=$5
    "$SSE" watch "$dir" --specie "$specie" --out "$dir.out" --stop-when "$when" --on-converged stop > "$dir.log" 2>&1
    local code=$?
    until_so "[ -s $dir/RC ]" 600
    audit "$dir.out"
    expect "the watch ends with 0 ($code)" "[ $code = 0 ]"
    expect "the engine has ended with $exit ($(cat "$dir/RC"))" "grep -qx rc=$exit '$dir/RC' && ! alive '$dir'"
    expect "as it should: $words" "grep -q '$words' '$dir.out/sse-stop.log'"
    expect "one stop was asked for, one end confirmed" "[ $(grep -c 'stop asked of' "$dir.out/sse-stop.log") = 1 ] && [ $(grep -c 'has ended:' "$dir.out/sse-stop.log") = 1 ]"
    expect "CONVERGED is there, $file is not" "[ -s '$dir/CONVERGED' ] && [ ! -e '$dir/$file' ]"
}

lammps() {
    say "== LAMMPS"
    engine lammps lmp1 || return
    bash lmp1/engine.sh > /dev/null 2>&1 &
    until_so "[ -s lmp1/traj.lammpstrj ] && grep -qs '^Per MPI' lmp1/log.lammps" || return
    say "a dry run first:"
    "$SSE" watch lmp1 --specie F --out dry.out --stop-when "$when" > dry.log 2>&1 &
    dry=$!
    until_so "[ -s dry.out/sse-stop.log ]" || return
    before=$(names lmp1); sleep 2
    audit dry.out
    expect "LAMMPS runs on, nothing was written into its folder" "alive lmp1 && [ '$before' = '$(names lmp1)' ] && [ ! -e lmp1/STOP ] && [ ! -e lmp1/CONVERGED ]"
    kill -TERM $dry; wait $dry
    expect "the dry run has sent nothing on its way out" "alive lmp1 && [ ! -e lmp1/STOP ]"
    say "and now in earnest:"
    stopped lmp1 F 0 'Fix halt condition' STOP
    expect "the lines after run were done: restart.final" "[ -s lmp1/restart.final ]"

    say "a stop aimed at that job, while the next one runs in its folder:"
    first=$(cat lmp1/pid)
    rm lmp1/RC
    bash -c "$(sed 's/^N=2/APPEND=1 N=2/' lmp1/engine.sh)" lmp1/engine.sh > /dev/null 2>&1 &
    until_so "alive lmp1 && [ \"\$(cat lmp1/pid)\" != $first ] && grep -qs '^Per MPI' lmp1/log.lammps" || return
    before=$(names lmp1)
    "$SSE" stop lmp1 --specie F --out ended.out --pid "$first" > ended.log 2>&1
    local code=$?
    expect "sse stop ends with 1 ($code)" "[ $code = 1 ]"
    "$SSE" watch lmp1 --specie F --out ended.out --pid "$first" --stop-when "$when" --on-converged stop --end-after-s 3600 > ended2.log 2>&1
    sed 's/^/    /' ended.log; grep -h 'stop' ended2.log | head -3 | sed "s|$work/||g; s/^/    /"; audit ended.out
    expect "nothing was written, the next job runs on" "alive lmp1 && [ ! -e lmp1/STOP ] && [ '$before' = '$(names lmp1)' ]"
    kill -9 "$(cat lmp1/pid)"
}

cp2k() {
    say "== CP2K"
    engine cp2k cp2k1 || return
    bash cp2k1/engine.sh > /dev/null 2>&1 &
    until_so "[ -s cp2k1/zoo-pos-1.xyz ]" || return
    stopped cp2k1 F 0 'MD run terminated by external request' zoo.EXIT
}

gromacs() {
    say "== GROMACS"
    engine gromacs gmx1 || return
    bash gmx1/engine.sh > /dev/null 2>&1 &
    until_so "[ -s gmx1/run.xtc ]" || return
    stopped gmx1 OW 1 'Received the TERM signal' none
    expect "it has left a checkpoint" "[ -s gmx1/run.cpt ]"
}

slurm() {
    say "== Slurm: a chain of two jobs, each of which starts LAMMPS under sse run"
    engine lammps chain || return
    "$here/../slurm/up.sh" slurm > slurm.log 2>&1 || { say "FAILED: no Slurm"; tail -3 slurm.log; bad=1; return; }
    export SLURM_CONF=$work/slurm/slurm.conf
    cat > job.sh <<END
#!/bin/bash
#SBATCH --job-name=chain --dependency=singleton --output=$work/job-%j.out
"$SSE" run --path $work/chain --specie F --out $work/chain.out --stop-when "$when" --on-converged stop -- bash $work/chain/engine.sh
code=\$?
echo "sse run ended with \$code"
exit \$code
END
    one=$(sbatch --parsable job.sh) two=$(sbatch --parsable job.sh)
    until_so "scontrol show job $two | grep -q JobState=COMPLETED || scontrol show job $two | grep -q JobState=FAILED" || return
    for job in $one $two; do
        scontrol show job $job | grep -oE 'JobId=[0-9]+|JobState=[A-Z]+|ExitCode=[0-9:]+|RunTime=[0-9:]+' | tr '\n' ' ' | sed 's/^/    /; s/$/\n/'
        tail -4 job-$job.out | sed "s|$work/||g; s/^/    /"
    done
    audit chain.out
    expect "job $one has ended well, LAMMPS by its fix halt" "scontrol show job $one | grep -q JobState=COMPLETED && grep -q 'Fix halt condition' chain.out/sse-stop.log && grep -q 'ended with 0' job-$one.out"
    expect "job $two was skipped: LAMMPS did not start again" "grep -q 'the job is skipped' job-$two.out && [ $(grep -c 'stop asked of' chain.out/sse-stop.log) = 1 ] && [ chain/RC -ot job-$two.out ]"
    expect "STOP is gone, CONVERGED is there" "[ ! -e chain/STOP ] && [ -s chain/CONVERGED ]"
    before=$(names chain)
    "$SSE" stop chain --specie F --out late.out --job "$one" > late.log 2>&1
    local code=$?
    audit late.out
    expect "a stop aimed at job $one, which has ended, fails ($code) and touches nothing" "[ $code = 1 ] && [ '$before' = '$(names chain)' ]"
}

needs() { case $1 in lammps) echo lmp ;; cp2k) echo cp2k ;; gromacs) echo gmx ;; slurm) echo slurmctld slurmd munged lmp ;; *) echo "no-part-$1" ;; esac; }
for part in ${*:-lammps cp2k gromacs slurm}; do
    missing=$(for program in $(needs $part); do command -v $program > /dev/null || echo $program; done)
    if [ -n "$missing" ]; then say "$part: skipped, not installed: $missing"; else $part; fi
done
[ $bad = 0 ] && say "all as it should be" || say "something FAILED"
exit $bad
