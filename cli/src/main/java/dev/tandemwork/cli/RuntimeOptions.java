package dev.tandemwork.cli;

import dev.tandemwork.sysbox.RegistryMirror;
import java.net.URI;
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

    @Option(
            names = "--pull-through",
            paramLabel = "URL",
            description =
                    "Keep the images that containers pull from Docker Hub in a registry mirror beside them, which pulls"
                            + " from this one, such as https://registry-1.docker.io.")
    private @Nullable String pullThrough;

    @Option(
            names = "--registry-mirror",
            paramLabel = "URL",
            description = "A registry mirror of yours for the engines in containers, such as http://10.0.0.5:5000.")
    private @Nullable String registryMirror;

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
                egress == null ? before.egress() : egress,
                mirror().or(before::mirror));
        if (!choice.isSysbox() && isForContainers()) {
            throw CommandException.wrong(
                    "options [--image], [--egress], [--pull-through] and [--registry-mirror] are for containers, and workers"
                            + " are processes; expected --runtime sysbox with them");
        }
        Sandboxing.policy(choice);
        return choice;
    }

    private boolean isForContainers() {
        return image != null || egress != null || pullThrough != null || registryMirror != null;
    }

    private Optional<RegistryMirror> mirror() {
        if (pullThrough != null && registryMirror != null) {
            throw CommandException.wrong(
                    "options [--pull-through] and [--registry-mirror] are both there; expected one mirror; leave one out");
        }
        try {
            return pullThrough == null
                    ? Optional.ofNullable(registryMirror).map(URI::create).map(RegistryMirror::at)
                    : Optional.of(RegistryMirror.pullThrough(URI.create(pullThrough)));
        } catch (IllegalArgumentException e) {
            throw CommandException.wrong(String.valueOf(e.getMessage()));
        }
    }
}
