package dev.tandemwork.delivery;

/** What a person says about a task that can't go on by itself. */
public sealed interface Guidance {
    /**
     * The agent is to try again.
     *
     * @param advice what it is told
     */
    record TryAgain(String advice) implements Guidance {}

    /**
     * The task is not to be done.
     *
     * @param reason why
     */
    record GiveUp(String reason) implements Guidance {}
}
