#!/bin/bash
# down.sh DIR   ends what up.sh DIR began; the files stay.
dir=${1:?usage: down.sh DIR}
for pid in slurmd.pid slurmctld.pid munge/pid; do
    [ -f "$dir/$pid" ] && kill "$(cat "$dir/$pid")"
done
