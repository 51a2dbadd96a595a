package dev.tandemwork.journal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/** The payloads of a run, each in a file that is named by the hash of its content. */
final class BlobFolder {
    private static final String NAME = "blobs";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;

    private BlobFolder(Path folder) {
        this.folder = folder;
    }

    static BlobFolder in(Path runFolder) {
        return new BlobFolder(runFolder.resolve(NAME));
    }

    /** Returns the hash that names {@code content}. */
    static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing; expected every Java platform to have it", e);
        }
    }

    /** Makes the folder. */
    void create() throws IOException {
        Files.createDirectory(folder);
    }

    String put(byte[] content) {
        String hash = hash(content);
        Path file = file(hash);
        try {
            store(file, content);
            return hash;
        } catch (IOException e) {
            throw Disk.unwritable(file, content.length, e);
        }
    }

    byte[] get(String hash) {
        Path file = file(hash);
        byte[] content = read(hash, file);
        if (!hash(content).equals(hash)) {
            throw RunStoreException.of(
                    RunStoreException.Kind.CORRUPT,
                    "payload [" + file + "] is damaged; expected the content that its name is the hash of; "
                            + "restore the file from a copy",
                    null);
        }
        return content;
    }

    private static byte[] read(String hash, Path file) {
        if (!HASH.matcher(hash).matches()) {
            throw Disk.notFound("payload [" + hash + "]", Disk.parent(file));
        }
        try {
            return Disk.uninterrupted(() -> Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw Disk.notFound("payload [" + hash + "]", file);
        } catch (IOException e) {
            throw Disk.unreadable(file, e);
        }
    }

    private void store(Path file, byte[] content) throws IOException {
        if (!Files.exists(file) || Files.size(file) != content.length) {
            createParent(Disk.parent(file));
            write(file, content);
        }
        Disk.sync(Disk.parent(file));
    }

    private void createParent(Path parent) throws IOException {
        try {
            Files.createDirectory(parent);
        } catch (FileAlreadyExistsException e) {
            return;
        } finally {
            Disk.sync(folder);
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling("." + UUID.randomUUID() + ".new");
        try {
            Disk.write(fresh, content);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private Path file(String hash) {
        return HASH.matcher(hash).matches()
                ? folder.resolve(hash.substring(0, 2)).resolve(hash)
                : folder.resolve("none");
    }
}
