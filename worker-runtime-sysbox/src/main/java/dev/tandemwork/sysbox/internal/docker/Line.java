package dev.tandemwork.sysbox.internal.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One request's connection, which ends with its answer. */
final class Line {
    private final Thread owner;
    private final DockerHttpClient client;
    private final Set<Line> all;

    Line(Thread owner, DockerHttpClient client, Set<Line> all) {
        this.owner = owner;
        this.client = client;
        this.all = all;
    }

    Thread owner() {
        return owner;
    }

    Response carry(Request request) {
        return new Answer(this, client.execute(request));
    }

    void hangUp() {
        all.remove(this);
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Answer(Line line, Response response) implements Response {
        @Override
        public int getStatusCode() {
            return response.getStatusCode();
        }

        @Override
        public Map<String, List<String>> getHeaders() {
            return response.getHeaders();
        }

        @Override
        public InputStream getBody() {
            return response.getBody();
        }

        @Override
        public void close() {
            try {
                response.close();
            } finally {
                line.hangUp();
            }
        }
    }
}
