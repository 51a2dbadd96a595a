package dev.tandemwork.sysbox.internal.check;

import dev.tandemwork.sysbox.HostCheck;
import dev.tandemwork.sysbox.internal.docker.CallListener;
import dev.tandemwork.sysbox.internal.docker.DockerDeadlines;
import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.DockerHosts;
import dev.tandemwork.sysbox.internal.docker.EngineInfo;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects to an engine and looks at its host. */
public final class Inspection {
    private static final Logger LOG = LoggerFactory.getLogger(Inspection.class);

    private final HostNeeds needs;

    private Inspection(HostNeeds needs) {
        this.needs = needs;
    }

    /** Returns an inspection of what there is of {@code needs}. */
    public static Inspection of(HostNeeds needs) {
        return new Inspection(needs);
    }

    /** Returns how everything stands that can be told without starting anything. */
    public List<HostCheck> look() {
        return connected(Inspection::all);
    }

    /** Returns the same, and if nothing has failed, how a sandbox that is really started does. */
    public List<HostCheck> tryOut() {
        return connected((found, engine) -> {
            List<HostCheck> checks = all(found, engine);
            if (checks.stream().noneMatch(HostCheck::hasFailed)) {
                checks.addAll(SandboxTrial.of(found.host(), found.needs()).run());
            }
            return checks;
        });
    }

    private static List<HostCheck> all(Found found, HostCheck engine) {
        List<HostCheck> checks = new ArrayList<>();
        checks.add(engine);
        checks.addAll(new EngineChecks(found).all());
        checks.addAll(new ResourceChecks(found).all());
        return checks;
    }

    private List<HostCheck> connected(BiFunction<Found, HostCheck, List<HostCheck>> look) {
        DockerHost host;
        try {
            host = DockerHosts.connect(needs.engine());
        } catch (DockerException | IllegalArgumentException e) {
            return List.of(EngineFailure.of(needs.engine(), e));
        }
        try (host) {
            Found found = Found.at(host, needs);
            return look.apply(found, EngineChecks.engine(found));
        } catch (DockerException e) {
            return List.of(EngineFailure.of(needs.engine(), e));
        }
    }

    /**
     * Returns the engine of {@code needs}, if it has what no worker can be without. Nothing is started or made, unless
     * only a start can tell whether the engine isolates. What is no sandbox is logged.
     *
     * @param engine how it is talked to
     * @throws WorkerException with the first thing that is missing, and its remedy
     */
    public static Found require(HostNeeds needs, Engine engine) {
        DockerHost host = connect(needs, engine);
        try {
            Found found = Found.at(host, needs);
            firstFailed(found).ifPresent(check -> {
                throw refusal(check);
            });
            return found;
        } catch (DockerException e) {
            host.close();
            throw refusal(EngineFailure.of(needs.engine(), e));
        } catch (WorkerException e) {
            host.close();
            throw e;
        }
    }

    /**
     * Returns the engine of {@code needs}, whatever it has.
     *
     * @throws WorkerException if there is none, with the remedy
     */
    public static DockerHost connect(HostNeeds needs) {
        return connect(needs, new Engine(DockerDeadlines.standard(), CallListener.none()));
    }

    private static DockerHost connect(HostNeeds needs, Engine engine) {
        try {
            return DockerHosts.connect(needs.engine(), engine.deadlines(), engine.listener());
        } catch (DockerException e) {
            throw refusal(EngineFailure.of(needs.engine(), e));
        }
    }

    private static Optional<HostCheck> firstFailed(Found found) {
        List<HostCheck> checks = new EngineChecks(found).necessary();
        checks.stream()
                .filter(check -> check.status() == HostCheck.Status.WARNING)
                .forEach(check -> LOG.warn("{}", check.message()));
        Optional<HostCheck> failed =
                checks.stream().filter(HostCheck::hasFailed).findFirst();
        boolean isUnproven = failed.isEmpty() && found.isUnnamed();
        return isUnproven
                ? SandboxTrial.of(found.host(), found.needs()).isolation().filter(HostCheck::hasFailed)
                : failed;
    }

    private static WorkerException refusal(HostCheck check) {
        return WorkerException.of(WorkerFailure.of(WorkerFailure.Kind.WORKSPACE, check.message()));
    }

    /**
     * How an engine is talked to.
     *
     * @param deadlines of its answers
     * @param listener to how each call ends
     */
    public record Engine(DockerDeadlines deadlines, CallListener listener) {}

    /**
     * An engine that was reached.
     *
     * @param host to talk to it
     * @param info what it is
     * @param needs of workers, with the name that Sysbox has here
     */
    public record Found(DockerHost host, EngineInfo info, HostNeeds needs) {
        static Found at(DockerHost host, HostNeeds needs) {
            EngineInfo info = host.info();
            return new Found(host, info, needs.withOciRuntime(OciRuntime.name(needs.ociRuntime(), info)));
        }

        /** Returns whether the engine's own runtime is to isolate, which no name tells. */
        boolean isUnnamed() {
            return needs.ociRuntime().isEmpty();
        }
    }
}
