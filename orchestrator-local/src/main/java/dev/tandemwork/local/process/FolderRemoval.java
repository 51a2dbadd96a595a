package dev.tandemwork.local.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Removes a folder with all that is in it, also what was made read-only. A link is removed, never followed. */
public final class FolderRemoval extends SimpleFileVisitor<Path> {
    private FolderRemoval() {}

    /** Removes {@code folder}, if it is there. */
    public static void remove(Path folder) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            unlock(folder);
            Files.walkFileTree(folder, new FolderRemoval());
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        unlockChildren(folder);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.deleteIfExists(file);
        return FileVisitResult.CONTINUE;
    }

    /** Two may remove the same folder. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
        if (problem instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw problem;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) throws IOException {
        if (problem != null) {
            throw problem;
        }
        Files.deleteIfExists(folder);
        return FileVisitResult.CONTINUE;
    }

    /** A folder is opened before it is visited, so that its parent must make it readable. */
    private static void unlockChildren(Path folder) throws IOException {
        try (var children = Files.newDirectoryStream(folder, FolderRemoval::isLockedFolder)) {
            for (Path child : children) {
                unlock(child);
            }
        }
    }

    private static boolean isLockedFolder(Path path) {
        boolean usable = Files.isReadable(path) && Files.isWritable(path) && Files.isExecutable(path);
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && !usable;
    }

    /** Makes {@code folder} usable, if it is a folder that is not. */
    public static void unlock(Path folder) throws IOException {
        if (isLockedFolder(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
