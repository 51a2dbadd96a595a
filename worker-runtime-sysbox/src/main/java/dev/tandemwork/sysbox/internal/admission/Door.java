package dev.tandemwork.sysbox.internal.admission;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the first in line is let through. The lock is held for {@link #check} and {@link #enter}, and for nothing else.
 *
 * @param <T> what is behind it
 */
interface Door<T> {
    /** Returns what the host itself is short of. May take its time. */
    Optional<Reason> look();

    /** Returns what is still missing, the host itself being short of {@code pressure}. */
    Verdict check(Optional<Reason> pressure);

    /** Takes what is behind the door. */
    T enter();

    /** Asks others to give way. */
    void makeRoom(Shortage shortage);

    /**
     * Whether the first in line may go.
     *
     * @param reason why not; null if it may
     * @param shortage what others could give up
     * @param isSilent whether nobody will tell when this changes
     */
    record Verdict(@Nullable Reason reason, Shortage shortage, boolean isSilent) {
        static final Verdict OPEN = new Verdict(null, Shortage.NONE, false);

        static Verdict closed(Reason reason) {
            return new Verdict(reason, Shortage.NONE, false);
        }
    }
}
