package dev.tandemwork.local.worker;

import java.time.Duration;

/**
 * How long a command of a worker is waited for.
 *
 * @param idle the longest it may be silent
 * @param linger the longest it may go on after it has said that it is done
 * @param grace the time between asking it to end and killing it
 */
record Watch(Duration idle, Duration linger, Duration grace) {}
