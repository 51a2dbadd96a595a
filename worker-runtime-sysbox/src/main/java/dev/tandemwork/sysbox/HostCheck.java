package dev.tandemwork.sysbox;

import java.util.Objects;

/**
 * One thing that workers need of their host, and how it stands.
 *
 * @param name what was looked at, in a few words: {@code engine}, {@code worker image}
 * @param status how it stands
 * @param found what there is, in words that name it
 * @param expected what there should be
 * @param remedy what to do about the difference; empty where there is none
 */
public record HostCheck(String name, Status status, String found, String expected, String remedy) {
    /** How a thing stands. */
    public enum Status {
        /** It is as it should be. */
        OK,
        /** Workers run, but not as well, or not as safely, as they could. */
        WARNING,
        /** Workers can't run. */
        FAILED
    }

    /** Refuses a null. */
    public HostCheck {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(found, "found");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(remedy, "remedy");
    }

    /** Returns a check of what is as it should be. */
    public static HostCheck ok(String name, String found, String expected) {
        return new HostCheck(name, Status.OK, found, expected, "");
    }

    /** Returns a check of what should be better. */
    public static HostCheck warning(String name, String found, String expected, String remedy) {
        return new HostCheck(name, Status.WARNING, found, expected, remedy);
    }

    /** Returns a check of what keeps workers from running. */
    public static HostCheck failed(String name, String found, String expected, String remedy) {
        return new HostCheck(name, Status.FAILED, found, expected, remedy);
    }

    /** Returns whether this keeps workers from running. */
    public boolean hasFailed() {
        return status == Status.FAILED;
    }

    /** Returns all of it in one sentence: what was found, what was expected, and the remedy. */
    public String message() {
        String sentence = found + "; expected " + expected;
        return remedy.isEmpty() ? sentence : sentence + "; " + remedy;
    }
}
