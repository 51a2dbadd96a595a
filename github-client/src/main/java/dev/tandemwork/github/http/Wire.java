package dev.tandemwork.github.http;

import dev.tandemwork.github.auth.Token;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** Sends one request, once, and reads its reply up to a size. It follows no redirect. */
final class Wire {
    private static final int LARGEST = 16 << 20;
    private static final int LARGEST_ERROR = 64 << 10;
    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

    private final OkHttpClient client;
    private final String agent;

    Wire(OkHttpClient client, String agent) {
        this.client = client;
        this.agent = agent;
    }

    Reply send(Call call, HttpUrl url, Optional<Token> token, Optional<Reply> known) throws IOException {
        Request.Builder request = new Request.Builder()
                .url(url)
                .header("Accept", call.accept())
                .header("X-GitHub-Api-Version", "2022-11-28")
                .header("User-Agent", agent)
                .method(call.verb().name(), body(call));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value.reveal()));
        known.flatMap(reply -> reply.header("etag")).ifPresent(tag -> request.header("If-None-Match", tag));
        known.flatMap(reply -> reply.header("last-modified"))
                .ifPresent(date -> request.header("If-Modified-Since", date));
        if (call.verb() == Verb.GET && known.isEmpty()) {
            request.header("Cache-Control", "no-cache");
        }
        try (Response response = client.newCall(request.build()).execute()) {
            return read(response);
        }
    }

    private static @Nullable RequestBody body(Call call) {
        if (call.verb() == Verb.GET || call.verb() == Verb.DELETE && call.body().isEmpty()) {
            return null;
        }
        return new OneShot(call.body().map(Json::write).orElseGet(() -> new byte[0]));
    }

    private static Reply read(Response response) throws IOException {
        int largest = response.isSuccessful() ? LARGEST : LARGEST_ERROR;
        try (InputStream stream = response.body().byteStream()) {
            byte[] bytes = stream.readNBytes(largest + 1);
            boolean isCut = bytes.length > largest;
            return new Reply(response.code(), response.headers(), isCut ? Arrays.copyOf(bytes, largest) : bytes, isCut);
        }
    }

    /** A write is not sent twice by the layers below: they do not know whether the first one was done. */
    private static final class OneShot extends RequestBody {
        private final byte[] bytes;

        OneShot(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public MediaType contentType() {
            return JSON;
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes);
        }

        @Override
        public boolean isOneShot() {
            return true;
        }
    }
}
