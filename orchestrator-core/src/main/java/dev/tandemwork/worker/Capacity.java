package dev.tandemwork.worker;

/**
 * How much a runtime can take.
 *
 * @param total workers that can live at once
 * @param free workers that could be started now
 */
public record Capacity(int total, int free) {}
