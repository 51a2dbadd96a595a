package dev.tandemwork.sysbox.internal.lane;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A script that is run in a container, which need not have it.
 *
 * @param name of its file beside this class
 * @param text of it
 */
record Script(String name, String text) {
    static Script named(String name) {
        try (InputStream file = Objects.requireNonNull(Script.class.getResourceAsStream(name), name)) {
            return new Script(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "script [" + name + "] can't be read; expected in this program's archive", e);
        }
    }

    List<String> command(Object... arguments) {
        List<String> command = new ArrayList<>(List.of("bash", "-c", text, name));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return List.copyOf(command);
    }
}
