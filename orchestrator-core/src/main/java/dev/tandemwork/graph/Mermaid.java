package dev.tandemwork.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Draws graphs as Mermaid flowcharts. */
final class Mermaid {
    private final MermaidPage page;
    private final Map<String, Integer> points = new HashMap<>();

    private Mermaid(MermaidPage page) {
        this.page = page;
    }

    /**
     * What was drawn of some steps.
     *
     * @param first ids of the shapes that they begin with; none if nothing was drawn
     * @param exits where they end
     */
    private record Drawn(List<String> first, List<Exit> exits) {
        static final Drawn NOTHING = new Drawn(List.of(), List.of());

        static Drawn single(String id) {
            return new Drawn(List.of(id), List.of(new Exit(id, "")));
        }
    }

    /** Where the line to the next step begins. */
    private record Exit(String id, String label) {}

    static String draw(Graph<?, ?> graph, Overlay overlay) {
        Mermaid mermaid = new Mermaid(new MermaidPage(overlay));
        String begin = mermaid.page.shape("begin", "([%s])", MermaidText.nameOf(graph.inputType()));
        Drawn steps = mermaid.sequence(graph.steps(), "");
        List<Exit> exits = mermaid.connect(List.of(new Exit(begin, "")), steps);
        if (!exits.isEmpty()) {
            mermaid.connect(exits, Drawn.single(mermaid.page.shape("finish", "([%s])", "done")));
        }
        return mermaid.page.text();
    }

    private List<Exit> connect(List<Exit> exits, Drawn next) {
        if (next.first().isEmpty()) {
            return exits;
        }
        for (Exit exit : exits) {
            next.first().forEach(id -> page.line(exit.id(), exit.label(), false, id));
        }
        return next.exits();
    }

    private Drawn sequence(List<Step> steps, String scope) {
        List<String> first = List.of();
        List<Exit> exits = List.of();
        for (Step step : steps) {
            Drawn drawn = step(step, scope);
            exits = connect(exits, drawn);
            first = first.isEmpty() ? drawn.first() : first;
        }
        return new Drawn(first, exits);
    }

    private Drawn step(Step step, String scope) {
        if (step instanceof Step.Call call) {
            return call(call.node(), scope);
        }
        if (step instanceof Step.Question question) {
            return question(question.ask(), scope);
        }
        if (step instanceof Step.Stop stop) {
            return new Drawn(List.of(page.shape(scope + "/" + stop.name(), "(((%s)))", stop.name())), List.of());
        }
        if (step instanceof Step.With with) {
            return sequence(with.body(), scope);
        }
        if (step instanceof Step.When when) {
            return when(when, scope);
        }
        return step instanceof Step.Route route ? route(route, scope) : framed(step, scope);
    }

    private Drawn framed(Step step, String scope) {
        if (step instanceof Step.Enter enter) {
            return enter(enter.scope(), scope);
        }
        if (step instanceof Step.Rounds rounds) {
            return rounds(rounds, scope);
        }
        if (step instanceof Step.Fork fork) {
            String path = scope + "/" + fork.name();
            String title = "for each " + fork.name() + ", " + MermaidText.join(fork.join());
            return frame(path, title, fork.body());
        }
        return step instanceof Step.Split split ? split(split, scope) : Drawn.NOTHING;
    }

    private Drawn call(Node<?, ?> node, String scope) {
        String path = scope + "/" + node.name();
        String id = page.shape(path, "[%s]", node.name(), MermaidText.policies(node.policies()));
        List<Step> onFailure = node.policies().onFailure();
        if (onFailure == null) {
            return Drawn.single(id);
        }
        List<Exit> exits = new ArrayList<>(List.of(new Exit(id, "")));
        Drawn way = sequence(onFailure, path);
        way.first().forEach(next -> page.line(id, "on failure", true, next));
        exits.addAll(way.exits());
        return new Drawn(List.of(id), exits);
    }

    private Drawn question(Ask<?, ?> ask, String scope) {
        String wait = ask.deadline()
                .map(deadline -> "for " + MermaidText.time(deadline.after()))
                .orElse("");
        return Drawn.single(page.shape(scope + "/" + ask.name(), "{{%s}}", ask.name(), wait));
    }

    private Drawn when(Step.When when, String scope) {
        String id = point(scope, "{%s}", "when");
        Drawn detour = sequence(when.body(), scope);
        if (detour.first().isEmpty()) {
            return Drawn.single(id);
        }
        detour.first().forEach(next -> page.line(id, "yes", false, next));
        List<Exit> exits = new ArrayList<>(detour.exits());
        exits.add(new Exit(id, "no"));
        return new Drawn(List.of(id), exits);
    }

    private Drawn route(Step.Route route, String scope) {
        String id = point(scope, "{%s}", route.type().getSimpleName());
        List<Exit> exits = new ArrayList<>();
        for (Step.Arm arm : route.arms()) {
            exits.addAll(connect(List.of(new Exit(id, arm.type().getSimpleName())), sequence(arm.body(), scope)));
        }
        return new Drawn(List.of(id), exits);
    }

    private Drawn enter(Scope<?, ?> inner, String scope) {
        String budget = inner.budget().map(money -> ", up to " + money).orElse("");
        return frame(scope + "/" + inner.name(), inner.name() + budget, inner.body());
    }

    private Drawn frame(String path, String title, List<Step> body) {
        page.open(path, title);
        Drawn drawn = atLeastAPoint(sequence(body, path), path);
        page.close();
        return drawn;
    }

    private Drawn rounds(Step.Rounds rounds, String scope) {
        String path = scope + "/" + rounds.name();
        String bound = rounds.fixed().map(most -> ", at most " + most.rounds()).orElse(", bounded by its input");
        page.open(path, rounds.name() + bound);
        Drawn body = atLeastAPoint(sequence(rounds.body(), path), path);
        String decide = point(path, "{%s}", "again?");
        connect(body.exits(), Drawn.single(decide));
        body.first().forEach(first -> page.line(decide, "again", false, first));
        page.close();
        List<Exit> exits = new ArrayList<>(List.of(new Exit(decide, "done")));
        rounds.exhausted()
                .ifPresent(
                        way -> exits.addAll(connect(List.of(new Exit(decide, "no round left")), sequence(way, scope))));
        return new Drawn(body.first(), exits);
    }

    private Drawn split(Step.Split split, String scope) {
        String path = scope + "/" + split.name();
        List<String> first = new ArrayList<>();
        List<Exit> exits = new ArrayList<>();
        page.open(path, split.name() + ", " + MermaidText.join(split.join()));
        for (Step.NamedBody arm : split.arms()) {
            String inside = path + "[" + arm.key() + "]";
            Drawn drawn = atLeastAPoint(sequence(arm.body(), inside), inside);
            first.addAll(drawn.first());
            exits.addAll(drawn.exits());
        }
        page.close();
        return new Drawn(first, exits);
    }

    private Drawn atLeastAPoint(Drawn drawn, String path) {
        return drawn.first().isEmpty() ? Drawn.single(point(path, "((%s))", "pass")) : drawn;
    }

    private String point(String scope, String shape, String label) {
        return page.shape(scope + "/?" + points.merge(scope, 1, Integer::sum), shape, label);
    }
}
