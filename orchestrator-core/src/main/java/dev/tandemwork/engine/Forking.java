package dev.tandemwork.engine;

import dev.tandemwork.graph.NodePath;
import dev.tandemwork.graph.Step;
import dev.tandemwork.journal.RunLog;
import java.util.List;

final class Forking {
    private Forking() {}

    static void copy(RunHistory history, NodePath path, List<Step> graph, RunLog log) {
        throw EngineException.of("not yet");
    }
}
