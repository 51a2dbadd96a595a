package dev.tandemwork.sysbox.internal.docker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The containers of an engine. */
final class Containers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EngineConnection engine;
    private final DockerClient client;
    private final DiskBound disk;

    Containers(EngineConnection engine) {
        this.engine = engine;
        this.client = engine.client();
        this.disk = new DiskBound(client);
    }

    String create(ContainerSpec spec) {
        Ask ask = ask(DockerCall.CREATE, spec.name(), engine.deadlines().start());
        return engine.get(ask, () -> disk.create(spec));
    }

    void start(String container) {
        engine.run(
                ask(DockerCall.START, container, engine.deadlines().start()),
                () -> unlessSo(() -> client.startContainerCmd(container).exec()));
    }

    void rename(String container, String name) {
        Ask ask = ask(DockerCall.RENAME, container, engine.deadlines().answer());
        engine.run(ask, () -> renameUnlessSo(container, name));
    }

    private void renameUnlessSo(String container, String name) {
        try {
            client.renameContainerCmd(container).withName(name).exec();
        } catch (BadRequestException e) {
            if (!String.valueOf(e.getMessage()).contains("same name as its current name")) {
                throw e;
            }
        }
    }

    void stop(String container, Duration grace) {
        Ask ask = ask(DockerCall.STOP, container, engine.deadlines().remove().plus(grace));
        int seconds = (int) Math.min(Integer.MAX_VALUE, grace.toSeconds());
        engine.run(
                ask,
                () -> unlessSo(() ->
                        client.stopContainerCmd(container).withTimeout(seconds).exec()));
    }

    void kill(String container) {
        try {
            engine.run(
                    ask(DockerCall.STOP, container, engine.deadlines().answer()),
                    () -> client.killContainerCmd(container).exec());
        } catch (DockerException e) {
            if (e.kind() != DockerException.Kind.CONFLICT) {
                throw e;
            }
        }
    }

    void remove(String container) {
        Ask ask = ask(DockerCall.REMOVE, container, engine.deadlines().remove());
        engine.get(ask, () -> {
            new Removal(client, container).run();
            return true;
        });
    }

    Optional<ContainerState> inspect(String container) {
        return engine.get(ask(DockerCall.INSPECT, container, engine.deadlines().answer()), () -> find(container));
    }

    /** An engine walks through the files to count them, and so is given more time than for another question. */
    long written(String container) {
        Ask ask = ask(DockerCall.FETCH, container, engine.deadlines().fetch());
        return engine.get(ask, () -> {
            try {
                Long bytes = client.inspectContainerCmd(container)
                        .withSize(true)
                        .exec()
                        .getSizeRw();
                return bytes == null ? 0L : bytes;
            } catch (NotFoundException e) {
                return 0L;
            }
        });
    }

    /** The engine itself counts them, for a container that is full of them can't start one more to do that. */
    long processes(String container) {
        Ask ask = ask(DockerCall.INSPECT, container, engine.deadlines().answer());
        String path = "/containers/" + Paths.segment(container) + "/stats?stream=false&one-shot=true";
        return engine.get(ask, () -> {
            Request.Builder request = Request.builder().method(Request.Method.GET);
            try (Response response = engine.stream(ask, request, path)) {
                return JSON.readTree(response.getBody())
                        .path("pids_stats")
                        .path("current")
                        .asLong();
            }
        });
    }

    List<ContainerState> containers(Map<String, String> labels) {
        Ask ask = new Ask(
                DockerCall.LIST, "containers " + labels, engine.deadlines().answer());
        return engine.get(
                ask,
                () -> client.listContainersCmd().withShowAll(true).withLabelFilter(labels).exec().stream()
                        .flatMap(found -> find(found.getId()).stream())
                        .toList());
    }

    private Optional<ContainerState> find(String container) {
        try {
            return Optional.of(state(client.inspectContainerCmd(container).exec()));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private static ContainerState state(InspectContainerResponse found) {
        InspectContainerResponse.ContainerState state = found.getState();
        Map<String, String> labels = found.getConfig().getLabels();
        return new ContainerState(
                found.getId(),
                found.getName().replaceFirst("^/", ""),
                found.getImageId(),
                String.valueOf(state.getStatus()),
                Boolean.TRUE.equals(state.getRunning()),
                state.getExitCodeLong() == null ? 0 : state.getExitCodeLong().intValue(),
                Boolean.TRUE.equals(state.getOOMKilled()),
                state.getError() == null ? "" : state.getError(),
                moment(state.getStartedAt()),
                moment(state.getFinishedAt()),
                labels == null ? Map.of() : labels);
    }

    /** What has never been was in the year 1. */
    private static Optional<Instant> moment(@Nullable String at) {
        return Optional.ofNullable(at).filter(time -> !time.startsWith("0001-")).map(Instant::parse);
    }

    /** The engine answers 304 when what is asked for is so already. */
    private static void unlessSo(Runnable change) {
        try {
            change.run();
        } catch (NotModifiedException e) {
            return;
        }
    }

    private static Ask ask(DockerCall call, String container, Duration deadline) {
        return Ask.container(call, container, deadline);
    }
}
