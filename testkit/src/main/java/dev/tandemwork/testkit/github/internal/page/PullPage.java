package dev.tandemwork.testkit.github.internal.page;

import dev.tandemwork.testkit.github.internal.git.ChangedFile;
import dev.tandemwork.testkit.github.internal.state.Check;
import dev.tandemwork.testkit.github.internal.state.Comment;
import dev.tandemwork.testkit.github.internal.state.Pull;
import dev.tandemwork.testkit.github.internal.state.Remark;
import dev.tandemwork.testkit.github.internal.state.Repository;
import dev.tandemwork.testkit.github.internal.state.Review;
import dev.tandemwork.testkit.github.internal.state.Status;
import java.util.List;
import java.util.Locale;

/** Shows one pull request: what it does, what was said of it, and what has become of it. */
final class PullPage {
    private static final int SHORT = 12;

    private final Repository repository;
    private final Pull pull;
    private final Html html;

    private PullPage(Repository repository, Pull pull) {
        this.repository = repository;
        this.pull = pull;
        this.html = Html.page(pull.title() + " · " + repository.fullName());
    }

    static String of(Repository repository, Pull pull) {
        PullPage page = new PullPage(repository, pull);
        page.head();
        page.checks();
        page.reviews();
        page.comments();
        page.diff();
        return page.html.end();
    }

    private void head() {
        html.open("p")
                .link("/", "Fake GitHub")
                .say(" / ")
                .link("/" + repository.fullName() + "/pulls", repository.fullName());
        html.close("p")
                .open("h1")
                .say(pull.title() + " ")
                .put("span", "quiet", "#" + pull.number())
                .close("h1");
        html.open("p").put("span", "state " + word(pull.state()), title(word(pull.state())));
        html.say(" " + pull.author() + " wants ").put("span", "mono", pull.headBranch());
        html.say(" at ").put("span", "mono", pull.head().substring(0, SHORT));
        html.say(" in ").put("span", "mono", pull.baseBranch()).close("p");
        pull.landing()
                .ifPresent(landing -> html.open("p", "id", "merge")
                        .say("Merged by " + landing.by() + " as ")
                        .put("span", "mono", landing.commit())
                        .close("p"));
        html.open("div", "class", "box").put("div", "text", pull.body().isBlank() ? "No description." : pull.body());
        html.close("div");
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String title(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1).replace('_', ' ');
    }

    private void checks() {
        List<Check> runs = repository.checks().runs(pull.head());
        List<Status> statuses = repository.checks().statuses(pull.head());
        html.open("h2").say("Checks").close("h2").open("div", "class", "box", "id", "checks");
        runs.forEach(run -> check(
                run.name(),
                run.isDone() ? run.isGood() ? "good" : "bad" : "pending",
                run.result().conclusion().orElse(run.result().status())));
        statuses.forEach(status -> check(status.context(), style(status), status.state()));
        if (runs.isEmpty() && statuses.isEmpty()) {
            html.put("div", "text quiet", "Nothing was reported for this commit.");
        }
        html.close("div");
    }

    private static String style(Status status) {
        return switch (status.state()) {
            case "success" -> "good";
            case "pending" -> "pending";
            default -> "bad";
        };
    }

    private void check(String name, String style, String word) {
        html.open("div", "class", "row").put("span", "name mono", name);
        html.put("span", "state " + style, title(word)).close("div");
    }

    private void reviews() {
        html.open("h2").say("Reviews").close("h2").open("div", "id", "reviews");
        pull.reviews().forEach(this::review);
        if (pull.reviews().isEmpty()) {
            html.put("p", "quiet", "Nobody has judged it.");
        }
        html.close("div");
    }

    private void review(Review review) {
        html.open("div", "class", "box").open("header");
        html.put("span", "state " + word(review.state()), title(word(review.state())));
        html.say(" " + review.author() + " on ")
                .put("span", "mono", review.commit().substring(0, SHORT));
        html.close("header");
        if (!review.body().isBlank()) {
            html.put("div", "text", review.body());
        }
        pull.remarks().stream().filter(remark -> remark.review() == review.id()).forEach(this::remark);
        html.close("div");
    }

    private void remark(Remark remark) {
        html.open("div", "class", "row")
                .put("span", "mono", remark.spot().path() + ":" + remark.spot().line());
        html.put("span", "name", remark.body()).close("div");
    }

    private void comments() {
        if (pull.comments().isEmpty()) {
            return;
        }
        html.open("h2").say("Comments").close("h2");
        for (Comment comment : pull.comments()) {
            html.open("div", "class", "box")
                    .open("header")
                    .say(comment.author())
                    .close("header");
            html.put("div", "text", comment.body()).close("div");
        }
    }

    private void diff() {
        List<ChangedFile> files = repository.pulls().files(pull);
        html.open("h2")
                .say("Changes in " + files.size() + (files.size() == 1 ? " file" : " files"))
                .close("h2");
        html.open("div", "id", "diff");
        files.forEach(this::file);
        html.close("div");
    }

    private void file(ChangedFile file) {
        html.open("div", "class", "box").open("header").put("span", "mono", file.path());
        html.put("span", "quiet", "  " + file.status() + ", +" + file.additions() + " −" + file.deletions());
        html.close("header").open("pre");
        file.patch().orElse("No text to show.").lines().forEach(line -> html.put("span", style(line), line));
        html.close("pre").close("div");
    }

    private static String style(String line) {
        if (line.startsWith("@@")) {
            return "hunk";
        }
        if (line.startsWith("+")) {
            return "add";
        }
        return line.startsWith("-") ? "del" : "same";
    }
}
