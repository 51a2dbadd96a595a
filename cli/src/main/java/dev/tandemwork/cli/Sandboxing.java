package dev.tandemwork.cli;

import dev.tandemwork.cli.serve.RepositoryServer;
import dev.tandemwork.cli.serve.ServedRuntime;
import dev.tandemwork.cli.serve.SoleUse;
import dev.tandemwork.sysbox.EgressPolicy;
import dev.tandemwork.sysbox.Isolation;
import dev.tandemwork.sysbox.Leftovers;
import dev.tandemwork.sysbox.RegistryMirror;
import dev.tandemwork.sysbox.SysboxWorkerRuntime;
import dev.tandemwork.sysbox.secret.SecretSource;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerRuntime;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes runtimes whose workers are in containers: the one place that knows how they are built. */
final class Sandboxing {
    static final String IMAGE = "tandemwork/worker:local";

    private static final String GIT_TOKEN = "TANDEMWORK_GIT_TOKEN";
    private static final Pattern HOST = Pattern.compile("(.+?)(?::(\\d{1,5}))?");

    /** {@code image build} names all images alike. */
    private static final Pattern WORKER = Pattern.compile("(|.*/)worker(:[^/]*)?");

    private final Map<String, String> environment;

    private Sandboxing(Map<String, String> environment) {
        this.environment = environment;
    }

    static Sandboxing of(Map<String, String> environment) {
        return new Sandboxing(environment);
    }

    /** Returns how workers are chosen to be, without what belongs to one installation. */
    SysboxWorkerRuntime.Builder builder(RuntimeChoice choice) {
        SysboxWorkerRuntime.Builder builder = SysboxWorkerRuntime.builder()
                .image(choice.image().orElse(IMAGE))
                .egress(policy(choice))
                .isolation(isolation());
        choice.image().flatMap(worker -> beside(worker, "proxy")).ifPresent(builder::proxyImage);
        choice.mirror().map(mirror -> built(mirror, choice)).ifPresent(builder::mirror);
        Optional.ofNullable(environment.get("DOCKER_HOST"))
                .filter(engine -> !engine.isEmpty())
                .map(Sandboxing::engine)
                .ifPresent(builder::docker);
        return builder;
    }

    private static URI engine(String given) {
        try {
            return URI.create(given);
        } catch (IllegalArgumentException e) {
            throw CommandException.wrong(
                    "variable [DOCKER_HOST] is [" + given + "]; expected unix:///PATH or tcp://HOST:PORT");
        }
    }

    private static RegistryMirror built(RegistryMirror mirror, RuntimeChoice choice) {
        Optional<String> image = choice.image().flatMap(worker -> beside(worker, "mirror"));
        return image.isPresent() && mirror instanceof RegistryMirror.PullThrough own
                ? new RegistryMirror.PullThrough(image.get(), own.upstream())
                : mirror;
    }

    /** Returns the image of that use that was built with {@code worker}. */
    private static Optional<String> beside(String worker, String use) {
        Matcher parts = WORKER.matcher(worker);
        return parts.matches()
                ? Optional.of(parts.group(1)
                        + use
                        + Optional.ofNullable(parts.group(2)).orElse(""))
                : Optional.empty();
    }

    /** Only tests of this program set the variable; whatever else it says is not a wish for less isolation. */
    private Isolation isolation() {
        return "unsafe-for-tests".equals(environment.get("TANDEMWORK_ISOLATION"))
                ? Isolation.UNSAFE_FOR_TESTS
                : Isolation.SYSBOX;
    }

    /** Returns what a person is to be told of workers like these. */
    String notice() {
        return isolation() == Isolation.SYSBOX
                ? "workers are containers under Sysbox, which reach the hosts that are allowed and no other"
                : "workers are containers WITHOUT A SANDBOX ("
                        + Isolation.UNSAFE_FOR_TESTS.name().toLowerCase(Locale.ROOT)
                        + "): root in one can do to this machine what root can";
    }

    /** Opens the runtime of a state folder. Its workers reach the repositories of this machine through a server. */
    WorkerRuntime open(RuntimeChoice choice, StateFolder state, int workers) {
        SoleUse use = SoleUse.of(state.sandboxes()).orElseThrow(() -> inUse(state));
        try {
            RepositoryServer server = RepositoryServer.open(state.sandboxes().resolve("_repositories.json"));
            return open(choice, state, workers, server, use);
        } catch (RuntimeException e) {
            use.close();
            throw e;
        }
    }

    private static CommandException inUse(StateFolder state) {
        return CommandException.environment(List.of("folder [" + state.sandboxes()
                + "] is in use by another process, which has workers in containers; expected one at a time; wait for it, or"
                + " name another state folder by --state"));
    }

    private WorkerRuntime open(
            RuntimeChoice choice, StateFolder state, int workers, RepositoryServer server, SoleUse use) {
        try {
            SysboxWorkerRuntime runtime = builder(choice)
                    .root(state.sandboxes())
                    .maxWorkers(workers)
                    .egress(policy(choice).allowAt(RepositoryServer.HOST, EgressPolicy.HOST_GATEWAY, server.port()))
                    .gitCredential("tandemwork", GIT_TOKEN)
                    .secrets(SecretSource.of(Map.of(GIT_TOKEN, server.token())).or(SecretSource.of(environment)))
                    .build();
            return ServedRuntime.of(runtime, server, use);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Finds what is left of workers that are not {@code needed}; nobody may have the folder in use. */
    Leftovers leftovers(StateFolder state, Predicate<WorkerId> needed) {
        return builder(RuntimeChoice.of(RuntimeKind.SYSBOX))
                .root(state.sandboxes())
                .leftovers(needed);
    }

    /** Returns which hosts workers may reach. */
    static EgressPolicy policy(RuntimeChoice choice) {
        EgressPolicy policy = EgressPolicy.standard();
        for (String host : choice.egress()) {
            policy = allowed(policy, host);
        }
        return policy;
    }

    private static EgressPolicy allowed(EgressPolicy policy, String given) {
        Matcher parts = HOST.matcher(given);
        try {
            if (parts.matches() && parts.group(2) != null) {
                return policy.allow(parts.group(1), Integer.parseInt(parts.group(2)));
            }
            return policy.allow(given);
        } catch (IllegalArgumentException e) {
            throw CommandException.wrong("option [--egress] is [" + given
                    + "]; expected a host such as registry.example.org, *.example.org or 10.1.2.3, and a port after [:]"
                    + " if it is not 443");
        }
    }
}
