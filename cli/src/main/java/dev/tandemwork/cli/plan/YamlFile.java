package dev.tandemwork.cli.plan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads YAML within bounds, so that no file can use up the memory or the stack. */
final class YamlFile {
    private static final int MOST_BYTES = 1 << 20;
    private static final int DEEPEST = 32;
    private static final int MOST_ALIASES = 64;

    private final Problems problems;
    private final LoadSettings settings;

    private YamlFile(String label, Problems problems) {
        this.problems = problems;
        this.settings = LoadSettings.builder()
                .setLabel(label)
                .setCodePointLimit(MOST_BYTES)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .build();
    }

    static Node read(Path file, Problems problems) {
        YamlFile yaml = new YamlFile(file.toString(), problems);
        String text = yaml.text(file);
        try {
            yaml.requireShallow(text);
            return new Compose(yaml.settings)
                    .composeString(text)
                    .orElseThrow(() -> problems.exception(Optional.empty(), "file is empty; expected a plan"));
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> where = e.getProblemMark().or(e::getContextMark);
            throw problems.exception(where, "file is not YAML: " + said(e));
        } catch (YamlEngineException e) {
            throw problems.exception(Optional.empty(), "file is not YAML that can be read: " + firstLine(e));
        }
    }

    private static String said(MarkedYamlEngineException e) {
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        return context + e.getProblem();
    }

    private static String firstLine(YamlEngineException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private String text(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw problems.exception(
                        Optional.empty(), "file has " + Files.size(file) + " bytes; expected at most " + MOST_BYTES);
            }
            byte[] bytes = Files.readAllBytes(file);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw problems.exception(Optional.empty(), "file is not UTF-8; expected UTF-8; save it as UTF-8");
        } catch (IOException e) {
            throw problems.exception(Optional.empty(), unreadable(file, e));
        }
    }

    private static String unreadable(Path file, IOException e) {
        String found = Files.notExists(file)
                ? "file does not exist"
                : Files.isDirectory(file)
                        ? "file is a folder"
                        : "file can't be read (" + e.getClass().getSimpleName() + ")";
        return found + "; expected a plan file; check its name";
    }

    /** The parser tells events without recursion, so that a deep file is refused before anything recurses. */
    private void requireShallow(String text) {
        int depth = 0;
        int aliases = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            depth += depthOf(event);
            aliases += event.getEventId() == Event.ID.Alias ? 1 : 0;
            require(depth <= DEEPEST, event, "file is nested deeper than " + DEEPEST + " levels; expected a plan");
            require(aliases <= MOST_ALIASES, event, "file has more than " + MOST_ALIASES + " aliases; write them out");
        }
    }

    private static int depthOf(Event event) {
        return switch (event.getEventId()) {
            case MappingStart, SequenceStart -> 1;
            case MappingEnd, SequenceEnd -> -1;
            default -> 0;
        };
    }

    private void require(boolean holds, Event event, String message) {
        if (!holds) {
            throw problems.exception(event.getStartMark(), message);
        }
    }
}
