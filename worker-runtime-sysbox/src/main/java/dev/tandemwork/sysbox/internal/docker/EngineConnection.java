package dev.tandemwork.sysbox.internal.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;

/** The two clients of one engine: one for questions, and one for streams, so that these never starve those. */
final class EngineConnection implements AutoCloseable {
    private static final int QUESTIONS_AT_ONCE = 32;
    private static final Set<String> SCHEMES = Set.of("unix", "tcp");

    private final URI engine;
    private final DockerDeadlines deadlines;
    private final Failures failures;
    private final TimedCalls calls;
    private final DockerHttpClient questions;
    private final DockerHttpClient streams;
    private final DockerClient client;
    private final ApiVersion newestApi;
    private final ApiVersion version;
    private final String engineVersion;

    private EngineConnection(URI engine, DockerDeadlines deadlines, CallListener listener) {
        this.engine = engine;
        this.deadlines = deadlines;
        this.failures = new Failures(engine);
        this.calls = new TimedCalls(failures, listener);
        this.questions = new SingleUse(transport()
                .maxConnections(QUESTIONS_AT_ONCE)
                .responseTimeout(longest(deadlines))
                .build());
        this.streams = transport().build();
        Version found = greet();
        this.newestApi = ApiVersion.parse(found.getApiVersion());
        this.version = agreed(found);
        this.engineVersion = found.getVersion();
        this.client = client(version.toString());
    }

    static EngineConnection open(URI engine, DockerDeadlines deadlines, CallListener listener) {
        if (!SCHEMES.contains(String.valueOf(engine.getScheme()))) {
            throw new IllegalArgumentException(
                    "engine [" + engine + "] is at no address that is known; expected unix:///PATH or tcp://HOST:PORT");
        }
        return new EngineConnection(engine, deadlines, listener);
    }

    private ZerodepDockerHttpClient.Builder transport() {
        return new ZerodepDockerHttpClient.Builder().dockerHost(engine).connectionTimeout(deadlines.answer());
    }

    /** Over TCP this is the only thing that frees the thread of a call that was given up. */
    private static Duration longest(DockerDeadlines deadlines) {
        Duration start = deadlines.start();
        return start.compareTo(deadlines.remove()) > 0 ? start : deadlines.remove();
    }

    private Version greet() {
        try {
            DockerClient unversioned = client("");
            return calls.get(
                    new Ask(DockerCall.INFO, "engine [" + engine + "]", deadlines.answer()),
                    () -> unversioned.versionCmd().exec());
        } catch (DockerException e) {
            close();
            throw e;
        }
    }

    private ApiVersion agreed(Version found) {
        try {
            return ApiVersion.common(engine.toString(), newestApi, ApiVersion.parse(found.getMinAPIVersion()));
        } catch (DockerException e) {
            close();
            throw e;
        }
    }

    private DockerClient client(String api) {
        DefaultDockerClientConfig config = new DefaultDockerClientConfig.Builder()
                .withDockerHost(engine.toString())
                .withApiVersion(api)
                .build();
        return DockerClientImpl.getInstance(config, questions);
    }

    DockerClient client() {
        return client;
    }

    DockerDeadlines deadlines() {
        return deadlines;
    }

    String newestApi() {
        return newestApi.toString();
    }

    int engineMajor() {
        String digits = engineVersion.replaceFirst("\\D.*", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    <T> T get(Ask ask, Callable<T> work) {
        return calls.get(ask, work);
    }

    void run(Ask ask, Runnable work) {
        calls.run(ask, work);
    }

    /** Asks for a stream within the deadline; when that is over, an answer that comes late is closed. */
    DockerHttpClient.Response open(Ask ask, DockerHttpClient.Request.Builder request, String path) {
        LateAnswer answer = new LateAnswer();
        try {
            return get(ask, () -> answer.take(stream(ask, request, path)));
        } catch (DockerException e) {
            answer.refuse();
            throw e;
        }
    }

    /** Asks for a stream, whose closing is the caller's. */
    DockerHttpClient.Response stream(Ask ask, DockerHttpClient.Request.Builder request, String path) {
        DockerHttpClient.Response response =
                streams.execute(request.path("/v" + version + path).build());
        if (response.getStatusCode() >= 300) {
            throw refusal(ask, response);
        }
        return response;
    }

    private DockerException refusal(Ask ask, DockerHttpClient.Response response) {
        try (response) {
            return failures.answered(
                    ask, response.getStatusCode(), new String(response.getBody().readNBytes(4096), UTF_8));
        } catch (IOException e) {
            return failures.of(ask, e);
        }
    }

    @Override
    public void close() {
        try {
            questions.close();
            streams.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
