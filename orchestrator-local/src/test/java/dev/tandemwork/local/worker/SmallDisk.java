package dev.tandemwork.local.worker;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A disk of 4 MiB where this user may mount one; elsewhere a folder, and a command that fails like git on a full disk.
 *
 * @param folder where it is
 * @param mounted whether it is a disk
 */
record SmallDisk(Path folder, boolean mounted) implements Closeable {
    static SmallDisk mount(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new SmallDisk(folder, run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder.toString()));
    }

    /** Returns a script that leaves no room for a commit. */
    String fill() {
        return mounted ? "echo a > a; cat /dev/zero > big 2>/dev/null" : "echo 'No space left on device' >&2; exit 1";
    }

    @Override
    public void close() {
        if (mounted) {
            run("umount", "-l", folder.toString());
        }
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
