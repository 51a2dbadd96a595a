package dev.tandemwork.testkit.github.internal.wire;

/**
 * Where a caller finds this host; what it is told must lead back by the same way.
 *
 * @param api the root of the API, without a slash at its end
 * @param web the root of what people look at, without a slash at its end
 */
public record Places(String api, String web) {}
