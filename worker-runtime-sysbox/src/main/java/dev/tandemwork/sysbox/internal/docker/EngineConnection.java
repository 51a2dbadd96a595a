package dev.tandemwork.sysbox.internal.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.Callable;

/** The way to one engine: questions through docker-java's commands, and streams through its transport. */
final class EngineConnection implements AutoCloseable {
    private static final Set<String> SCHEMES = Set.of("unix", "tcp");
    private static final int ERROR_BYTES = 4096;

    private final URI engine;
    private final DockerDeadlines deadlines;
    private final Failures failures;
    private final OwnConnections connections;
    private final TimedCalls calls;
    private final Version found;
    private final ApiVersion version;
    private final DockerClient client;

    private EngineConnection(URI engine, DockerDeadlines deadlines, CallListener listener) {
        this.engine = engine;
        this.deadlines = deadlines;
        this.failures = new Failures(engine);
        this.connections = new OwnConnections(
                new ZerodepDockerHttpClient.Builder().dockerHost(engine).connectionTimeout(deadlines.answer())::build);
        this.calls = new TimedCalls(failures, connections, listener);
        this.found = greet();
        this.version = ApiVersion.common(
                engine.toString(),
                ApiVersion.parse(newestApi()),
                ApiVersion.parse(Told.required("MinAPIVersion", found.getMinAPIVersion())));
        this.client = client(version.toString());
    }

    static EngineConnection open(URI engine, DockerDeadlines deadlines, CallListener listener) {
        if (!SCHEMES.contains(String.valueOf(engine.getScheme()))) {
            throw new IllegalArgumentException(
                    "engine [" + engine + "] is at no address that is known; expected unix:///PATH or tcp://HOST:PORT");
        }
        return new EngineConnection(engine, deadlines, listener);
    }

    private Version greet() {
        DockerClient unversioned = client("");
        Ask ask = new Ask(DockerCall.INFO, "engine [" + engine + "]", deadlines.answer());
        return calls.get(ask, () -> unversioned.versionCmd().exec());
    }

    private DockerClient client(String api) {
        DefaultDockerClientConfig config = new DefaultDockerClientConfig.Builder()
                .withDockerHost(engine.toString())
                .withApiVersion(api)
                .build();
        return DockerClientImpl.getInstance(config, connections);
    }

    DockerClient client() {
        return client;
    }

    DockerDeadlines deadlines() {
        return deadlines;
    }

    String newestApi() {
        return Told.required("ApiVersion", found.getApiVersion());
    }

    int engineMajor() {
        String digits = Told.required("Version", found.getVersion()).replaceFirst("\\D.*", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    /** How many answers are not closed yet. */
    int openAnswers() {
        return connections.count();
    }

    <T> T get(Ask ask, Callable<T> work) {
        return calls.get(ask, work);
    }

    void run(Ask ask, Runnable work) {
        calls.run(ask, work);
    }

    /** Asks for a stream, on this thread; its closing is the caller's. */
    DockerHttpClient.Response stream(Ask ask, DockerHttpClient.Request.Builder request, String path) {
        DockerHttpClient.Response response =
                connections.execute(request.path("/v" + version + path).build());
        if (response.getStatusCode() >= 300) {
            throw refusal(ask, response);
        }
        return response;
    }

    private DockerException refusal(Ask ask, DockerHttpClient.Response response) {
        try (response) {
            String body = new String(response.getBody().readNBytes(ERROR_BYTES), UTF_8);
            return failures.answered(ask, response.getStatusCode(), body);
        } catch (IOException e) {
            return failures.of(ask, e);
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
