package dev.tandemwork.cli;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Where commands print to. */
final class Text {
    private Text() {}

    /** Returns where the command of {@code spec}, which the parser has set, prints to. */
    static PrintWriter out(@Nullable CommandSpec spec) {
        return Objects.requireNonNull(spec, "spec").commandLine().getOut();
    }
}
