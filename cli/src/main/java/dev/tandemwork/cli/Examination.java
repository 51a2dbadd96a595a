package dev.tandemwork.cli;

import dev.tandemwork.sysbox.HostCheck;
import java.util.List;

/**
 * What was looked at for one kind of run.
 *
 * @param subject what needs it: {@code all}, or a runtime
 * @param title for a person
 * @param isThorough whether nothing more could be looked at
 * @param checks how it stands
 */
record Examination(String subject, String title, boolean isThorough, List<HostCheck> checks) {
    Examination {
        checks = List.copyOf(checks);
    }

    long failed() {
        return checks.stream().filter(HostCheck::hasFailed).count();
    }
}
