package dev.tandemwork.cli.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Collects what is wrong with one file. */
final class Problems {
    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Optional<Mark> where, String message) {
        found.add(new Problem(
                file,
                where.map(Mark::getLine).orElse(0) + 1,
                where.map(Mark::getColumn).orElse(0) + 1,
                message));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    PlanFileException exception() {
        return new PlanFileException(found.stream().sorted().distinct().toList());
    }

    PlanFileException exception(Optional<Mark> where, String message) {
        add(where, message);
        return exception();
    }
}
