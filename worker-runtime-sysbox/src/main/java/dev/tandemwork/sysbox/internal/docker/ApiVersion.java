package dev.tandemwork.sysbox.internal.docker;

import java.util.Comparator;

/** A version of the engine's API. */
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
    private static final Comparator<ApiVersion> ORDER =
            Comparator.comparingInt(ApiVersion::major).thenComparingInt(ApiVersion::minor);

    /** The newest one that this package was written for. */
    static final ApiVersion NEWEST = new ApiVersion(1, 44);

    /** The oldest one that has all that this package asks for. */
    static final ApiVersion OLDEST = new ApiVersion(1, 40);

    static ApiVersion parse(String text) {
        String[] parts = text.split("\\.", 2);
        return new ApiVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    /** Returns the newest version that an engine and this package have in common. */
    static ApiVersion common(String engine, ApiVersion newest, ApiVersion oldest) {
        ApiVersion common = newest.compareTo(NEWEST) < 0 ? newest : NEWEST;
        if (common.compareTo(OLDEST) < 0) {
            throw refused(engine, "[" + newest + "] is too old; expected " + OLDEST + " or newer; upgrade the engine");
        }
        if (common.compareTo(oldest) < 0) {
            String found = "[" + oldest + "] at least is too new; expected " + NEWEST + " or older; "
                    + "upgrade Tandemwork, or set min-api-version of the engine";
            throw refused(engine, found);
        }
        return common;
    }

    private static DockerException refused(String engine, String found) {
        return DockerException.of(DockerException.Kind.REFUSED, "API version of engine [" + engine + "] " + found);
    }

    @Override
    public int compareTo(ApiVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
