/** What an implementation of WorkerRuntime is held to, and runtimes for tests: one that is scripted, one that is faulty. */
@NullMarked
package dev.tandemwork.testkit.worker;

import org.jspecify.annotations.NullMarked;
