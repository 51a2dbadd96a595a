package dev.tandemwork.sysbox.internal.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.IOException;

/** Folders of the containers of an engine. */
final class Folders {
    private final EngineConnection engine;

    Folders(EngineConnection engine) {
        this.engine = engine;
    }

    long fetch(String container, String path, Destination to) {
        Ask ask = Ask.container(DockerCall.FETCH, container, engine.deadlines().fetch());
        String archive = "/containers/" + Paths.segment(container) + "/archive?path=" + Paths.segment(path);
        return engine.get(ask, () -> extract(ask, archive, new TarExtraction(to)));
    }

    private long extract(Ask ask, String archive, TarExtraction extraction) throws IOException {
        Request.Builder request = Request.builder().method(Request.Method.GET);
        try (Response response = engine.stream(ask, request, archive)) {
            return extraction.extract(response.getBody());
        }
    }
}
