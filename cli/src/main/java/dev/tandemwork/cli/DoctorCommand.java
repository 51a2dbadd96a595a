package dev.tandemwork.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.cli.live.TerminalSize;
import dev.tandemwork.sysbox.HostCheck;
import dev.tandemwork.sysbox.Preflight;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks whether this machine has what runs need, and says what to do about the rest.",
            "It ends with 5 if something is missing; without --runtime, for workers of either kind."
        })
final class DoctorCommand implements Callable<Integer> {
    static final String ALL = "all";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PIPE = 120;

    @Mixin
    private RuntimeOptions runtime = new RuntimeOptions();

    @Option(names = "--try", description = "Also start a container as a worker has it, which takes some seconds.")
    private boolean tryOut;

    @Mixin
    private StateOption state = new StateOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private @Nullable CommandSpec spec;

    DoctorCommand() {}

    @Override
    public Integer call() {
        List<Examination> examinations = examine();
        boolean isMissing = examinations.stream().anyMatch(examination -> examination.failed() > 0);
        ExitCode exit = isMissing ? ExitCode.ENVIRONMENT : ExitCode.DONE;
        PrintWriter out = Text.out(spec);
        if (output.isJson()) {
            examinations.forEach(examination -> print(examination, out));
            out.println(JSON.createObjectNode().put("event", "ended").put("exit", exit.code()));
        } else {
            int columns = output.isLive() ? TerminalSize.now().columns() : PIPE;
            new DoctorReport(columns, output.palette()).lines(examinations).forEach(out::println);
        }
        return exit.code();
    }

    private List<Examination> examine() {
        List<Examination> examinations = new ArrayList<>();
        examinations.add(new Examination(ALL, "all runs", true, MachineChecks.common(state.folder(), System.getenv())));
        if (isWanted(RuntimeKind.PROCESS)) {
            examinations.add(of(RuntimeKind.PROCESS, "workers without a sandbox", true, MachineChecks.process()));
        }
        if (isWanted(RuntimeKind.SYSBOX)) {
            examinations.add(of(RuntimeKind.SYSBOX, "workers in containers", tryOut, containers()));
        }
        return examinations;
    }

    private static Examination of(RuntimeKind kind, String what, boolean isThorough, List<HostCheck> checks) {
        return new Examination(kind.word(), "--runtime " + kind.word() + ": " + what, isThorough, checks);
    }

    private boolean isWanted(RuntimeKind kind) {
        return runtime.kind().orElse(kind) == kind;
    }

    private List<HostCheck> containers() {
        Preflight preflight = Sandboxing.of(System.getenv())
                .builder(runtime.over(RuntimeChoice.of(RuntimeKind.SYSBOX)))
                .preflight();
        return tryOut ? preflight.tryOut() : preflight.look();
    }

    private static void print(Examination examination, PrintWriter out) {
        for (HostCheck check : examination.checks()) {
            ObjectNode json = JSON.createObjectNode()
                    .put("event", "check")
                    .put("runtime", examination.subject())
                    .put("name", check.name())
                    .put("status", check.status().name().toLowerCase(Locale.ROOT))
                    .put("found", check.found())
                    .put("expected", check.expected());
            if (!check.remedy().isEmpty()) {
                json.put("remedy", check.remedy());
            }
            out.println(json);
        }
    }
}
