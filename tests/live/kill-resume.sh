#!/usr/bin/env bash
# Kills `sse watch` (SIGKILL) at random moments while the files it watches grow, and starts it again each time. What each kill left behind is kept, too, and
# a watch of its own goes on from it to the end. Every summary.json so made (one per kill, and that of the chain of kills) is compared, byte for byte, with that
# of a watch of the same growing files that was never interrupted, and of one that reads them whole.
#
#   tests/live/kill-resume.sh [KILLS_PER_CASE] [CASE...]       SSE=path of the program, SEED=number, SSE_SHARED_DATA=folder with a long xtc
#
# Cases: lammps xdatcar extxyz cp2k chain gz xtc rewind. The trajectory is that of samples/CaF2_1600K, rewritten here for each format, but for xtc.
set -eu
cd "$(dirname "$0")/../.."
kills=${1:-25}
shift || true
cases=("${@:-lammps xdatcar extxyz cp2k chain gz xtc rewind}")
read -ra cases <<< "${cases[*]}"
root=$PWD
work=$(mktemp -d)
trap 'jobs -p | xargs -r kill -9 2>/dev/null; rm -rf "$work"' EXIT
RANDOM=${SEED:-1}
if [ -z "${SSE:-}" ]; then
    dotnet build -c Release src/StreamingSse.Host --nologo -v q -clp:ErrorsOnly
    SSE=$root/src/StreamingSse.Host/bin/Release/net10.0/linux-x64/sse
fi
# As often as it can: the more often one is written, the more often a kill hits the writing.
printf 'checkpoint.every = 20 ms\noutput.write-every = 100 ms\nsnapshot.interval-min = 20 ms\n' > "$work/often.conf"

frames=1500
zcat samples/CaF2_1600K/traj.lammpstrj.gz | head -n $((frames * 105)) > "$work/dump"
# id type x y z ix iy iz, 96 atoms in a cube of 11.32 Å → $1: xdatcar, extxyz, pos or vel
rewrite() {
    awk -v form="$1" -v from="${2:-0}" -v until="${3:-999999}" -v L=11.32 '
        /ITEM: TIMESTEP/ { getline; step = $1; frame++; next }
        /ITEM: ATOMS/ {
            n = 0
            if (frame <= from || frame > until) next
            if (form == "xdatcar") {
                if (frame == from + 1) printf "CaF2\n1.0\n%.6f 0 0\n0 %.6f 0\n0 0 %.6f\nCa F\n32 64\n", L, L, L
                printf "Direct configuration= %5d\n", frame - from
            }
            if (form == "extxyz") printf "96\nLattice=\"%.6f 0 0 0 %.6f 0 0 0 %.6f\" Properties=species:S:1:pos:R:3 step=%d time_fs=%.1f\n", L, L, L, step, 2 * step
            if (form == "pos" || form == "vel") printf "      96\n i = %8d, time = %12.3f, E =       -31.6374303717\n", step, 2 * step
            n = 1; next
        }
        n && NF == 8 {
            e = $2 == 1 ? "Ca" : "F"
            if (form == "xdatcar") printf "  %.8f  %.8f  %.8f\n", $3 / L, $4 / L, $5 / L
            if (form == "extxyz") printf "%s %.5f %.5f %.5f\n", e, $3, $4, $5
            x = $3 + $6 * L; y = $4 + $7 * L; z = $5 + $8 * L
            if (form == "pos") printf "%3s %19.10f %19.10f %19.10f\n", e, x, y, z
            if (form == "vel") printf "%3s %19.10f %19.10f %19.10f\n", e, (x - px[$1]) / 1000, (y - py[$1]) / 1000, (z - pz[$1]) / 1000
            px[$1] = x; py[$1] = y; pz[$1] = z
        }' "$work/dump"
}

# Lets each DST grow to SRC together, in random pieces that cut lines and frames anywhere: as far as the share of kills in the file
# "progress" allows, from FROM to UNTIL of it.
grow() { # FROM UNTIL SRC:DST...
    local from=$1 until=$2 done=0 pair src dst size have want
    shift 2
    while [ "$done" != 1 ]; do
        done=$(awk -v d="$done" -v p="$(cat progress)" -v a="$from" -v b="$until" -v k="$kills" -v r="$RANDOM" 'BEGIN {
            limit = (p - a) / (b - a); next_ = d + 2 * r / 32767 / (b - a) / k / 12
            if (next_ > limit) next_ = limit
            if (next_ < d) next_ = d
            print (next_ > 0.9999 ? 1 : next_) }')
        for pair in "$@"; do
            src=${pair%%:*} dst=${pair#*:}
            size=$(stat -c %s "$src")
            have=$(stat -c %s "$dst" 2>/dev/null || echo 0)
            want=$(awk -v s="$size" -v f="$done" -v r="$RANDOM" 'BEGIN { printf "%d", (f >= 1 ? s : s * f * (0.98 + 0.02 * r / 32767)) }')
            [ "$want" -le "$have" ] || tail -c +$((have + 1)) "$src" | head -c $((want - have)) >> "$dst"
        done
        sleep 0.0$((RANDOM % 5 + 1))
    done
}

# A watch until it is killed: one in five at any moment from its start, the others at any moment after they have written a checkpoint.
kill_one() {
    local victim waited=0
    touch started
    "$SSE" watch "$target" --out "$run/killed" --config "$work/often.conf" "${options[@]}" > killed.log 2>&1 &
    victim=$!
    if [ $((RANDOM % 5)) -gt 0 ]; then
        until [ killed/checkpoint.sse -nt started ] || [ $((waited++)) -gt 400 ]; do sleep 0.02; done
    fi
    sleep "$(awk -v r=$RANDOM 'BEGIN { print 1.2 * r / 32767 }')"
    kill -9 $victim 2>/dev/null || { echo "$case: the watch had ended by itself:"; tail -3 killed.log; exit 1; }
    wait $victim 2>/dev/null || true
}

watch() { # OUT SECONDS [OPTION...]: ends when nothing was written for so long
    local out=$1 quiet=$2
    shift 2
    "$SSE" watch "$target" --out "$out" --config "$work/often.conf" --end-after-s "$quiet" "${options[@]}" "$@"
}

# All results of the uninterrupted watch are in the folder, and in that of the files read whole, with the same bytes.
equals_never() {
    local file
    grep -q frameCount "$1/summary.json" || return 1
    for file in $(cd never && find . -name summary.json); do
        cmp -s "never/$file" "$1/$file" && cmp -s "never/$file" "whole/$file" || return 1
    done
}

total=0 same=0 ends=0 bad=0
for case in "${cases[@]}"; do
    run=$work/$case
    mkdir -p "$run/src"
    cd "$run"
    options=(--specie F --timestep-fs 2) chain=()
    case $case in
        lammps) cp "$work/dump" src/a; pairs=(src/a:traj.lammpstrj) target=traj.lammpstrj options+=(--species 1=Ca,2=F) ;;
        rewind) # the engine goes back to its checkpoint, and later begins again in the same file: an earlier run and a present one
            head -n $((105 * 500)) "$work/dump" > src/a
            head -n $((105 * 700)) "$work/dump" | tail -n $((105 * 260)) >> src/a
            head -n $((105 * 600)) "$work/dump" >> src/a
            pairs=(src/a:traj.lammpstrj) target=traj.lammpstrj options+=(--species 1=Ca,2=F) ;;
        gz) gzip -c "$work/dump" > src/a; pairs=(src/a:traj.lammpstrj.gz) target=traj.lammpstrj.gz options+=(--species 1=Ca,2=F) ;;
        xdatcar) rewrite xdatcar > src/a; pairs=(src/a:XDATCAR) target=XDATCAR options=(--specie F --frame-fs 20) ;;
        extxyz) rewrite extxyz > src/a; pairs=(src/a:md.extxyz) target=md.extxyz ;;
        cp2k)
            rewrite pos > src/a
            rewrite vel > src/b
            awk '/i =/ { gsub(",", ""); printf "%8d %12.3f 11.32 0.0 0.0 0.0 11.32 0.0 0.0 0.0 11.32 1450.571968\n", $3, $6 }' src/a > src/c
            pairs=(src/a:zoo-pos-1.xyz src/b:zoo-vel-1.xyz src/c:zoo-1.cell) target=zoo-pos-1.xyz ;;
        chain)
            for part in 1 2 3 4; do rewrite xdatcar $(((part - 1) * frames / 4)) $((part * frames / 4)) > src/$part; done
            pairs=() chain=(1 2 3 4) target=. options=(--specie F --frame-fs 20) ;;
        xtc)
            if [ -n "${SSE_SHARED_DATA:-}" ]; then cp "$SSE_SHARED_DATA/engines/SPCE_884_NVT/SPCE_884_NVT.xtc" src/a; cp "$SSE_SHARED_DATA/engines/SPCE_884_NVT/SPCE_884_NVT.gro" run.gro
            else cp "$root/tests/data/gromacs/water.xtc" src/a; cp "$root/tests/data/gromacs/water.gro" run.gro; fi
            pairs=(src/a:run.xtc) target=run.xtc options=(--specie OW --timestep-fs 2) ;;
    esac
    awk -v k="$kills" 'BEGIN { print 1 / k }' > progress
    (   # the engine
        if [ ${#chain[@]} -gt 0 ]; then
            for part in "${chain[@]}"; do grow 0.$(((part - 1) * 25)) "$(awk -v p="$part" 'BEGIN { print p / 4 }')" "src/$part:XDATCAR.0$part"; done
        else grow 0 1 "${pairs[@]}"; fi
    ) &
    engine=$!
    until ls $target > /dev/null 2>&1 && [ -n "$(find . -maxdepth 1 -type f -size +20k ! -name '*.gro' -print -quit)" ]; do sleep 0.05; done

    # What a chain is said to be depends on the files that are there at the start: the watch to compare with starts when they are.
    never=
    if [ ${#chain[@]} -eq 0 ]; then
        "$SSE" watch "$target" --out "$run/never" --config "$work/often.conf" "${options[@]}" > never.log 2>&1 &
        never=$!
    fi
    for ((k = 1; k <= kills; k++)); do
        awk -v k="$k" -v n="$kills" 'BEGIN { print k / n }' > progress.new
        mv progress.new progress
        kill_one
        mkdir -p killed left
        cp -r killed "left/$k"
    done
    wait $engine
    [ -z "$never" ] || { kill -TERM $never; wait $never || true; } # reads what is there to its end
    watch "$run/whole" 1 --fresh > whole.log 2>&1 || true
    [ -n "$never" ] || cp -r whole never
    mv killed left/chain
    resumed=0 refused=0 fresh=0 identical=0 verdict=
    for left in left/*; do
        watch "$run/$left" 0.5 > "$left.log" 2>&1 || true
        if grep -q 'goes on from its checkpoint' "$left.log"; then resumed=$((resumed + 1))
        elif grep -q 'does not fit' "$left.log"; then refused=$((refused + 1)); grep 'does not fit' "$left.log"
        else fresh=$((fresh + 1)); fi
        if equals_never "$left"; then identical=$((identical + 1)); else verdict="$verdict, DIFFERENT: $left"; fi
    done
    printf '%-8s %3d kills: %3d ends of %d byte-identical (%d from a checkpoint, %d refused, %d from the start; the last is that of the whole chain); %s frames, %s results%s\n' \
        "$case" "$kills" "$identical" $((kills + 1)) "$resumed" "$refused" "$fresh" "$(grep -o '"frameCount": *[0-9]*' whole/summary.json | grep -o '[0-9]*$')" \
        "$(cd never && find . -name summary.json | wc -l)" "$verdict"
    total=$((total + kills)) same=$((same + identical)) ends=$((ends + kills + 1))
    [ -z "$verdict" ] || { bad=1; [ -z "${KEEP:-}" ] || cp -r "$run" "$KEEP"; }
    cd "$root"
done
echo "$total kills: $same of $ends final results are byte-identical to that of the uninterrupted watch"
exit $bad
