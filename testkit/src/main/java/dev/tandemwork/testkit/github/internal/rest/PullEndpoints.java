package dev.tandemwork.testkit.github.internal.rest;

import dev.tandemwork.testkit.github.internal.route.Ask;
import dev.tandemwork.testkit.github.internal.route.Needs;
import dev.tandemwork.testkit.github.internal.route.Routes;
import dev.tandemwork.testkit.github.internal.state.Pull;
import dev.tandemwork.testkit.github.internal.state.PullDraft;
import dev.tandemwork.testkit.github.internal.state.Repository;
import dev.tandemwork.testkit.github.internal.wire.Answer;
import dev.tandemwork.testkit.github.internal.wire.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Opens, finds, shows and edits pull requests. */
final class PullEndpoints {
    private static final Needs READ = Needs.permission("pull_requests=read");
    private static final Needs WRITE = Needs.permission("pull_requests=write");

    private PullEndpoints() {}

    static void on(Routes routes) {
        routes.on("GET /repos/{owner}/{repo}/pulls", READ, PullEndpoints::list)
                .on("POST /repos/{owner}/{repo}/pulls", WRITE.notifying(), PullEndpoints::open)
                .on("GET /repos/{owner}/{repo}/pulls/{number}", READ, PullEndpoints::get)
                .on("PATCH /repos/{owner}/{repo}/pulls/{number}", WRITE, PullEndpoints::edit);
    }

    private static Answer list(Ask ask) {
        List<Pull> found = new ArrayList<>(ask.repository().pulls().all().stream()
                .filter(pull -> isWanted(ask, pull))
                .toList());
        Comparator<Pull> order =
                ask.call().query("sort").filter("updated"::equals).isPresent()
                        ? Comparator.comparing(Pull::updated).thenComparingInt(Pull::number)
                        : Comparator.comparingInt(Pull::number);
        boolean ascending = ask.call().query("direction").filter("asc"::equals).isPresent();
        found.sort(ascending ? order : order.reversed());
        PullShape shape = new PullShape(ask, ask.repository());
        return Pages.of(ask, found, shape::item);
    }

    private static boolean isWanted(Ask ask, Pull pull) {
        String state = ask.call().query("state").orElse("open");
        boolean fits = state.equals("all") || state.equals("open") == pull.isOpen();
        return fits
                && ask.call()
                        .query("base")
                        .filter(base -> !base.equals(pull.baseBranch()))
                        .isEmpty()
                && ask.call()
                        .query("head")
                        .filter(head -> !isHead(ask, head, pull))
                        .isEmpty();
    }

    /** Without an owner in it, this filter is no filter: GitHub ignores it, and so many have found somebody else's. */
    private static boolean isHead(Ask ask, String head, Pull pull) {
        return !head.contains(":") || head.equals(ask.repository().owner() + ":" + pull.headBranch());
    }

    private static Answer open(Ask ask) {
        Repository repository = ask.repository();
        PullDraft draft = new PullDraft(
                ask.text("title").orElse(""),
                ask.text("body").orElse(""),
                ask.text("head").orElse("").replaceFirst("^" + repository.owner() + ":", ""),
                ask.text("base").orElse(""),
                ask.json().path("draft").asBoolean());
        Pull pull = repository.pulls().open(draft, ask.caller().login());
        PullShape shape = new PullShape(ask, repository);
        return Answer.json(201, shape.full(pull, repository.gate().look(pull))).with("Location", shape.url(pull));
    }

    private static Answer get(Ask ask) {
        Repository repository = ask.repository();
        Pull pull = ask.pull();
        String accept = ask.call().header("accept").orElse("");
        if (accept.contains("diff") || accept.contains("patch")) {
            return diff(repository, pull);
        }
        repository.merging().look(pull);
        return Answer.ok(
                new PullShape(ask, repository).full(pull, repository.gate().look(pull)));
    }

    private static Answer diff(Repository repository, Pull pull) {
        DiffLimits.require(repository.pulls().files(pull));
        byte[] patch = repository.git().patch(repository.pulls().mergeBase(pull), pull.head());
        DiffLimits.require(patch);
        return Answer.bytes(200, "application/vnd.github.v3.diff; charset=utf-8", patch);
    }

    private static Answer edit(Ask ask) {
        Repository repository = ask.repository();
        Pull pull = ask.pull();
        repository.pulls().edit(pull, ask.text("title"), ask.text("body"));
        ask.text("base").ifPresent(base -> repository.pulls().retarget(pull, base));
        Optional<String> state = ask.text("state");
        if (state.filter("closed"::equals).isPresent()) {
            repository.pulls().close(pull, ask.caller().login());
        } else if (state.filter("open"::equals).isPresent() && !pull.isOpen()) {
            repository.pulls().reopen(pull, ask.caller().login());
        } else if (state.filter(text -> !text.equals("open")).isPresent()) {
            throw Problem.field("PullRequest", "state", "invalid");
        }
        return Answer.ok(
                new PullShape(ask, repository).full(pull, repository.gate().look(pull)));
    }
}
