package dev.tandemwork.testkit.github.internal.rest;

import dev.tandemwork.testkit.github.internal.route.Ask;
import dev.tandemwork.testkit.github.internal.route.Needs;
import dev.tandemwork.testkit.github.internal.route.Routes;
import dev.tandemwork.testkit.github.internal.state.Comment;
import dev.tandemwork.testkit.github.internal.state.Pull;
import dev.tandemwork.testkit.github.internal.state.Remark;
import dev.tandemwork.testkit.github.internal.state.ReviewDraft;
import dev.tandemwork.testkit.github.internal.wire.Answer;
import dev.tandemwork.testkit.github.internal.wire.Json;
import dev.tandemwork.testkit.github.internal.wire.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Comments on pull requests and on their lines, and labels. */
final class CommentEndpoints {
    private static final String REPOSITORY = "/repos/{owner}/{repo}";
    private static final String ISSUE = REPOSITORY + "/issues/{number}";
    private static final Needs READ = Needs.permission("issues=read");
    private static final Needs WRITE = Needs.permission("issues=write");

    private CommentEndpoints() {}

    static void on(Routes routes) {
        routes.on("GET " + ISSUE + "/comments", READ, CommentEndpoints::list)
                .on("POST " + ISSUE + "/comments", WRITE.notifying(), CommentEndpoints::add)
                .on("GET " + REPOSITORY + "/issues/comments/{comment}", READ, CommentEndpoints::get)
                .on("PATCH " + REPOSITORY + "/issues/comments/{comment}", WRITE, CommentEndpoints::edit)
                .on("DELETE " + REPOSITORY + "/issues/comments/{comment}", WRITE, CommentEndpoints::delete)
                .on("GET " + ISSUE + "/labels", READ, CommentEndpoints::labels)
                .on("POST " + ISSUE + "/labels", WRITE, CommentEndpoints::label)
                .on("PUT " + ISSUE + "/labels", WRITE, CommentEndpoints::relabel)
                .on("DELETE " + ISSUE + "/labels/{label...}", WRITE, CommentEndpoints::unlabel);
        Needs pulls = Needs.permission("pull_requests=write");
        String remarks = REPOSITORY + "/pulls/{number}/comments";
        routes.on("GET " + remarks, Needs.permission("pull_requests=read"), CommentEndpoints::remarks)
                .on("POST " + remarks, pulls.notifying(), CommentEndpoints::remark)
                .on("POST " + remarks + "/{comment}/replies", pulls.notifying(), CommentEndpoints::reply);
    }

    private static ReviewShape shape(Ask ask) {
        return new ReviewShape(ask, ask.repository());
    }

    private static Answer list(Ask ask) {
        Pull pull = ask.pull();
        return Pages.of(ask, pull.comments(), comment -> shape(ask).comment(pull, comment));
    }

    private static Answer add(Ask ask) {
        Pull pull = ask.pull();
        Comment comment = ask.repository()
                .pulls()
                .comment(pull, ask.text("body").orElse(""), ask.caller().login());
        return Answer.json(201, shape(ask).comment(pull, comment));
    }

    private static Pull commented(Ask ask) {
        return ask.repository().pulls().commented(ask.number("comment")).orElseThrow(Problem::notFound);
    }

    private static Answer get(Ask ask) {
        Pull pull = commented(ask);
        return pull.comments().stream()
                .filter(comment -> comment.id() == ask.number("comment"))
                .findFirst()
                .map(comment -> Answer.ok(shape(ask).comment(pull, comment)))
                .orElseThrow(Problem::notFound);
    }

    private static Answer edit(Ask ask) {
        Pull pull = commented(ask);
        String body = ask.text("body").orElse("");
        Comment edited = ask.repository().pulls().editComment(pull, ask.number("comment"), body);
        return Answer.ok(shape(ask).comment(pull, edited));
    }

    private static Answer delete(Ask ask) {
        ask.repository().pulls().deleteComment(commented(ask), ask.number("comment"));
        return Answer.empty(204);
    }

    private static Answer labels(Ask ask) {
        return Pages.of(ask, ask.pull().labels(), new PullShape(ask, ask.repository())::label);
    }

    private static List<String> given(Ask ask) {
        return StreamSupport.stream(ask.json().path("labels").spliterator(), false)
                .map(label ->
                        label.isTextual() ? label.asText() : label.path("name").asText())
                .toList();
    }

    private static Answer label(Ask ask) {
        List<String> all = new ArrayList<>(ask.pull().labels());
        all.addAll(given(ask));
        return labelled(ask, all);
    }

    private static Answer relabel(Ask ask) {
        return labelled(ask, given(ask));
    }

    private static Answer unlabel(Ask ask) {
        List<String> left = new ArrayList<>(ask.pull().labels());
        if (!left.remove(ask.parameter("label"))) {
            throw Problem.of(404, "Label does not exist");
        }
        return labelled(ask, left);
    }

    private static Answer labelled(Ask ask, List<String> labels) {
        ask.repository().pulls().label(ask.pull(), labels);
        PullShape shape = new PullShape(ask, ask.repository());
        return Answer.ok(ask.pull().labels().stream().map(shape::label).collect(Json.toArray()));
    }

    private static Answer remarks(Ask ask) {
        Pull pull = ask.pull();
        return Pages.of(ask, pull.remarks(), remark -> shape(ask).remark(pull, remark));
    }

    private static Answer remark(Ask ask) {
        Pull pull = ask.pull();
        if (ask.json().has("in_reply_to")) {
            return reply(ask, ask.json().path("in_reply_to").asLong());
        }
        String commit = ask.text("commit_id").orElse(pull.head());
        ReviewDraft.Line line = ReviewEndpoints.line(ask.json());
        Remark remark = ask.repository().reviews().add(pull, ask.caller(), commit, line);
        return Answer.json(201, shape(ask).remark(pull, remark));
    }

    private static Answer reply(Ask ask) {
        return reply(ask, ask.number("comment"));
    }

    private static Answer reply(Ask ask, long id) {
        Pull pull = ask.pull();
        Remark to = pull.remarks().stream()
                .filter(remark -> remark.id() == id)
                .findFirst()
                .orElseThrow(Problem::notFound);
        Remark made = ask.repository()
                .reviews()
                .reply(pull, ask.caller(), to, ask.text("body").orElse(""));
        return Answer.json(201, shape(ask).remark(pull, made));
    }
}
