package dev.tandemwork.testkit.github.internal.rest;

import dev.tandemwork.testkit.github.internal.route.Routes;

/** The REST API as a whole, but for what the meter says. */
public final class RestApi {
    private RestApi() {}

    /** Adds all of it to {@code routes}. */
    public static void on(Routes routes) {
        MetaEndpoints.on(routes);
        AppEndpoints.on(routes);
        RepositoryEndpoints.on(routes);
        PullEndpoints.on(routes);
        CommitEndpoints.on(routes);
        MergeEndpoints.on(routes);
        ReviewEndpoints.on(routes);
        CommentEndpoints.on(routes);
        CheckEndpoints.on(routes);
        BranchEndpoints.on(routes);
        RuleEndpoints.on(routes);
    }
}
