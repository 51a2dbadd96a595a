package dev.tandemwork.sysbox.internal.admission;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Those who wait, in the order of their turns. Not safe for use by several threads. */
final class Line {
    private final NavigableSet<Ticket> tickets = new TreeSet<>();
    private @Nullable Reason reason;

    /**
     * A turn.
     *
     * @param name of who waits
     * @param turn who has less goes first
     * @param number unique; among equal turns the smaller goes first
     * @param since when it came
     */
    record Ticket(String name, long turn, long number, Instant since) implements Comparable<Ticket> {
        private static final Comparator<Ticket> ORDER =
                Comparator.comparingLong(Ticket::turn).thenComparingLong(Ticket::number);

        @Override
        public int compareTo(Ticket other) {
            return ORDER.compare(this, other);
        }
    }

    void join(Ticket ticket) {
        tickets.add(ticket);
    }

    /** What the last one waited for tells nothing of who comes much later. */
    void leave(Ticket ticket) {
        tickets.remove(ticket);
        reason = tickets.isEmpty() ? null : reason;
    }

    boolean isEmpty() {
        return tickets.isEmpty();
    }

    boolean isFirst(Ticket ticket) {
        return !tickets.isEmpty() && tickets.first().equals(ticket);
    }

    /** Notes what the first waits for; returns whether that is new. */
    boolean isHeldBy(Reason found) {
        boolean isNew = reason != found;
        reason = found;
        return isNew;
    }

    /** Returns what there is to say of {@code ticket}; nothing before the first in line was looked at. */
    Optional<Waiter> waiting(Ticket ticket) {
        return Optional.ofNullable(reason)
                .map(known -> new Waiter(
                        ticket.name(),
                        known,
                        ticket.since(),
                        tickets.headSet(ticket).size()));
    }

    List<Waiter> waiting() {
        return tickets.stream().flatMap(ticket -> waiting(ticket).stream()).toList();
    }
}
