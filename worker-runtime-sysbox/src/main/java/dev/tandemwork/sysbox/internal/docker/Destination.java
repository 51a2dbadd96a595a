package dev.tandemwork.sysbox.internal.docker;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a folder of a container is copied to.
 *
 * @param folder that it becomes
 * @param maxBytes the most that is written
 * @param sieve what its files go through
 */
public record Destination(Path folder, long maxBytes, Sieve sieve) {
    /** What files go through before they are on a disk of the host. */
    public interface Sieve {
        /** Returns what is called {@code name} is to be called, below the folder; empty to leave it out. */
        Optional<String> name(String name);

        /** Returns a stream for what is to be written to {@code file}; {@code whole} tells whether all of it will be. */
        OutputStream over(OutputStream file, boolean whole);
    }

    /** Returns a folder that files are copied to as they are. */
    public static Destination plain(Path folder, long maxBytes) {
        return new Destination(folder, maxBytes, new Sieve() {
            @Override
            public Optional<String> name(String name) {
                return Optional.of(name);
            }

            @Override
            public OutputStream over(OutputStream file, boolean whole) {
                return file;
            }
        });
    }
}
