package dev.tandemwork.sysbox.internal.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What the containers of an engine print. */
final class Logs {
    private final EngineConnection engine;

    Logs(EngineConnection engine) {
        this.engine = engine;
    }

    LogSubscription follow(String container, Optional<Instant> since, LogSink sink) {
        Ask ask = Ask.container(DockerCall.FOLLOW, container, engine.deadlines().answer());
        String path = "/containers/" + Paths.segment(container) + "/logs?follow=1&stdout=1&stderr=0&timestamps=0"
                + since.map(Logs::since).orElse("");
        Request.Builder request = Request.builder().method(Request.Method.GET);
        Response response = engine.get(ask, () -> engine.stream(ask, request, path));
        return FollowedLog.start(response, sink);
    }

    private static String since(Instant time) {
        return String.format(Locale.ROOT, "&since=%d.%09d", time.getEpochSecond(), time.getNano());
    }
}
