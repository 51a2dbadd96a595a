package dev.tandemwork.github;

import dev.tandemwork.github.limit.VirtualTimeline;
import dev.tandemwork.scm.MergeResult;
import dev.tandemwork.scm.ScmException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Makes a call again, at a time that it is told or a little later, as the engine does with a node. */
final class Patient {
    private static final int MOST_TRIES = 200;

    private final VirtualTimeline timeline;

    Patient(VirtualTimeline timeline) {
        this.timeline = timeline;
    }

    <T> T call(Supplier<T> call) {
        for (int tries = 1; ; tries++) {
            try {
                return call.get();
            } catch (ScmException failure) {
                if (!failure.isTransient() || tries == MOST_TRIES) {
                    throw failure;
                }
                Instant soon = timeline.now().plus(Duration.ofSeconds(2));
                timeline.runUntil(failure.retryAt().filter(soon::isBefore).orElse(soon));
            }
        }
    }

    MergeResult merge(Supplier<MergeResult> call) {
        for (int tries = 1; ; tries++) {
            MergeResult result = call(call);
            if (!(result instanceof MergeResult.Pending) || tries == MOST_TRIES) {
                return result;
            }
            timeline.runUntil(timeline.now().plus(Duration.ofSeconds(5)));
        }
    }
}
