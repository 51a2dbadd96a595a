package dev.tandemwork.sysbox.internal.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;

/**
 * Asks each question on a connection of its own. A kept one may be dead after the engine was started again, and it is not
 * known then whether the engine has heard the question. A new one costs microseconds.
 */
final class SingleUse implements DockerHttpClient {
    private final DockerHttpClient transport;

    SingleUse(DockerHttpClient transport) {
        this.transport = transport;
    }

    @Override
    public Response execute(Request request) {
        DockerHttpClient.Request.Builder single = Request.builder();
        single.from(request).putHeader("Connection", "close");
        return transport.execute(single.build());
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }
}
