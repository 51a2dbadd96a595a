package dev.tandemwork.sysbox.internal.docker;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Prints how long the calls of an engine take; not a test. */
final class Measure {
    private static final int RUNS = 30;

    private Measure() {}

    public static void main(String[] args) {
        try (Trial trial = Trial.begin()) {
            String id = trial.idle("measured");
            byte[] megabyte = new byte[1 << 20];
            print("inspect", run -> trial.host().inspect(id));
            print("exec true", run -> trial.sh(id, "true"));
            print(
                    "exec with 1 MiB",
                    run -> trial.host().exec(id, List.of("head", "-c", "1048576"), megabyte, Trial.PATIENCE));
            print("create", run -> trial.host().create(trial.spec("c" + run, "sleep 60")));
            print("start", run -> trial.host().start(trial.name("c" + run)));
            print(
                    "follow",
                    run -> trial.host()
                            .follow(id, Optional.empty(), new GatheringSink())
                            .close());
            print("remove", run -> trial.host().remove(trial.name("c" + run)));
        }
    }

    private static void print(String name, IntConsumer call) {
        long[] micros = new long[RUNS];
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            call.accept(run);
            micros[run] = (System.nanoTime() - start) / 1000;
        }
        Arrays.sort(micros);
        System.out.printf(
                "%-16s p50 %.1f ms, p95 %.1f ms%n", name, micros[RUNS / 2] / 1e3, micros[RUNS * 95 / 100] / 1e3);
    }
}
