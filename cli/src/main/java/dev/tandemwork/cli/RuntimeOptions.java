package dev.tandemwork.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say where workers run. */
final class RuntimeOptions {
    @Option(
            names = "--runtime",
            paramLabel = "process|sysbox",
            converter = Kind.class,
            description =
                    "Where workers run: as processes of yours, without a sandbox, or each in a container of its own"
                            + " with Docker and Sysbox. The default is process.")
    private @Nullable RuntimeKind kind;

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            description = "The image of workers in containers; the default is " + Sandboxing.IMAGE + ".")
    private @Nullable String image;

    @Option(
            names = "--egress",
            paramLabel = "HOST[:PORT]",
            description =
                    "A host that containers may reach besides the models and GitHub, at port 443 if none is given;"
                            + " can be given many times.")
    private @Nullable List<String> egress;

    RuntimeOptions() {}

    /** Reads a word. */
    static final class Kind implements ITypeConverter<RuntimeKind> {
        Kind() {}

        @Override
        public RuntimeKind convert(String value) {
            return RuntimeKind.of(value)
                    .orElseThrow(() ->
                            new TypeConversionException("[" + value + "] is no runtime; expected process or sysbox"));
        }
    }

    Optional<RuntimeKind> kind() {
        return Optional.ofNullable(kind);
    }

    /** Returns {@code before} with what these options say. */
    RuntimeChoice over(RuntimeChoice before) {
        RuntimeChoice choice = new RuntimeChoice(
                kind().orElse(before.kind()),
                Optional.ofNullable(image).or(before::image),
                egress == null ? before.egress() : egress);
        if (!choice.isSysbox() && (image != null || egress != null)) {
            throw CommandException.wrong(
                    "options [--image] and [--egress] are for containers, and workers are processes"
                            + "; expected --runtime sysbox with them");
        }
        Sandboxing.policy(choice);
        return choice;
    }
}
