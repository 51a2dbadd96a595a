package dev.tandemwork.graph;

import dev.tandemwork.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules for names of steps, which are the rules for paths: usable, and unique in their scope. */
final class StepNames {
    private StepNames() {}

    static String require(String name) {
        if (!Names.isName(name)) {
            throw GraphException.of(
                    name,
                    "has a name that can't be part of a path; expected letters, digits, '.', '_' "
                            + "and '-', led by a letter or digit, 63 at most");
        }
        return name;
    }

    static void requireUnique(List<Step> scope, List<Step> added) {
        Set<String> taken = new HashSet<>();
        scope.forEach(step -> taken.addAll(step.names()));
        for (Step step : added) {
            for (String name : step.names()) {
                requireFree(taken.add(name), name);
            }
        }
    }

    static void requireUnique(List<String> names) {
        Set<String> taken = new HashSet<>();
        names.forEach(name -> requireFree(taken.add(name), name));
    }

    private static void requireFree(boolean free, String name) {
        if (!free) {
            throw GraphException.of(
                    name,
                    "is there twice in the same scope, so that their paths would be the same; "
                            + "rename one, or give the graph around it a name by as(...)");
        }
    }
}
