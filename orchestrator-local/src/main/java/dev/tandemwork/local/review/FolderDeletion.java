package dev.tandemwork.local.review;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Deletes a folder with all that is in it, follows no link, and is not stopped by folders that are read-only. */
final class FolderDeletion extends SimpleFileVisitor<Path> {
    private FolderDeletion() {}

    static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new FolderDeletion());
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        makeUsable(folder);
        return FileVisitResult.CONTINUE;
    }

    private static boolean makeUsable(Path path) {
        File folder = path.toFile();
        return folder.setReadable(true) && folder.setWritable(true) && folder.setExecutable(true);
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) || Files.isReadable(path) || !makeUsable(path)) {
            throw failure;
        }
        delete(path);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.deleteIfExists(file);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
        Files.deleteIfExists(folder);
        return FileVisitResult.CONTINUE;
    }
}
