package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.internal.protocol.ImageRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Puts lines together that came in several records. Not safe for use by several threads at once. */
final class LineParts {
    private static final int LIMIT = 8 << 20;

    private final Map<String, StringBuilder> open = new HashMap<>();

    /** Returns the whole line, if {@code part} is the end of one. */
    Optional<String> add(ImageRecord.Output part) {
        StringBuilder begun = open.remove(part.from());
        if (!part.more()) {
            return Optional.of(
                    begun == null ? part.text() : begun.append(part.text()).toString());
        }
        StringBuilder line = begun == null ? new StringBuilder() : begun;
        open.put(part.from(), line.length() > LIMIT ? line : line.append(part.text()));
        return Optional.empty();
    }
}
