package dev.tandemwork.local.worker;

import dev.tandemwork.local.process.ProcessMarker;
import dev.tandemwork.worker.WorkerFailure.Kind;
import dev.tandemwork.worker.WorkerSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The variables of a worker's processes. Of this program's own environment they get what finds programs, names the
 * language and the way to the network, and nothing else: no key that was not named.
 */
final class WorkerEnvironment {
    private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";
    private static final Set<String> INHERITED = Set.of(
            "PATH",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "TZ",
            "USER",
            "LOGNAME",
            "SHELL",
            "JAVA_HOME",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "NODE_EXTRA_CA_CERTS",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "http_proxy",
            "https_proxy",
            "no_proxy");

    private final Settings settings;
    private final WorkerSpec spec;
    private final Path space;

    WorkerEnvironment(Settings settings, WorkerSpec spec, Path space) {
        this.settings = settings;
        this.spec = spec;
        this.space = space;
    }

    /** Returns the variables for what needs no secret, a check for example. */
    Map<String, String> plain() {
        Map<String, String> variables = new HashMap<>(Map.of("PATH", DEFAULT_PATH));
        settings.inherited().forEach((name, value) -> {
            if (INHERITED.contains(name) || ProcessMarker.isMarker(name)) {
                variables.put(name, value);
            }
        });
        variables.putAll(Checkout.identity());
        variables.put("HOME", Workspace.home(space).toString());
        variables.put("TMPDIR", Workspace.scratch(space).toString());
        variables.put("TERM", "dumb");
        variables.putAll(spec.environment());
        return variables;
    }

    /** Returns the variables for the agent. */
    Map<String, String> agent(Path prompt, Secrets secrets, Map<String, String> invocation) {
        Map<String, String> variables = plain();
        variables.putAll(secrets.values());
        variables.put("TANDEMWORK_PROMPT", prompt.toString());
        variables.putAll(invocation);
        return variables;
    }

    /** Returns the secrets that the worker may use. */
    static Secrets secrets(Settings settings, WorkerSpec spec) {
        Map<String, String> values = new HashMap<>();
        for (String name : spec.secrets()) {
            values.put(
                    name,
                    settings.secrets()
                            .apply(name)
                            .orElseThrow(
                                    () -> Failures.of(
                                            Kind.AUTHENTICATION,
                                            "secret [" + name + "] of worker [" + spec.id()
                                                    + "] is not known; expected a value; set the variable of that name or build with secrets(...)")));
        }
        return Secrets.of(values);
    }
}
