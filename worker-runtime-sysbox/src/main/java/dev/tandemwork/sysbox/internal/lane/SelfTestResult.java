package dev.tandemwork.sysbox.internal.lane;

import java.time.Duration;
import java.util.List;

/** What a worker has found out about its lane. */
public sealed interface SelfTestResult {
    /**
     * What is allowed passes, and nothing else does.
     *
     * @param took how long it took to find out
     */
    record Passed(Duration took) implements SelfTestResult {}

    /**
     * The worker must not be given a task.
     *
     * @param reasons what was found, each with what was expected
     */
    record Failed(List<String> reasons) implements SelfTestResult {
        /** Copies the list. */
        public Failed {
            reasons = List.copyOf(reasons);
        }
    }
}
