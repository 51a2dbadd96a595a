package dev.tandemwork.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code resume}. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Goes on with a run that was stopped, or whose process has died. Nothing is done twice.")
final class ResumeCommand implements Callable<Integer> {
    @Mixin
    private RunParameter run = new RunParameter();

    @Mixin
    private StateOption state = new StateOption();

    @Mixin
    private WorkOptions work = new WorkOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    ResumeCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        return new Launch(state, work, output)
                .resume(run.in(state.folder()), Conductor.First.NOTHING)
                .code();
    }
}
