package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.lane.SelfTestResult;
import dev.tandemwork.sysbox.internal.warm.Probe;
import dev.tandemwork.sysbox.internal.warm.Starter;
import dev.tandemwork.sysbox.internal.warm.WarmRecipe;
import dev.tandemwork.task.Limits;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts sandboxes ahead of their tasks. They are known by their names, which say that they are of nobody yet. */
final class WarmSandboxes implements Starter<String>, Probe<String> {
    static final String PREFIX = "warm-";
    private static final Logger LOG = LoggerFactory.getLogger(WarmSandboxes.class);

    private final Sandboxes sandboxes;
    private final Settings settings;

    WarmSandboxes(Sandboxes sandboxes, Settings settings) {
        this.sandboxes = sandboxes;
        this.settings = settings;
    }

    /** Returns what a sandbox of {@code limits} is made of. */
    WarmRecipe recipe(Limits limits) {
        return new WarmRecipe(
                settings.imageId(),
                limits.memoryBytes(),
                limits.cpus(),
                limits.pids(),
                limits.diskBytes(),
                settings.isolation() + "/" + settings.ociRuntime(),
                sandboxes.network(),
                sandboxes.storage());
    }

    @Override
    public String start(String name, WarmRecipe recipe) {
        String sandbox = PREFIX + UUID.randomUUID();
        sandboxes.keep(sandbox);
        try {
            Sandbox started = undisturbed(() -> sandboxes.start(sandbox, limits(recipe), LOG::warn));
            sandboxes.networks().begin(started);
            boolean isReady =
                    sandboxes.engine(sandbox).awaitReady(settings.times().ready());
            require(isReady, sandbox, "its inner Docker engine did not get ready");
            SelfTestResult network = sandboxes.networks().of(started);
            require(network instanceof SelfTestResult.Passed, sandbox, "its network is not closed: " + network);
            return sandbox;
        } catch (RuntimeException e) {
            removeAfter(e, sandbox);
            throw e;
        }
    }

    private void removeAfter(RuntimeException problem, String sandbox) {
        try {
            undisturbed(() -> {
                discard(sandbox);
                return sandbox;
            });
        } catch (DockerException e) {
            problem.addSuppressed(e);
        }
    }

    /**
     * Does what an interrupt must not leave half done: an engine goes on with what it was asked for, and whoever is
     * interrupted has to clear up all the same.
     */
    private static <T> T undisturbed(Supplier<T> work) {
        return Daemon.join(Daemon.supply("warm-step", work));
    }

    private static Limits limits(WarmRecipe recipe) {
        Limits all = Limits.defaults();
        return new Limits(
                all.attemptTime(),
                all.idleTime(),
                all.rounds(),
                all.conflictRounds(),
                all.budget(),
                recipe.memoryBytes(),
                recipe.cpus(),
                recipe.pids(),
                recipe.diskBytes());
    }

    private static void require(boolean holds, String sandbox, String otherwise) {
        if (!holds) {
            throw WorkerException.of(WorkerFailure.of(
                    Kind.WORKSPACE, "sandbox [" + sandbox + "] can't be kept warm: " + otherwise + "; see its log"));
        }
    }

    @Override
    public boolean isHealthy(String sandbox) {
        return sandboxes.engine(sandbox).isReady();
    }

    /** What can't be removed now is nobody's from here on, and removed by who tidies up if not by who tries again. */
    @Override
    public void discard(String sandbox) {
        sandboxes.letGo(sandbox);
        sandboxes.remove(sandbox);
    }
}
