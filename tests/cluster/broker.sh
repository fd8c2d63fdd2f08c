# Sourced by the scripts here: a RabbitMQ of the user's own on this machine's loopback, with its files in $BROKER_DIR. Needs Debian's rabbitmq-server.
# BROKER_ADDRESS and BROKER_PORT say where it listens; broker_start, broker_kill (as a crash) and broker_stop.
BROKER_PORT=${BROKER_PORT:-35672}
BROKER_ADDRESS=${BROKER_ADDRESS:-127.0.0.1}

broker_start() {
    mkdir -p "$BROKER_DIR"
    local here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
    cp "$here/../../config/rabbitmq.conf" "$BROKER_DIR/rabbitmq.conf"
    echo "loopback_users = none" >> "$BROKER_DIR/rabbitmq.conf"
    env HOME="$BROKER_DIR" RABBITMQ_NODENAME="sse$BROKER_PORT@localhost" RABBITMQ_NODE_PORT="$BROKER_PORT" RABBITMQ_NODE_IP_ADDRESS="$BROKER_ADDRESS" \
        RABBITMQ_DIST_PORT=$((BROKER_PORT + 20000)) RABBITMQ_MNESIA_BASE="$BROKER_DIR" RABBITMQ_LOG_BASE="$BROKER_DIR" RABBITMQ_LOGS=- \
        RABBITMQ_ENABLED_PLUGINS_FILE="$BROKER_DIR/plugins" RABBITMQ_CONFIG_FILE="$BROKER_DIR/rabbitmq" ERL_EPMD_ADDRESS=127.0.0.1 \
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1}" \
        setsid /usr/lib/rabbitmq/bin/rabbitmq-server >> "$BROKER_DIR/log" 2>&1 &
    BROKER_PID=$!
    local before=$(grep -c 'Server startup complete' "$BROKER_DIR/log" 2>/dev/null || true)
    for _ in $(seq 600); do
        [ "$(grep -c 'Server startup complete' "$BROKER_DIR/log" || true)" -gt "${before:-0}" ] && return 0
        kill -0 $BROKER_PID 2>/dev/null || break
        sleep 0.2
    done
    echo "RabbitMQ did not start: $BROKER_DIR/log" >&2
    return 1
}

# The whole process group at once: nothing is told, nothing is flushed.
broker_kill() { kill -KILL -- "-$BROKER_PID" 2>/dev/null; wait "$BROKER_PID" 2>/dev/null; true; }

broker_stop() { kill -TERM -- "-$BROKER_PID" 2>/dev/null; wait "$BROKER_PID" 2>/dev/null; true; }
