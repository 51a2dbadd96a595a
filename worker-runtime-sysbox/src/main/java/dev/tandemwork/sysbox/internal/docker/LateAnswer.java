package dev.tandemwork.sysbox.internal.docker;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import org.jspecify.annotations.Nullable;

/** An answer that may come when nobody waits for it any more; then it is closed. */
final class LateAnswer {
    /** Guarded by this. */
    private @Nullable Response response;

    /** Guarded by this. */
    private boolean refused;

    synchronized Response take(Response answer) {
        response = answer;
        if (refused) {
            answer.close();
        }
        return answer;
    }

    synchronized void refuse() {
        refused = true;
        if (response != null) {
            response.close();
        }
    }
}
