#!/usr/bin/env bash
# The shared folder under random kills: 60 runs on two hosts in network namespaces, watchers and fleets killed at random; the table is that of one process.
# Usage, as root (it makes two network namespaces): tests/cluster/folder.sh [KILLS]     Needs iproute2, python3. No service.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dotnet build "$here/../../src/StreamingSse.Host" -c Release --nologo -v q -clp:ErrorsOnly
SSE=$(find "$here/../../src/StreamingSse.Host/bin/Release" -name sse -type f | head -1) exec /usr/bin/python3 "$here/folder.py" "${1:-20}"
