package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.internal.docker.ExecResult;
import dev.tandemwork.sysbox.internal.lane.SelfTestResult;
import dev.tandemwork.sysbox.internal.warm.Probe;
import dev.tandemwork.sysbox.internal.warm.Starter;
import dev.tandemwork.sysbox.internal.warm.WarmRecipe;
import dev.tandemwork.task.Limits;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Starts sandboxes ahead of their tasks. They are known by their names, which say that they are of nobody yet. */
final class WarmSandboxes implements Starter<String>, Probe<String> {
    static final String PREFIX = "warm-";
    private static final String DISK = "diskBytes";
    private static final Duration PROBE = Duration.ofSeconds(5);
    private static final String READY = "/run/tandemwork/engine-ready";

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
                settings.isolation() + "/" + settings.ociRuntime(),
                settings.egress().toString(),
                "",
                Map.of(DISK, String.valueOf(limits.diskBytes())));
    }

    @Override
    public String start(String name, WarmRecipe recipe) {
        String sandbox = PREFIX + UUID.randomUUID();
        try {
            Sandbox started = undisturbed(() -> sandboxes.start(sandbox, limits(recipe)));
            require(awaitReady(started), sandbox, "its inner Docker engine did not get ready");
            SelfTestResult network = settings.selfTest(sandboxes.host()).run(started.id(), started.lane());
            require(network instanceof SelfTestResult.Passed, sandbox, "its network is not closed: " + network);
            return sandbox;
        } catch (RuntimeException e) {
            undisturbed(() -> {
                sandboxes.remove(sandbox);
                return sandbox;
            });
            throw e;
        }
    }

    /**
     * Does what an interrupt must not leave half done: an engine goes on with what it was asked for, and whoever is
     * interrupted has to clear up all the same.
     */
    private static <T> T undisturbed(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, each -> Daemon.start("warm-step", each))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
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
                Long.parseLong(recipe.environment().get(DISK)));
    }

    private boolean awaitReady(Sandbox started) {
        Duration limit = settings.times().ready();
        String wait = "until test -e " + READY + "; do sleep 0.05; done";
        List<String> command = List.of("timeout", String.valueOf(limit.toSeconds()), "sh", "-c", wait);
        ExecResult waited = sandboxes.host().exec(started.id(), command, new byte[0], limit.plus(PROBE));
        return waited.succeeded();
    }

    private static void require(boolean holds, String sandbox, String otherwise) {
        if (!holds) {
            throw WorkerException.of(WorkerFailure.of(
                    Kind.WORKSPACE, "sandbox [" + sandbox + "] can't be kept warm: " + otherwise + "; see its log"));
        }
    }

    @Override
    public boolean isHealthy(String sandbox) {
        return sandboxes.answers(sandbox, List.of("test", "-e", READY), PROBE);
    }

    @Override
    public void discard(String sandbox) {
        sandboxes.remove(sandbox);
    }
}
