package dev.tandemwork.sysbox.internal.lane;

/** The engine inside a worker, started as the worker image starts it. */
record InnerEngine(LaneWorld world, String worker) {
    private static final String START = """
            set -eu
            awk '$5 ~ /^\\/sys/ {print $5}' /proc/self/mountinfo |
                while read -r m; do mount -o remount,bind,rw "$m" || true; done
            mkdir -p /etc/docker
            mirror=${2:+\\"$2\\"}
            echo "{\\"storage-driver\\":\\"overlay2\\",\\"bip\\":\\"10.214.0.1/24\\",\\"registry-mirrors\\":[$mirror]}" \\
                > /etc/docker/daemon.json
            HTTP_PROXY=$1 HTTPS_PROXY=$1 NO_PROXY=127.0.0.1,localhost setsid dockerd > /var/log/dockerd.log 2>&1 < /dev/null &
            for i in $(seq 300); do docker info > /dev/null 2>&1 && exit 0; sleep 0.1; done
            cat /var/log/dockerd.log
            exit 1
            """;

    /** A container in it has the worker's only busybox and nothing else. */
    private static final String BOX =
            "cd $(mktemp -d) && mkdir bin && cp $(command -v busybox) bin/ && tar -c . | docker import - box";

    static InnerEngine start(LaneWorld world, String worker, Lane lane) {
        String proxy = lane.environment().get("TANDEMWORK_PROXY");
        String mirror = lane.environment().getOrDefault("TANDEMWORK_MIRROR", "");
        InnerEngine engine = new InnerEngine(world, worker);
        engine.sh("start() {\n" + START + "}; start '" + proxy + "' '" + mirror + "'");
        return engine;
    }

    InnerEngine withBox() {
        sh(BOX);
        return this;
    }

    String sh(String script) {
        var result = world.sh(worker, script);
        if (!result.succeeded()) {
            throw new AssertionError(script + " ended with " + result);
        }
        return result.stdout();
    }

    /** Runs a line in a container of the box, and returns what it has printed, however it ended. */
    String box(String line) {
        return world.sh(worker, "docker run --rm box /bin/busybox sh -c '" + line + "' 2>&1")
                .stdout();
    }
}
