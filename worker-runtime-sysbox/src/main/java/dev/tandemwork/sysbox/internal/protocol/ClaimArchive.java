package dev.tandemwork.sysbox.internal.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The tar that a claim is made of. It lives in memory only, for it holds secrets. */
public final class ClaimArchive {
    private static final int OWNER_ONLY = 0600;

    private ClaimArchive() {}

    /** Returns the tar of a job, with its secrets and the agent's files below its home. */
    public static byte[] of(Job job, Map<String, String> secrets, Map<String, String> homeFiles) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            add(tar, "job.json", job.json());
            for (Map.Entry<String, String> secret : secrets.entrySet()) {
                add(tar, "secrets/" + secret.getKey(), secret.getValue().getBytes(StandardCharsets.UTF_8));
            }
            for (Map.Entry<String, String> file : homeFiles.entrySet()) {
                add(tar, "home/" + file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setMode(OWNER_ONLY);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
