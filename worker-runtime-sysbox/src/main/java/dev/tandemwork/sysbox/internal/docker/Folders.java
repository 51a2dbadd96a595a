package dev.tandemwork.sysbox.internal.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** Folders of the containers of an engine. */
final class Folders {
    private final EngineConnection engine;

    Folders(EngineConnection engine) {
        this.engine = engine;
    }

    long fetch(String container, String path, Destination to) {
        return archive(container, path, archive -> new TarExtraction(to).extract(archive));
    }

    Optional<Map<String, byte[]>> read(String container, String path, long maxBytes) {
        return archive(container, path, archive -> TarFiles.read(archive, maxBytes));
    }

    private <T> T archive(String container, String path, Reading<T> reading) {
        Ask ask = Ask.container(DockerCall.FETCH, container, engine.deadlines().fetch());
        String archive = "/containers/" + Paths.segment(container) + "/archive?path=" + Paths.segment(path);
        Request.Builder request = Request.builder().method(Request.Method.GET);
        return engine.get(ask, () -> {
            try (Response response = engine.stream(ask, request, archive)) {
                return reading.of(response.getBody());
            }
        });
    }

    /** What is made of an archive. */
    private interface Reading<T> {
        T of(InputStream archive) throws IOException;
    }
}
