package dev.tandemwork.sysbox.internal.check;

import dev.tandemwork.sysbox.internal.docker.EngineInfo;

/**
 * What Sysbox is called. Docker Desktop lists no runtime of that name: its Enhanced Container Isolation gives every
 * container Sysbox, whatever runtime is asked for.
 */
final class OciRuntime {
    private OciRuntime() {}

    /** Returns the name to ask the engine for; empty for the engine's own runtime. */
    static String name(String wanted, EngineInfo engine) {
        boolean isListed = engine.runtimes().contains(wanted);
        return !isListed && isDesktop(engine) ? "" : wanted;
    }

    static boolean isDesktop(EngineInfo engine) {
        return engine.operatingSystem().contains("Docker Desktop");
    }
}
