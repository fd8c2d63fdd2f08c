#!/usr/bin/env bash
# Three workers, two aggregators and a broker under faults, 60 runs, some of them growing and stopped: nothing is lost, nothing is stopped twice.
# Usage, as root (it makes a network namespace): tests/cluster/soak.sh [FAULTS]     Needs Debian's rabbitmq-server, iproute2, python3.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dotnet build "$here/../../src/StreamingSse.Host" -c Release --nologo -v q -clp:ErrorsOnly
SSE=$(find "$here/../../src/StreamingSse.Host/bin/Release" -name sse -type f | head -1) exec /usr/bin/python3 "$here/soak.py" "${1:-22}"
