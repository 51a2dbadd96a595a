package dev.tandemwork.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A world in which things are done, and can be looked at. */
final class World {
    record Text(String value) {}

    record Names(List<String> values) {}

    enum Choice {
        YES,
        NO
    }

    private final Map<String, Integer> done = new ConcurrentHashMap<>();

    private Text act(String what) {
        done.merge(what, 1, Integer::sum);
        return new Text(what);
    }

    private Optional<Text> look(String what) {
        return done.containsKey(what) ? Optional.of(new Text(what)) : Optional.empty();
    }

    /** Returns a node that does its input to the world, once. */
    Node<Text, Text> does(String name) {
        return Graph.node(name, Text.class, Text.class, (text, context) -> {
            String what = context.path() + ":" + text.value();
            context.effect("act", Text.class, () -> look(what), () -> act(what));
            return new Text(text.value() + " " + name);
        });
    }

    static void eachOnce(World world) {
        assertThat(world.done.values()).isNotEmpty().containsOnly(1);
    }
}
