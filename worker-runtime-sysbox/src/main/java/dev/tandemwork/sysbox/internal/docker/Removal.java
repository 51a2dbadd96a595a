package dev.tandemwork.sysbox.internal.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.time.Duration;

/** Removes a container, and when somebody else is at it already, waits until it is gone. */
final class Removal {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final DockerClient client;
    private final String container;

    Removal(DockerClient client, String container) {
        this.client = client;
        this.container = container;
    }

    void run() throws InterruptedException {
        while (!gone()) {
            Pause.of(PAUSE);
        }
    }

    private boolean gone() {
        try {
            client.removeContainerCmd(container)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
            return true;
        } catch (NotFoundException e) {
            return true;
        } catch (ConflictException e) {
            if (String.valueOf(e.getMessage()).contains("already in progress")) {
                return false;
            }
            throw e;
        }
    }
}
