package dev.tandemwork.sysbox.internal.docker;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container to be made. It has nothing of its host: no privilege, no host network, no host folder unless it is named.
 *
 * @param name unique on the engine
 * @param image what it is made of
 * @param command what it runs instead of the image's own entry point and command; empty for these
 * @param environment none of it a secret
 * @param labels that it is found by
 * @param isolation how it is kept apart from its host
 * @param limits what it may use
 * @param mounts what is mounted into it
 * @param attachment its place in a network; empty for none at all
 */
public record ContainerSpec(
        String name,
        String image,
        List<String> command,
        Map<String, String> environment,
        Map<String, String> labels,
        ContainerIsolation isolation,
        ContainerLimits limits,
        List<Mount> mounts,
        Optional<Attachment> attachment) {
    /** Copies the collections. */
    public ContainerSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        labels = Map.copyOf(labels);
        mounts = List.copyOf(mounts);
    }

    /**
     * A place in a network.
     *
     * @param network its id or name
     * @param address in it; empty for any
     * @param nameServers what names are asked of; empty for the engine's choice
     */
    public record Attachment(String network, Optional<String> address, List<String> nameServers) {
        /** Copies the list. */
        public Attachment {
            nameServers = List.copyOf(nameServers);
        }
    }

    /** Something mounted into a container. */
    public sealed interface Mount {
        /** A named volume at a path. */
        record Volume(String name, String path, boolean readOnly) implements Mount {}

        /** Memory at a path. */
        record Memory(String path, String options) implements Mount {}

        /** A folder of the host at a path, which can only be read. */
        record ReadOnlyFolder(String folder, String path) implements Mount {}
    }
}
