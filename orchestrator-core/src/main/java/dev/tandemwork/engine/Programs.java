package dev.tandemwork.engine;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.tandemwork.graph.Graph;

/**
 * The programs of the graphs that were run last, so that a graph of a thousand nodes is made ready once and not for each
 * run. Two threads may make one of the same graph; either will do.
 */
final class Programs {
    private static final int MOST_PROGRAMS = 100;

    private final Cache<Graph<?, ?>, Program> programs =
            CacheBuilder.newBuilder().weakKeys().maximumSize(MOST_PROGRAMS).build();

    Program of(Graph<?, ?> graph) {
        Program known = programs.getIfPresent(graph);
        return known == null ? make(graph) : known;
    }

    private Program make(Graph<?, ?> graph) {
        Program made = Program.of(graph.steps());
        programs.put(graph, made);
        return made;
    }
}
