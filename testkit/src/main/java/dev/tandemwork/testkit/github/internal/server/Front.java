package dev.tandemwork.testkit.github.internal.server;

import dev.tandemwork.testkit.github.fault.GitHubFault;
import dev.tandemwork.testkit.github.fault.GitHubFaults;
import dev.tandemwork.testkit.github.internal.access.Caller;
import dev.tandemwork.testkit.github.internal.route.Routes;
import dev.tandemwork.testkit.github.internal.wire.Answer;
import dev.tandemwork.testkit.github.internal.wire.Call;
import dev.tandemwork.testkit.github.internal.wire.Problem;
import dev.tandemwork.testkit.github.traffic.GitHubCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What every request to the API passes: who asks, how much, what goes wrong, what has changed. */
final class Front {
    private final Desk desk;
    private final Meter meter;
    private final GitHubFaults faults;
    private final Delays delays;

    Front(Desk desk, Meter meter, GitHubFaults faults, Delays delays) {
        this.desk = desk;
        this.meter = meter;
        this.faults = faults;
        this.delays = delays;
    }

    /** Returns the answer; throws if the connection is to be cut instead. */
    Answer answer(Call call) throws IOException {
        try {
            Caller caller = desk.caller(call);
            Optional<Routes.Match> match = desk.match(call);
            Charge charge = Charge.of(call, caller, match);
            Optional<Answer> refused = meter.begin(charge);
            try {
                return refused.isPresent() ? refused.get() : admitted(call, caller, match, charge);
            } finally {
                meter.leave(charge);
            }
        } catch (Problem problem) {
            return problem.answer();
        }
    }

    private Answer admitted(Call call, Caller caller, Optional<Routes.Match> match, Charge charge) throws IOException {
        Optional<GitHubFault> fault = faults.take(new GitHubCall(call.method(), call.path(), call.body()));
        Optional<Answer> instead = fault.isPresent() ? before(fault.get()) : Optional.empty();
        Answer answer =
                instead.isPresent() ? instead.get() : EntityTags.on(call, caller, desk.answer(call, caller, match));
        Answer counted = meter.end(charge, answer);
        return fault.isPresent() ? after(fault.get(), counted) : counted;
    }

    private Optional<Answer> before(GitHubFault fault) throws IOException {
        if (fault instanceof GitHubFault.Dropped) {
            throw new IOException("dropped on demand: an exception makes the server close the connection at once");
        }
        if (fault instanceof GitHubFault.Slow slow) {
            delays.await(slow.delay());
        }
        return fault instanceof GitHubFault.Refused refused ? Optional.of(refusal(refused)) : Optional.empty();
    }

    private static Answer refusal(GitHubFault.Refused refused) {
        String type = refused.headers().getOrDefault("Content-Type", "application/json; charset=utf-8");
        Answer answer = Answer.bytes(refused.status(), type, refused.body().getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, String> header : refused.headers().entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }

    private static Answer after(GitHubFault fault, Answer answer) throws IOException {
        if (fault instanceof GitHubFault.Cut) {
            throw new IOException("cut on demand: an exception makes the server close the connection at once");
        }
        if (fault instanceof GitHubFault.CutShort) {
            return answer.with(HttpFront.CUT_SHORT, "");
        }
        return fault instanceof GitHubFault.Garbled garbled
                ? Answer.text(garbled.status(), "application/json; charset=utf-8", garbled.body())
                : answer;
    }
}
