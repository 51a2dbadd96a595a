package dev.tandemwork.journal;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;

/** What the tests of the stores share. */
final class Runs {
    static final RunId RUN = RunId.of("run");

    private Runs() {}

    static List<byte[]> records(String... texts) {
        return Arrays.stream(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    static List<String> texts(List<byte[]> records) {
        return records.stream()
                .map(record -> new String(record, StandardCharsets.UTF_8))
                .toList();
    }

    static Path journal(Path root) {
        return root.resolve(RUN.value()).resolve("journal.jsonl");
    }

    static void write(Path root, String... texts) {
        try (FileRunStore store = FileRunStore.at(root);
                RunLog log = store.create(RUN)) {
            log.append(records(texts));
        }
    }

    static ThrowableAssertAlternative<RunStoreException> refused(RunStoreException.Kind kind, ThrowingCallable call) {
        return assertThatExceptionOfType(RunStoreException.class)
                .isThrownBy(call)
                .matches(e -> e.kind() == kind, "is " + kind);
    }
}
