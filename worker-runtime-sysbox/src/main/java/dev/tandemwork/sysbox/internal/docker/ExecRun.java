package dev.tandemwork.sysbox.internal.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A command that runs in a container. Its end is what the engine says, not the end of its streams: these end early when the
 * command closes them, and late when something that it has started still holds them.
 */
final class ExecRun {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration SHORT_LOOK = Duration.ofMillis(10);
    private static final Duration REST = Duration.ofSeconds(1);

    private final DockerClient client;
    private final String exec;
    private final Captured stdout = new Captured();
    private final Captured stderr = new Captured();
    private final CountDownLatch streamed = new CountDownLatch(1);

    ExecRun(DockerClient client, String exec) {
        this.client = client;
        this.exec = exec;
    }

    ExecResult await(Response response) throws InterruptedException {
        Thread reader = OwnThread.named("exec-output", () -> read(response));
        reader.start();
        try {
            InspectExecResponse end = end();
            streamed.await(REST.toMillis(), TimeUnit.MILLISECONDS);
            return new ExecResult(end.getExitCodeLong().intValue(), stdout.text(), stderr.text());
        } finally {
            reader.interrupt();
        }
    }

    private void read(Response response) {
        try {
            new Frames(response.getBody()).readAll((type, bytes) -> (type == 2 ? stderr : stdout).take(bytes));
        } catch (IOException e) {
            // what the command did is asked of the engine
            return;
        } finally {
            streamed.countDown();
        }
    }

    private InspectExecResponse end() throws InterruptedException {
        streamed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        InspectExecResponse state = client.inspectExecCmd(exec).exec();
        while (!ended(state)) {
            if (streamed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                Pause.of(SHORT_LOOK);
            }
            state = client.inspectExecCmd(exec).exec();
        }
        return state;
    }

    private static boolean ended(InspectExecResponse state) {
        return Boolean.FALSE.equals(state.isRunning()) && state.getExitCodeLong() != null;
    }
}
