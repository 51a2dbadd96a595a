package dev.tandemwork.agents;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A prompt on its way to a CLI.
 *
 * @param argument what to pass as an argument: never led by a sign that a CLI reads as an option, a command, a file or
 *     standard input
 * @param homeFiles the files that the argument speaks of
 */
record Prompt(String argument, Map<String, String> homeFiles) {
    /** Where a prompt lies that can't be an argument, below the home folder. */
    static final String FILE = ".tandemwork/prompt.md";

    /** Linux takes 128 KiB for an argument, its end included. */
    private static final int LONGEST_ARGUMENT = 128 * 1024 - 1024;

    private static final String HEADING = "Instructions:\n\n";

    static Prompt of(Assignment assignment) {
        String text = assignment.prompt();
        if (!fits(text)) {
            return new Prompt(pointer(assignment), Map.of(FILE, text));
        }
        return new Prompt(isPlain(text) ? text : HEADING + text, Map.of());
    }

    static String file(Assignment assignment) {
        return assignment.home() + "/" + FILE;
    }

    private static String pointer(Assignment assignment) {
        return "Read the whole file " + file(assignment) + " first. It holds your instructions. Do what it says.";
    }

    /** A single word could be a subcommand of the CLI; a sign could lead an option, a slash command or a file. */
    private static boolean isPlain(String text) {
        return Character.isLetterOrDigit(text.codePointAt(0))
                && text.strip().chars().anyMatch(Character::isWhitespace);
    }

    private static boolean fits(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_ARGUMENT
                && text.indexOf('\0') < 0
                && Stream.of(Charset.defaultCharset(), argumentCharset()).allMatch(charset -> survives(text, charset));
    }

    /** A JVM in a POSIX locale turns what is not ASCII into question marks on the way to a new process. */
    private static Charset argumentCharset() {
        String name = System.getProperty("sun.jnu.encoding", "UTF-8");
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.US_ASCII;
    }

    private static boolean survives(String text, Charset charset) {
        return charset.newEncoder().canEncode(text);
    }
}
