package dev.tandemwork.sysbox.internal.cache;

import java.time.Duration;

/**
 * How golden volumes are kept.
 *
 * @param owner the name of the installation whose they are
 * @param image of the container that copies: with bash and cp
 * @param deadline the longest that a copy may take
 */
public record GoldenSettings(String owner, String image, Duration deadline) {}
