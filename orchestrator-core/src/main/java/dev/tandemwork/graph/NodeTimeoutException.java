package dev.tandemwork.graph;

import dev.tandemwork.TandemworkException;
import java.time.Duration;
import java.util.Optional;

/** What a {@link Retry} sees of a node that was ended because it took too long, or was silent for too long. */
public final class NodeTimeoutException extends TandemworkException {
    private static final long serialVersionUID = 1L;
    private final boolean idle;
    private final Duration limit;

    private NodeTimeoutException(boolean idle, Duration limit, String message) {
        super(message, null);
        this.idle = idle;
        this.limit = limit;
    }

    /**
     * Returns an exception for a node that took longer than {@code limit}.
     *
     * @param call the method of an implementation that it was in, if any
     */
    public static NodeTimeoutException hard(String node, Duration limit, Optional<String> call) {
        return new NodeTimeoutException(
                false,
                limit,
                "node [" + node + "] took longer than " + limit + in(call)
                        + "; raise its timeout or give it less to do");
    }

    /**
     * Returns an exception for a node that gave no sign of life for {@code limit}.
     *
     * @param call the method of an implementation that it was in, if any
     */
    public static NodeTimeoutException idle(String node, Duration limit, Optional<String> call) {
        return new NodeTimeoutException(
                true,
                limit,
                "node [" + node + "] gave no sign of life for " + limit + in(call)
                        + "; call progress() or log() in it");
    }

    private static String in(Optional<String> call) {
        return call.map(name -> ", in " + name + ", which must end soon after an interrupt")
                .orElse("");
    }

    /** Returns whether the node was silent, rather than slow. */
    public boolean isIdle() {
        return idle;
    }

    /** Returns the limit that was passed. */
    public Duration limit() {
        return limit;
    }
}
