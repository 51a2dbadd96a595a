package dev.tandemwork.github.limit;

import java.time.Instant;

/** Who went away to come back later: others keep clear of its turn, for a while. */
record Parked(Traffic traffic, long number, Instant due) {
    boolean isWrite() {
        return traffic.effect().isWrite();
    }

    boolean isBefore(Ticket ticket) {
        int order = traffic.priority().compareTo(ticket.traffic().priority());
        return order < 0 || order == 0 && number < ticket.number();
    }
}
