package dev.tandemwork.sysbox.internal.docker;

import java.net.URI;

/** Finds engines. */
public final class DockerHosts {
    private DockerHosts() {}

    /** Returns the engine at {@code engine}, with the standard deadlines, and nobody told of its calls. */
    public static DockerHost connect(URI engine) {
        return connect(engine, DockerDeadlines.standard(), CallListener.none());
    }

    /**
     * Returns the engine at {@code engine}, after it has answered: {@code unix:///var/run/docker.sock} or
     * {@code tcp://host:port}, the latter without encryption.
     *
     * <p>The version of the API is agreed on once: the engine's newest or 1.44, whichever is older.
     *
     * @throws DockerException if there is none, this user may not talk to it, or it is older than API 1.40
     */
    public static DockerHost connect(URI engine, DockerDeadlines deadlines, CallListener listener) {
        return EngineHost.over(EngineConnection.open(engine, deadlines, listener));
    }
}
