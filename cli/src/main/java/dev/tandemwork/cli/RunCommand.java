package dev.tandemwork.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandemwork.agents.Agents;
import dev.tandemwork.cli.plan.PlanFile;
import dev.tandemwork.cli.plan.PlanFileException;
import dev.tandemwork.cli.plan.Problem;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Works on a plan: develops, reviews and lands its tasks.")
final class RunCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(paramLabel = "PLAN.yaml", description = "The plan; docs/plan.md describes it.")
    private Path plan = Path.of("plan.yaml");

    @Option(
            names = "--run",
            paramLabel = "NAME",
            description = "What the run is called; the default is made of the plan's" + " name and the time.")
    private @Nullable String name;

    @Mixin
    private StateOption state = new StateOption();

    @Mixin
    private WorkOptions work = new WorkOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    RunCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        try {
            Launch launch = new Launch(state, work, output);
            return launch.start(
                            Launch.name(name, plan),
                            PlanFile.read(plan, Agents.standard().names()))
                    .code();
        } catch (PlanFileException e) {
            if (!output.isJson()) {
                throw e;
            }
            e.problems().forEach(RunCommand::tell);
            return ExitCode.WRONG.code();
        }
    }

    private static void tell(Problem problem) {
        System.out.println(JSON.createObjectNode()
                .put("event", "problem")
                .put("file", problem.file())
                .put("line", problem.line())
                .put("column", problem.column())
                .put("message", problem.message()));
    }
}
