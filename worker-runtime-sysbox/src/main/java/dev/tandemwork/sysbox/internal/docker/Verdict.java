package dev.tandemwork.sysbox.internal.docker;

import dev.tandemwork.sysbox.internal.docker.HostHealth.Condition;

/**
 * How a host is, and how near a change.
 *
 * @param condition how it is
 * @param signs how many in a row speak for a change
 */
record Verdict(Condition condition, int signs) {
    private static final int ENOUGH = 2;

    static final Verdict HEALTHY = new Verdict(Condition.HEALTHY, 0);

    Verdict after(Sign sign) {
        return switch (condition) {
            case HEALTHY -> whileHealthy(sign);
            case SUSPECT -> whileSuspect(sign);
            case QUARANTINED -> whileQuarantined(sign);
        };
    }

    private Verdict whileHealthy(Sign sign) {
        return switch (sign) {
            case SLOW_START -> new Verdict(Condition.SUSPECT, 0);
            case SLOW_ANSWER -> counted(Condition.SUSPECT);
            case QUICK_ANSWER -> HEALTHY;
            default -> this;
        };
    }

    private Verdict whileSuspect(Sign sign) {
        return switch (sign) {
            case CANARY_PASSED -> HEALTHY;
            case CANARY_FAILED -> counted(Condition.QUARANTINED);
            default -> this;
        };
    }

    private Verdict whileQuarantined(Sign sign) {
        return switch (sign) {
            case CANARY_PASSED -> counted(Condition.HEALTHY);
            case CANARY_FAILED -> new Verdict(condition, 0);
            default -> this;
        };
    }

    private Verdict counted(Condition next) {
        return signs + 1 < ENOUGH ? new Verdict(condition, signs + 1) : new Verdict(next, 0);
    }
}
