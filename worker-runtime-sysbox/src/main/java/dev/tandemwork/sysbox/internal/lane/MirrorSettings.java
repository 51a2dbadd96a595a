package dev.tandemwork.sysbox.internal.lane;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the mirror of images is made.
 *
 * @param image of its container: with Debian's docker-registry, or another that takes its variables
 * @param upstream what it pulls through from, as {@code https://registry.example.org}; empty for a plain registry, which
 *     somebody fills
 */
public record MirrorSettings(String image, Optional<String> upstream) {
    private static final Pattern UPSTREAM = Pattern.compile("https?://[A-Za-z0-9.-]+(:\\d{1,5})?(/[A-Za-z0-9./_-]*)?");

    /** Checks the upstream. */
    public MirrorSettings {
        upstream.ifPresent(MirrorSettings::requireUrl);
    }

    private static void requireUrl(String upstream) {
        if (!UPSTREAM.matcher(upstream).matches()) {
            throw new IllegalArgumentException("mirror has upstream [" + upstream
                    + "]; expected one such as [https://registry.example.org]; correct the setting");
        }
    }
}
