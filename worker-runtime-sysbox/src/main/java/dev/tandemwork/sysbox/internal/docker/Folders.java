package dev.tandemwork.sysbox.internal.docker;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Folders of the containers of an engine. */
final class Folders {
    private final EngineConnection engine;
    private final DockerClient client;

    Folders(EngineConnection engine) {
        this.engine = engine;
        this.client = engine.client();
    }

    long fetch(String container, String path, Path target, long maxBytes) {
        Ask ask = Ask.container(DockerCall.FETCH, container, engine.deadlines().fetch());
        return engine.get(ask, () -> extract(container, path, new TarExtraction(target, maxBytes)));
    }

    private long extract(String container, String path, TarExtraction extraction) throws IOException {
        try (InputStream archive =
                client.copyArchiveFromContainerCmd(container, path).exec()) {
            return extraction.extract(archive);
        }
    }
}
