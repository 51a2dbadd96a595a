package dev.tandemwork.engine;

/** What a suspended fiber goes on with. */
@FunctionalInterface
interface Resumable {
    /** Returns whether the fiber can go on at once; if not, it is not this thread's any more. */
    boolean resume();
}
