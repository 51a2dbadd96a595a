package dev.tandemwork.cli;

import dev.tandemwork.cli.demo.Demo;
import dev.tandemwork.cli.demo.DemoProject;
import dev.tandemwork.journal.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Shows the whole pipeline on a made-up project, with scripted agents: no keys, no network.")
final class DemoCommand implements Callable<Integer> {
    /** As many as there are tasks that wait for no other: those that conflict begin together, whichever comes first. */
    private static final int WORKERS = 4;

    @Option(
            names = "--run",
            paramLabel = "NAME",
            description = "What the run is called; the default has the time in it.")
    private @Nullable String name;

    @Mixin
    private StateOption state = new StateOption();

    @Mixin
    private WorkOptions work = new WorkOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    DemoCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        RunId run = Launch.name(name, "demo");
        Launch launch = new Launch(state, work, output);
        RunSettings settings = work.over(RunSettings.defaults().withWorkers(WORKERS));
        launch.requireNew(run);
        Preconditions.requireGit();
        Preconditions.requireHost(settings.runtime());
        state.folder().prepare();
        DemoProject project = prepare(state.folder().demo(run), settings.runtime());
        ExitCode exit = launch.start(run, project.plan(), settings);
        if (!output.isJson()) {
            System.out.println("repository: " + project.repository());
        }
        return exit.code();
    }

    private static DemoProject prepare(Path folder, RuntimeChoice runtime) {
        try {
            return runtime.isSysbox() ? Demo.prepareForContainers(folder) : Demo.prepare(folder);
        } catch (IOException e) {
            throw CommandException.environment(
                    "demo can't be made in [" + folder + "]: " + e.getMessage() + "; name another folder by --state",
                    e);
        }
    }
}
