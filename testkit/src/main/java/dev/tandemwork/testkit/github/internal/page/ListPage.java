package dev.tandemwork.testkit.github.internal.page;

import dev.tandemwork.testkit.github.internal.state.Hub;
import dev.tandemwork.testkit.github.internal.state.Pull;
import dev.tandemwork.testkit.github.internal.state.Repository;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Shows which repositories there are, and which pull requests. */
final class ListPage {
    private ListPage() {}

    static String repositories(Hub hub) {
        Html html = Html.page("Fake GitHub")
                .open("h1")
                .say("Fake GitHub")
                .close("h1")
                .open("div", "class", "box");
        for (Repository repository : hub.repositories()) {
            html.open("div", "class", "row").open("span", "class", "name");
            html.link("/" + repository.fullName() + "/pulls", repository.fullName())
                    .close("span");
            html.put("span", "quiet", repository.pulls().all().size() + " pull requests")
                    .close("div");
        }
        return html.close("div").end();
    }

    static String pulls(Repository repository) {
        Html html = Html.page("Pull requests · " + repository.fullName());
        html.open("p").link("/", "Fake GitHub").close("p");
        html.open("h1").say(repository.fullName()).close("h1").open("div", "class", "box");
        List<Pull> newestFirst = new ArrayList<>(repository.pulls().all());
        Collections.reverse(newestFirst);
        newestFirst.forEach(pull -> row(html, repository, pull));
        if (newestFirst.isEmpty()) {
            html.put("div", "text quiet", "No pull request was opened.");
        }
        return html.close("div").end();
    }

    private static void row(Html html, Repository repository, Pull pull) {
        String state = pull.state().name().toLowerCase(Locale.ROOT);
        html.open("div", "class", "row").put("span", "state " + state, state);
        html.open("span", "class", "name");
        html.link("/" + repository.fullName() + "/pull/" + pull.number(), pull.title())
                .close("span");
        html.put("span", "quiet", "#" + pull.number() + " by " + pull.author()).close("div");
    }
}
