package dev.tandemwork.engine;

import dev.tandemwork.graph.NodePath;

/** What a fiber is at, so that it can be cancelled. */
interface Activity {
    /** Returns the path of the node, question or branches. */
    NodePath path();

    void cancel(String reason);
}
