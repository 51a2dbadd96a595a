package dev.tandemwork.local.forge;

import dev.tandemwork.scm.CheckRun;
import java.util.ArrayList;
import java.util.List;

/** The checks of one commit, as they are kept in the repository: the last report of each name. */
record CheckRecord(int format, List<CheckRun> runs) {
    static final CheckRecord NONE = new CheckRecord(PullRecord.FORMAT, List.of());

    CheckRecord {
        runs = List.copyOf(runs);
    }

    CheckRecord with(CheckRun run) {
        List<CheckRun> more = new ArrayList<>(runs);
        more.removeIf(known -> known.name().equals(run.name()));
        more.add(run);
        return new CheckRecord(format, more);
    }
}
