package dev.tandemwork.testkit.github.internal.rest;

import dev.tandemwork.testkit.github.internal.route.Routes;

/** The REST API as a whole. */
public final class RestApi {
    private RestApi() {}

    /** Adds all of it to {@code routes}. */
    public static void on(Routes routes) {
        MetaEndpoints.on(routes);
        PullEndpoints.on(routes);
        BranchEndpoints.on(routes);
    }
}
