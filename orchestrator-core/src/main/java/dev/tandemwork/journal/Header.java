package dev.tandemwork.journal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a journal.
 *
 * @param version of the format
 * @param created when the run was made
 */
record Header(int version, Instant created) {
    /** The format that this code writes. */
    static final int VERSION = 1;

    private static final Pattern JSON =
            Pattern.compile("\\{\"journal\":\"tandemwork\",\"version\":(\\d{1,9})(?:,\"created\":\"([^\"]+)\")?.*}");

    static Header of(Instant created) {
        return new Header(VERSION, created);
    }

    byte[] toJson() {
        return ("{\"journal\":\"tandemwork\",\"version\":" + version + ",\"created\":\"" + created + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the header that {@code line} holds, or null if it holds none. */
    static @Nullable Header parse(byte[] line) {
        Matcher json = JSON.matcher(new String(line, StandardCharsets.UTF_8));
        if (!json.matches()) {
            return null;
        }
        int version = Integer.parseInt(json.group(1));
        return new Header(version, version > VERSION ? Instant.EPOCH : created(json.group(2)));
    }

    /** A later format may write its times in another way. */
    private static Instant created(@Nullable String text) {
        return text == null ? Instant.EPOCH : Instant.parse(text);
    }

    /** Refuses a format that is newer than this code. */
    void requireKnown(Path file) {
        if (version > VERSION) {
            throw RunStoreException.of(
                    RunStoreException.Kind.NEWER,
                    "journal [" + file + "] has the format " + version + "; expected " + VERSION
                            + " or older; open it with the version of tandemwork that wrote it, or a later one",
                    null);
        }
    }
}
