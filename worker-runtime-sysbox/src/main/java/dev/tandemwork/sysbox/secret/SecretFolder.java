package dev.tandemwork.sysbox.secret;

import dev.tandemwork.Names;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Secrets in files.
 *
 * @param folder that they are in
 */
record SecretFolder(Path folder) implements SecretSource {
    private static final int LIMIT = 64 << 10;

    /** A name that is no name of a file can't lead out of the folder. */
    @Override
    public Optional<Secret> mint(SecretRequest request) {
        Path file = Names.isName(request.name()) ? folder.resolve(request.name()) : folder;
        return Files.isRegularFile(file) ? Optional.of(Secret.of(request.name(), read(file))) : Optional.empty();
    }

    @Override
    public Optional<Secret> recover(SecretRequest request, Optional<String> value) {
        return mint(request);
    }

    private static String read(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw unusable(file, "has more than " + LIMIT + " bytes", null);
            }
            return withoutLineEnd(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unusable(file, "can't be read", e);
        }
    }

    private static String withoutLineEnd(String text) {
        String cut = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return cut.endsWith("\r") ? cut.substring(0, cut.length() - 1) : cut;
    }

    private static WorkerException unusable(Path file, String why, @Nullable IOException cause) {
        WorkerFailure failure = WorkerFailure.of(
                Kind.AUTHENTICATION,
                "secret file [" + file + "] " + why + "; expected a value of at most " + LIMIT
                        + " bytes that this user may read; mend the file");
        return cause == null ? WorkerException.of(failure) : WorkerException.of(failure, cause);
    }
}
