package dev.tandemwork.testkit.github.internal.state;

/** How late the host is: what it does in the background is done after so many looks at it. Guarded by the lock of the host. */
public final class Latency {
    private int mergeability = 1;
    private int merge = 1;

    Latency() {}

    /** Lets {@code looks} answers say that mergeability is not known yet, after each change. */
    public void setMergeability(int looks) {
        mergeability = looks;
    }

    /** Lets {@code looks} answers say that a merge is under way, for those that are done later. */
    public void setMerge(int looks) {
        merge = looks;
    }

    int mergeability() {
        return mergeability;
    }

    int merge() {
        return merge;
    }
}
