package dev.tandemwork.sysbox.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.internal.docker.ExecResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

    /** A container in it has this machine's busybox and nothing else: that one is linked statically. */
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    static InnerEngine start(LaneWorld world, String worker, Lane lane) {
        String proxy = lane.environment().get("TANDEMWORK_PROXY");
        String mirror = lane.environment().getOrDefault("TANDEMWORK_MIRROR", "");
        InnerEngine engine = new InnerEngine(world, worker);
        engine.sh("start() {\n" + START + "}; start '" + proxy + "' '" + mirror + "'");
        return engine;
    }

    InnerEngine withBox() throws IOException {
        byte[] busybox = Files.readAllBytes(BUSYBOX);
        ExecResult result = world.sh(worker, importBox(busybox.length), busybox);
        assertThat(result.succeeded()).as(result.toString()).isTrue();
        return this;
    }

    private static String importBox(int bytes) {
        return "cd $(mktemp -d) && mkdir bin && head -c " + bytes
                + " > bin/busybox && chmod +x bin/busybox && tar -c . | docker import - box";
    }

    String sh(String script) {
        ExecResult result = world.sh(worker, script);
        if (!result.succeeded()) {
            throw new AssertionError(script + " ended with " + result);
        }
        return result.stdout();
    }

    /**
     * Asks who listens at an address and a port, from a container of the box, and returns what is answered. The question's
     * end is held back: to some servers it means that nobody waits for the answer.
     */
    String ask(String target, String url) {
        String line = "{ printf 'GET " + url + " HTTP/1.0\\r\\n\\r\\n'; sleep 2; } | timeout 10 docker run -i --rm box"
                + " /bin/busybox nc -w 3 " + target;
        return world.sh(worker, line).stdout();
    }
}
