package dev.tandemwork.sysbox.internal.check;

import dev.tandemwork.sysbox.HostCheck;
import dev.tandemwork.sysbox.internal.admission.HostBudget;
import dev.tandemwork.sysbox.internal.admission.HostPressure;
import dev.tandemwork.sysbox.internal.docker.EngineInfo;
import dev.tandemwork.sysbox.internal.lane.AddressPool;
import dev.tandemwork.task.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a host has left for workers. */
final class ResourceChecks {
    private static final int GIB = 30;

    /** Less is used up by one worker that builds an image or two. */
    private static final long GOOD_DISK = 10L << GIB;

    private static final int FEW_NETWORKS = 16;

    private final Inspection.Found found;
    private final EngineInfo engine;

    ResourceChecks(Inspection.Found found) {
        this.found = found;
        this.engine = found.info();
    }

    List<HostCheck> all() {
        return List.of(memory(), swap(), cpus(), disk(), networks());
    }

    private HostCheck memory() {
        HostBudget budget = HostBudget.of(engine.memoryBytes(), engine.cpus());
        long worker = Limits.defaults().memoryBytes();
        long places = Math.max(0, budget.totalBytes() - budget.reserveBytes()) / worker;
        String total = size(engine.memoryBytes()) + ", less " + size(budget.reserveBytes()) + " for the host itself";
        String expected = size(worker) + " for each worker, unless its task has another limit";
        return places == 0
                ? HostCheck.failed("memory", total, expected, "give the host more, or tasks a lower limit of memory")
                : HostCheck.ok("memory", total + ": room for " + workers(places), expected);
    }

    private static String workers(long places) {
        return places == 1 ? "1 worker" : places + " workers at once";
    }

    private HostCheck swap() {
        String expected = "a limit of memory that holds for swap too";
        return engine.swapLimit()
                ? HostCheck.ok("swap", "the kernel limits it", expected)
                : HostCheck.warning(
                        "swap",
                        "the kernel does not limit it: a worker can use more than its limit",
                        expected,
                        "add swapaccount=1 to the kernel's command line, or turn swap off");
    }

    private HostCheck cpus() {
        double wanted = Limits.defaults().cpus();
        String there = engine.cpus() + (engine.cpus() == 1 ? " processor" : " processors");
        String expected = number(wanted) + " for a worker, unless its task has another limit";
        return engine.cpus() < wanted
                ? HostCheck.failed("processors", there, expected, "give the host more, or tasks a lower limit of cpus")
                : HostCheck.ok("processors", there, expected);
    }

    private HostCheck disk() {
        Optional<Long> left = left(engine.root());
        if (left.isEmpty()) {
            return HostCheck.warning(
                    "disk",
                    "the engine's folder [" + engine.root() + "] is not seen from here",
                    "10 GiB left there",
                    "look at it where the engine runs: docker system df");
        }
        String there = size(left.get()) + " left in [" + engine.root() + "]";
        String remedy = "free some, or move the engine's data; docker system df tells what takes it";
        if (left.get() < HostPressure.LEAST_DISK) {
            return HostCheck.failed("disk", there, "10 GiB, and 2 GiB at least", remedy);
        }
        return left.get() < GOOD_DISK
                ? HostCheck.warning("disk", there, "10 GiB", remedy)
                : HostCheck.ok("disk", there, "10 GiB");
    }

    private static Optional<Long> left(Path folder) {
        try {
            return Optional.of(Files.getFileStore(folder).getUsableSpace());
        } catch (IOException notHere) {
            return Optional.empty();
        }
    }

    private HostCheck networks() {
        AddressPool pool = AddressPool.standard(found.host());
        int free = pool.free();
        String there = free + " networks are free in [" + pool.range() + "]";
        String expected = "one for each worker";
        String remedy = "remove networks that nobody uses: docker network prune";
        if (free >= FEW_NETWORKS) {
            return HostCheck.ok("networks", there, expected);
        }
        return free == 0
                ? HostCheck.failed("networks", there, expected, remedy)
                : HostCheck.warning("networks", there, expected, remedy);
    }

    private static String size(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", (double) bytes / (1L << GIB));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
