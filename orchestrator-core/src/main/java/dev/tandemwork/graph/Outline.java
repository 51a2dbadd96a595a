package dev.tandemwork.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps with a name of one scope of a graph, in order. What has no scope of its own, such as a detour or an arm, has its
 * steps in that of the graph around it.
 *
 * @param places in the order of the steps
 */
public record Outline(List<Place> places) {
    /**
     * A step with a name.
     *
     * @param name of the step
     * @param formerNames what it was named before
     * @param step the step
     */
    public record Place(String name, List<String> formerNames, Step step) {
        /** Returns whether {@code other} is its name, or was. */
        public boolean isNamed(String other) {
            return name.equals(other) || formerNames.contains(other);
        }

        /**
         * Returns the steps inside, when the step runs as {@code segment}: {@code task[api]}, say.
         *
         * @param segment the last part of its path
         */
        public Outline inside(String segment) {
            if (step instanceof Step.Split split) {
                return split.arms().stream()
                        .filter(arm -> segment.endsWith("[" + arm.key() + "]"))
                        .map(arm -> Outline.of(arm.body()))
                        .findFirst()
                        .orElse(new Outline(List.of()));
            }
            return step instanceof Step.Rounds rounds
                    ? Outline.of(rounds.body())
                    : step.bodies().stream().findFirst().map(Outline::of).orElse(new Outline(List.of()));
        }
    }

    /** Copies the list. */
    public Outline {
        places = List.copyOf(places);
    }

    /** Returns the outline of a graph. */
    public static Outline of(Graph<?, ?> graph) {
        return of(graph.steps());
    }

    /** Returns the outline of a scope. */
    public static Outline of(List<Step> steps) {
        List<Place> places = new ArrayList<>();
        steps.forEach(step -> add(step, places));
        return new Outline(places);
    }

    private static void add(Step step, List<Place> places) {
        if (step instanceof Step.Rounds rounds) {
            places.add(new Place(rounds.name(), rounds.formerNames(), step));
            rounds.exhausted().ifPresent(way -> way.forEach(next -> add(next, places)));
        } else if (step instanceof Step.With || step instanceof Step.When || step instanceof Step.Route) {
            step.bodies().forEach(body -> body.forEach(next -> add(next, places)));
        } else {
            step.names().forEach(name -> places.add(new Place(name, step.formerNames(), step)));
        }
    }

    /** Returns the place that is named {@code name}, or was. */
    public Optional<Place> find(String name) {
        Optional<Place> current =
                places.stream().filter(place -> place.name().equals(name)).findFirst();
        return current.isPresent()
                ? current
                : places.stream().filter(place -> place.isNamed(name)).findFirst();
    }

    /** Returns the names of the places, in order. */
    public List<String> names() {
        return places.stream().map(Place::name).toList();
    }
}
