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

    static List<String> requireFormer(String name, List<String> former) {
        former.forEach(StepNames::require);
        if (former.contains(name) || Set.copyOf(former).size() < former.size()) {
            throw GraphException.of(
                    name, "is formerly " + former + "; expected names that it has not now, each of them once");
        }
        return List.copyOf(former);
    }

    static void requireUnique(List<Step> scope, List<Step> added) {
        Set<String> taken = new HashSet<>();
        Outline.of(scope).places().forEach(place -> take(place, taken));
        Outline.of(added).places().forEach(place -> requireFree(place, taken));
    }

    static void requireUnique(List<String> names) {
        Set<String> taken = new HashSet<>();
        names.forEach(name -> requireFree(taken.add(name), name));
    }

    private static void take(Outline.Place place, Set<String> taken) {
        taken.add(place.name());
        taken.addAll(place.formerNames());
    }

    private static void requireFree(Outline.Place place, Set<String> taken) {
        requireFree(taken.add(place.name()), place.name());
        for (String former : place.formerNames()) {
            if (!taken.add(former)) {
                throw GraphException.of(
                        place.name(),
                        "is formerly [" + former
                                + "], a name that another step in the same scope has or had, so that a "
                                + "run which began before would be read wrongly; give that one a new name");
            }
        }
    }

    private static void requireFree(boolean free, String name) {
        if (!free) {
            throw GraphException.of(
                    name,
                    "is there twice in the same scope, as a name or a former one, so that their paths would be the same; "
                            + "rename one, or give the graph around it a name by as(...)");
        }
    }
}
