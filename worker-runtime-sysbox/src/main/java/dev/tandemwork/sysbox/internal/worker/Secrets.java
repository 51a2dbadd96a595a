package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import dev.tandemwork.worker.WorkerSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The secrets of one attempt. */
final class Secrets {
    private Secrets() {}

    static Map<String, String> of(Settings settings, WorkerSpec spec) {
        Set<String> names = new TreeSet<>(spec.secrets());
        settings.git().ifPresent(git -> names.add(git.secret()));
        Map<String, String> values = new HashMap<>();
        for (String name : names) {
            values.put(name, settings.secrets().apply(name).orElseThrow(() -> missing(spec, name)));
        }
        return Map.copyOf(values);
    }

    private static WorkerException missing(WorkerSpec spec, String name) {
        return WorkerException.of(WorkerFailure.of(
                Kind.AUTHENTICATION,
                "secret [" + name + "] of worker [" + spec.id()
                        + "] is not set; expected a value; set it or leave it out"));
    }
}
