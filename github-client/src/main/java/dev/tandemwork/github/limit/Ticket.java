package dev.tandemwork.github.limit;

import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;

/**
 * A request that waits.
 *
 * @param number its place in the line of its priority
 * @param notBefore a time that the request itself waits for
 */
record Ticket(Traffic traffic, long number, Instant notBefore, CompletableFuture<Permit> permit) {
    static final Comparator<Ticket> ORDER =
            Comparator.comparing((Ticket ticket) -> ticket.traffic.priority()).thenComparingLong(Ticket::number);
}
