package dev.tandemwork.sysbox.internal.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The volumes of an engine. */
final class Volumes {
    private final EngineConnection engine;
    private final DockerClient client;

    Volumes(EngineConnection engine) {
        this.engine = engine;
        this.client = engine.client();
    }

    void create(String name, Map<String, String> labels) {
        engine.run(
                ask(name),
                () -> client.createVolumeCmd().withName(name).withLabels(labels).exec());
    }

    void remove(String name) {
        engine.run(ask(name), () -> {
            try {
                client.removeVolumeCmd(name).exec();
            } catch (NotFoundException e) {
                return;
            }
        });
    }

    List<String> volumes(Map<String, String> labels) {
        Ask ask =
                new Ask(DockerCall.LIST, "volumes " + labels, engine.deadlines().answer());
        return engine.get(ask, () -> {
            List<InspectVolumeResponse> found = client.listVolumesCmd()
                    .withFilter("label", Labels.filter(labels))
                    .exec()
                    .getVolumes();
            return Optional.ofNullable(found).orElse(List.of()).stream()
                    .map(InspectVolumeResponse::getName)
                    .toList();
        });
    }

    private Ask ask(String name) {
        // to remove a full one takes as long as its files do
        return Ask.volume(DockerCall.VOLUME, name, engine.deadlines().remove());
    }
}
