package dev.tandemwork.testkit.github.internal.page;

import dev.tandemwork.testkit.github.internal.state.Hub;
import dev.tandemwork.testkit.github.internal.state.Repository;
import dev.tandemwork.testkit.github.internal.wire.Answer;
import java.util.Optional;

/** Answers browsers: the list of repositories, the pull requests of one, and each of them. */
public final class Pages {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private final Hub hub;

    /** Shows what {@code hub} holds, private or not: whoever runs the tests may see it all. */
    public Pages(Hub hub) {
        this.hub = hub;
    }

    /** Returns the page at {@code path}, if there is one. */
    public Optional<Answer> at(String path) {
        synchronized (hub) {
            return html(path)
                    .map(text ->
                            Answer.text(200, "text/html; charset=utf-8", text).with("Content-Security-Policy", POLICY));
        }
    }

    private Optional<String> html(String path) {
        String[] parts = path.split("/");
        if (parts.length == 0) {
            return Optional.of(ListPage.repositories(hub));
        }
        if (parts.length < 4) {
            return Optional.empty();
        }
        Optional<Repository> repository = hub.find(parts[1], parts[2]);
        if (parts.length == 4 && parts[3].equals("pulls")) {
            return repository.map(ListPage::pulls);
        }
        boolean isPull = parts.length == 5 && parts[3].equals("pull") && parts[4].matches("\\d{1,9}");
        return isPull ? repository.flatMap(found -> pull(found, Integer.parseInt(parts[4]))) : Optional.empty();
    }

    private static Optional<String> pull(Repository repository, int number) {
        return repository.pulls().find(number).map(pull -> PullPage.of(repository, pull));
    }
}
