package dev.tandemwork.testkit.github.internal.server;

import dev.tandemwork.testkit.github.internal.route.Needs;
import dev.tandemwork.testkit.github.internal.route.Routes;
import dev.tandemwork.testkit.github.internal.wire.Answer;
import dev.tandemwork.testkit.github.internal.wire.Problem;

/** Tells what is left; where there are no limits there is nothing to tell. */
public final class MeterEndpoint {
    private MeterEndpoint() {}

    /** Adds itself to {@code routes}. */
    public static void on(Routes routes, Meter meter) {
        routes.on(
                "GET /rate_limit",
                Needs.NOTHING,
                ask -> meter.overview(ask.caller().identity())
                        .map(Answer::ok)
                        .orElseThrow(() -> Problem.of(404, "Rate limiting is not enabled.")));
    }
}
