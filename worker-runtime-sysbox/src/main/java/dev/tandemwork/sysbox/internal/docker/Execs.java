package dev.tandemwork.sysbox.internal.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Commands in the containers of an engine. */
final class Execs {
    private static final byte[] ATTACHED = "{\"Detach\":false,\"Tty\":false}".getBytes(StandardCharsets.US_ASCII);

    private final EngineConnection engine;
    private final DockerClient client;

    Execs(EngineConnection engine) {
        this.engine = engine;
        this.client = engine.client();
    }

    ExecResult exec(String container, List<String> command, byte[] input, Duration deadline) {
        Ask ask = Ask.container(DockerCall.EXEC, container, deadline);
        return engine.get(ask, () -> run(ask, create(container, command, input.length > 0), input));
    }

    private String create(String container, List<String> command, boolean reads) {
        return client.execCreateCmd(container)
                .withCmd(command.toArray(String[]::new))
                .withAttachStdin(reads)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
    }

    private ExecResult run(Ask ask, String exec, byte[] input) throws IOException, InterruptedException {
        Request.Builder request = Request.builder().method(Request.Method.POST);
        request.putHeader("Content-Type", "application/json").bodyBytes(ATTACHED);
        if (input.length > 0) {
            request.hijackedInput(new ExecInput(input));
        }
        try (Response response = engine.stream(ask, request, "/exec/" + exec + "/start")) {
            return new ExecRun(client, exec).await(response);
        }
    }
}
