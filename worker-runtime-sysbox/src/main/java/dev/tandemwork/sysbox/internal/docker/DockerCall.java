package dev.tandemwork.sysbox.internal.docker;

/** What an engine can be asked for. */
public enum DockerCall {
    /** To say what it is. */
    INFO("described"),
    /** To say how something is. */
    INSPECT("inspected"),
    /** To say what there is. */
    LIST("listed"),
    /** To make a container. */
    CREATE("created"),
    /** To start a container. */
    START("started"),
    /** To give a container another name. */
    RENAME("renamed"),
    /** To stop or kill a container. */
    STOP("stopped"),
    /** To remove a container. */
    REMOVE("removed"),
    /** To run a command in a container. */
    EXEC("entered"),
    /** To hand out what a container prints. */
    FOLLOW("followed"),
    /** To hand out a folder of a container. */
    FETCH("fetched from"),
    /** To make, change or remove a network. */
    NETWORK("changed"),
    /** To make or remove a volume. */
    VOLUME("changed");

    private final String participle;

    DockerCall(String participle) {
        this.participle = participle;
    }

    String participle() {
        return participle;
    }
}
