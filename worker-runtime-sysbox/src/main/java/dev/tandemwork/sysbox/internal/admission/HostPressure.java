package dev.tandemwork.sysbox.internal.admission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks at what a host has left, whoever uses it. What can't be read is no shortage: the host may be another machine. */
public final class HostPressure {
    /** The disk that is to be left for workers that run, and for the engine. */
    public static final long LEAST_DISK = 2L << 30;

    private static final long LEAST_MEMORY = 1L << 30;
    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final String AVAILABLE = "MemAvailable:";

    private HostPressure() {}

    /** Returns a look at the memory of this machine, and at the disks under {@code folders}, with the default floors. */
    public static Supplier<Optional<Reason>> of(List<Path> folders) {
        return first(memory(LEAST_MEMORY, MEMINFO), disk(LEAST_DISK, folders));
    }

    /** Returns a look at the disks under {@code folders}, each of which is to have so many bytes left. */
    public static Supplier<Optional<Reason>> disk(long floorBytes, List<Path> folders) {
        List<Path> looked = List.copyOf(folders);
        return () -> looked.stream().anyMatch(folder -> left(folder) < floorBytes)
                ? Optional.of(Reason.DISK)
                : Optional.empty();
    }

    /** Returns a look at the memory that is available by {@code meminfo}, such as {@code /proc/meminfo}. */
    public static Supplier<Optional<Reason>> memory(long floorBytes, Path meminfo) {
        return () -> available(meminfo) < floorBytes ? Optional.of(Reason.MEMORY) : Optional.empty();
    }

    /** Returns a look that takes one look after the other. */
    public static Supplier<Optional<Reason>> first(Supplier<Optional<Reason>> one, Supplier<Optional<Reason>> then) {
        return () -> one.get().or(then);
    }

    private static long left(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException notHere) {
            return Long.MAX_VALUE;
        }
    }

    private static long available(Path meminfo) {
        try (Stream<String> lines = Files.lines(meminfo)) {
            return lines.filter(line -> line.startsWith(AVAILABLE))
                    .mapToLong(HostPressure::bytes)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException notHere) {
            return Long.MAX_VALUE;
        }
    }

    private static long bytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
    }
}
