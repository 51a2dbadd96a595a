package dev.tandemwork.sysbox.internal.check;

import dev.tandemwork.sysbox.HostCheck;
import dev.tandemwork.sysbox.Isolation;
import dev.tandemwork.sysbox.internal.docker.EngineInfo;
import dev.tandemwork.sysbox.internal.docker.ImageState;
import dev.tandemwork.sysbox.internal.protocol.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an engine says of itself: whether it has Sysbox and the images. */
final class EngineChecks {
    /** From here on Sysbox needs no module of its own in the kernel. */
    private static final Version NEEDS_NO_SHIFTFS = new Version(5, 12);

    /** From here on the kernel maps the ids of overlay's lower layers. */
    private static final Version MAPS_OVERLAY = new Version(5, 19);

    private static final String BUILD = "build it: tandemwork image build";

    private final Inspection.Found found;
    private final HostNeeds needs;
    private final EngineInfo engine;

    EngineChecks(Inspection.Found found) {
        this.found = found;
        this.needs = found.needs();
        this.engine = found.info();
    }

    static HostCheck engine(Inspection.Found found) {
        EngineInfo engine = found.info();
        return HostCheck.ok(
                "engine",
                "Docker " + engine.version() + ", API " + engine.apiVersion() + ", at ["
                        + found.needs().engine() + "]",
                "API 1.40 or newer");
    }

    /** Returns what no worker can be without. */
    List<HostCheck> necessary() {
        List<HostCheck> checks = new ArrayList<>();
        checks.add(isolation());
        needs.images().forEach((use, image) -> checks.add(image(use, image)));
        return checks;
    }

    List<HostCheck> all() {
        List<HostCheck> checks = necessary();
        if (needs.isolation() == Isolation.SYSBOX) {
            checks.add(kernel());
        }
        return checks;
    }

    private HostCheck isolation() {
        if (needs.isolation() == Isolation.UNSAFE_FOR_TESTS) {
            return HostCheck.warning(
                    "sysbox",
                    "isolation is UNSAFE_FOR_TESTS: workers are in no sandbox",
                    "Sysbox",
                    "use it for tests of this library, and for nothing else");
        }
        if (found.isUnnamed()) {
            return HostCheck.ok(
                    "sysbox",
                    "the engine's own runtime is to isolate, which only a start can show",
                    "a user namespace for every container");
        }
        return engine.runtimes().contains(needs.ociRuntime()) ? registered() : missing();
    }

    private HostCheck registered() {
        return HostCheck.ok("sysbox", "the engine has the runtime [" + needs.ociRuntime() + "]", "Sysbox by that name");
    }

    private HostCheck missing() {
        return HostCheck.failed(
                "sysbox",
                "the engine has no runtime [" + needs.ociRuntime() + "], only " + new TreeSet<>(engine.runtimes()),
                "Sysbox by that name",
                "install Sysbox as https://github.com/nestybox/sysbox says, then restart Docker");
    }

    private HostCheck image(String use, String image) {
        return found.host()
                .image(image)
                .map(there -> use.equals(HostNeeds.WORKER) ? understood(image, there) : there(use, image, there))
                .orElseGet(() -> HostCheck.failed(
                        use + " image", "the engine has no image [" + image + "]", "the image of the " + use, BUILD));
    }

    private static HostCheck there(String use, String image, ImageState there) {
        return HostCheck.ok(use + " image", "[" + image + "], " + shortened(there.id()), "an image by that name");
    }

    /** An image that was built for another version of this library would refuse each claim, or be misunderstood. */
    private static HostCheck understood(String image, ImageState there) {
        String version = there.labels().getOrDefault(Job.VERSION_LABEL, "none");
        return version.equals(String.valueOf(Job.VERSION))
                ? there(HostNeeds.WORKER, image, there)
                : HostCheck.failed(
                        HostNeeds.WORKER + " image",
                        "image [" + image + "] has [" + version + "] as its version of the worker's protocol",
                        String.valueOf(Job.VERSION),
                        BUILD);
    }

    private static String shortened(String id) {
        String digits = id.substring(id.indexOf(':') + 1);
        return digits.substring(0, Math.min(12, digits.length()));
    }

    private HostCheck kernel() {
        String kernel = "Linux " + engine.kernel();
        Version version = Version.of(engine.kernel());
        if (version.isBefore(NEEDS_NO_SHIFTFS)) {
            return HostCheck.failed("kernel", kernel, "5.12 or newer", "upgrade the host, to Ubuntu 24.04 for example");
        }
        return version.isBefore(MAPS_OVERLAY)
                ? HostCheck.warning("kernel", kernel, "5.19 or newer, or shiftfs", "upgrade the host's kernel")
                : HostCheck.ok("kernel", kernel, "5.19 or newer");
    }

    /** The first two numbers of a version. */
    private record Version(int major, int minor) {
        private static final Pattern NUMBERS = Pattern.compile("(\\d{1,5})\\.(\\d{1,5}).*");

        /** One that can't be read is not called too old. */
        static Version of(String text) {
            Matcher numbers = NUMBERS.matcher(text);
            return numbers.matches()
                    ? new Version(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)))
                    : new Version(Integer.MAX_VALUE, 0);
        }

        boolean isBefore(Version other) {
            return major < other.major || major == other.major && minor < other.minor;
        }
    }
}
