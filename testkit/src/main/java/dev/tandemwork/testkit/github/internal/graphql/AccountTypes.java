package dev.tandemwork.testkit.github.internal.graphql;

import dev.tandemwork.testkit.github.internal.state.Ids;
import dev.tandemwork.testkit.github.internal.wire.Places;

/** Accounts: people and apps. */
final class AccountTypes {
    private final GraphType<String> user;
    private final GraphType<String> bot;

    AccountTypes(Places places) {
        user = account(new GraphType<>("User", "Actor", "RepositoryOwner", "RequestedReviewer"), places)
                .with("id", login -> Ids.node("User", login))
                .with("name", login -> login)
                .with("email", login -> "");
        bot = account(new GraphType<>("Bot", "Actor"), places).with("id", login -> Ids.node("Bot", login));
    }

    private static GraphType<String> account(GraphType<String> type, Places places) {
        return type.with("login", login -> login)
                .with("url", login -> places.web() + "/" + login)
                .with("resourcePath", login -> "/" + login)
                .with("avatarUrl", login -> places.web() + "/avatars/" + login);
    }

    GraphObject of(String login) {
        return login.endsWith("[bot]") ? bot.of(login) : user.of(login);
    }
}
