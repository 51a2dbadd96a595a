package dev.tandemwork.cli.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.graph.NodePath;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;

/** Talks to the process that is at a run. Each call is one connection. */
public final class ControlClient {
    private final Path socket;

    private ControlClient(Path socket) {
        this.socket = socket;
    }

    /**
     * Returns a client of the process that is at the run in {@code folder}; empty if there is none.
     *
     * @throws ControlException if there is one, and it can't be talked to
     */
    public static Optional<ControlClient> find(Path folder) {
        try {
            Optional<Path> socket = new ControlFolder(folder).find();
            return socket.filter(ControlClient::isAnswered).map(ControlClient::new);
        } catch (IOException e) {
            throw broken(folder, e);
        }
    }

    private static boolean isAnswered(Path socket) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (ConnectException nobody) {
            return false;
        } catch (IOException e) {
            throw broken(socket, e);
        }
    }

    /** Returns how the run stands. */
    public JsonNode show() {
        return ask(request("show")).path("board");
    }

    /** Answers a question by JSON. */
    public void answer(NodePath question, JsonNode answer, String by) {
        ObjectNode request = request("answer").put("path", question.toString()).put("by", by);
        request.set("answer", answer);
        ask(request);
    }

    /** Cancels the run. */
    public void cancel(String reason) {
        ask(request("cancel").put("reason", reason));
    }

    /** Cancels what is at {@code path}; returns whether there was anything. */
    public boolean cancel(NodePath path, String reason) {
        return ask(request("cancel-path").put("path", path.toString()).put("reason", reason))
                .path("found")
                .asBoolean();
    }

    private static ObjectNode request(String what) {
        return JsonChannel.JSON.createObjectNode().put("do", what);
    }

    private JsonNode ask(JsonNode request) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            JsonChannel.write(channel, request);
            JsonNode reply = JsonChannel.read(channel);
            if (!reply.path("ok").asBoolean()) {
                throw ControlException.refused(reply.path("error").asText());
            }
            return reply;
        } catch (IOException e) {
            throw broken(socket, e);
        }
    }

    private static ControlException broken(Path place, IOException e) {
        return ControlException.broken(
                "process at the run can't be reached through [" + place + "]: " + e.getMessage()
                        + "; expected it to answer; be the user who started it, and try again",
                e);
    }
}
