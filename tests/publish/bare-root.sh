#!/usr/bin/env bash
# Publishes the program and runs it in a bare Debian root without .NET. Needs root, debootstrap and Debian's mirror.   tests/publish/bare-root.sh [SUITE]
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet publish src/StreamingSse.Host -c Release -o out
root=$(mktemp -d)
trap 'umount "$root/proc" 2>/dev/null || true; rm -rf "$root"' EXIT
debootstrap --variant=minbase "${1:-bookworm}" "$root" >/dev/null
mount -t proc proc "$root/proc"
cp out/sse "$root/usr/bin/"
cp -r samples "$root/root/"
chroot "$root" sh -c 'command -v dotnet && exit 1; cd /root && sse analyze samples/CaF2_1600K --specie F && sse demo --seconds 3 --out results && ls results'
