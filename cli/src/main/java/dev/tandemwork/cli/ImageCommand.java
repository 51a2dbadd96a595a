package dev.tandemwork.cli;

import dev.tandemwork.local.process.FolderRemoval;
import dev.tandemwork.sysbox.WorkerImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code image}, with what can be done about images of workers. */
@Command(
        name = "image",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Has to do with the images of workers in containers.")
final class ImageCommand {
    ImageCommand() {}

    /** Builds the images of the worker, its proxy and the mirror; the engine must be of this machine. */
    @Command(
            name = "build",
            mixinStandardHelpOptions = true,
            description = {
                "Builds the images of workers, proxies and the mirror, with Docker's client and BuildKit.",
                "What was built before and has not changed is not built again."
            })
    int build(
            @Option(
                            names = "--base",
                            paramLabel = "IMAGE",
                            description = "An Ubuntu or a Debian to build on; the default is ubuntu:24.04.")
                    @Nullable
                    String base,
            @Option(
                            names = "--agents",
                            paramLabel = "LIST",
                            description =
                                    "Which agents, such as claude,codex, or none; the default is all that are known.")
                    @Nullable
                    String agents,
            @Option(
                            names = "--ca",
                            paramLabel = "FILE",
                            description =
                                    "Certificates to trust besides the base's, such as those of a company's proxy.")
                    @Nullable
                    Path certificates,
            @Option(
                            names = "--tag",
                            paramLabel = "TAG",
                            description = "The images' tag, as in " + Sandboxing.IMAGE + "; the default is local.")
                    @Nullable
                    String tag)
            throws InterruptedException {
        List<String> arguments = new ArrayList<>();
        add(arguments, "--base", base);
        add(arguments, "--agents", agents);
        add(arguments, "--ca", certificates == null ? null : certificates.toAbsolutePath());
        add(arguments, "--tag", tag);
        return run(arguments);
    }

    private static void add(List<String> arguments, String option, @Nullable Object value) {
        if (value != null) {
            arguments.addAll(List.of(option, value.toString()));
        }
    }

    private static int run(List<String> arguments) throws InterruptedException {
        try {
            Path folder = Files.createTempDirectory("tandemwork-image-");
            try {
                List<String> command = new ArrayList<>(
                        List.of("bash", WorkerImage.unpack(folder).toString()));
                command.addAll(arguments);
                return exit(new ProcessBuilder(command).inheritIO().start().waitFor())
                        .code();
            } finally {
                FolderRemoval.remove(folder);
            }
        } catch (IOException e) {
            throw CommandException.environment(
                    "images can't be built: " + e.getMessage() + "; expected bash, and a folder for temporary files",
                    e);
        }
    }

    /** The program that builds says what was wrong. */
    private static ExitCode exit(int code) {
        return switch (code) {
            case 0 -> ExitCode.DONE;
            case 2 -> ExitCode.WRONG;
            default -> ExitCode.ENVIRONMENT;
        };
    }
}
