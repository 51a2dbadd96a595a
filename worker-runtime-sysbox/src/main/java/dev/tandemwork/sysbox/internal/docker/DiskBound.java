package dev.tandemwork.sysbox.internal.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Info;
import java.util.List;
import java.util.Optional;

/**
 * Bounds a container's own files where the engine can: overlay2 on xfs that is mounted with pquota. An engine does not tell
 * of pquota, so one on xfs is asked, and once more without the bound when it refuses that. Elsewhere there is no bound.
 */
final class DiskBound {
    private final DockerClient client;

    DiskBound(DockerClient client) {
        this.client = client;
    }

    static boolean possible(Info info) {
        List<List<String>> statuses = info.getDriverStatuses();
        return "overlay2".equals(info.getDriver())
                && statuses != null
                && statuses.contains(List.of("Backing Filesystem", "xfs"));
    }

    String create(ContainerSpec spec) {
        Optional<Long> bytes = spec.limits()
                .diskBytes()
                .filter(bound -> possible(client.infoCmd().exec()));
        try {
            return create(spec, bytes);
        } catch (com.github.dockerjava.api.exception.DockerException e) {
            if (bytes.isPresent() && String.valueOf(e.getMessage()).contains("pquota")) {
                return create(spec, Optional.empty());
            }
            throw e;
        }
    }

    private String create(ContainerSpec spec, Optional<Long> bytes) {
        return CreateRequest.fill(client.createContainerCmd(spec.image()), spec, bytes)
                .exec()
                .getId();
    }
}
