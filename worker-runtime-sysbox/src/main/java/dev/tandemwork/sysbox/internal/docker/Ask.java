package dev.tandemwork.sysbox.internal.docker;

import java.time.Duration;

/** One question to an engine: what for, about which thing, and how long an answer may take. */
record Ask(DockerCall call, String subject, Duration deadline) {
    static Ask container(DockerCall call, String container, Duration deadline) {
        return new Ask(call, "container [" + container + "]", deadline);
    }

    static Ask network(DockerCall call, String network, Duration deadline) {
        return new Ask(call, "network [" + network + "]", deadline);
    }

    static Ask volume(DockerCall call, String volume, Duration deadline) {
        return new Ask(call, "volume [" + volume + "]", deadline);
    }

    /** The beginning of a message. */
    String failed() {
        return subject + " can't be " + call.participle();
    }
}
