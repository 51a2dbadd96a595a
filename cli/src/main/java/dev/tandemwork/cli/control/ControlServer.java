package dev.tandemwork.cli.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.graph.NodePath;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets other processes of this user talk to the run that this process is at, through a socket in the run's folder. */
public final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    private final ControlFolder folder;
    private final ServerSocketChannel server;
    private final Controlled run;
    private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();

    private ControlServer(ControlFolder folder, ServerSocketChannel server, Controlled run) {
        this.folder = folder;
        this.server = server;
        this.run = run;
    }

    /**
     * Begins to listen. This process must have the writer's place of the run, so that what is there is a dead one's.
     *
     * @param folder the run's folder
     * @throws ControlException if there can be no socket
     */
    public static ControlServer open(Path folder, Controlled run) {
        ControlFolder place = new ControlFolder(folder);
        try {
            ControlServer server = new ControlServer(place, bind(place), run);
            start("control", server::listen);
            return server;
        } catch (IOException e) {
            throw ControlException.broken(
                    "run [" + folder.getFileName() + "] can't be given a control socket: " + e.getMessage()
                            + "; expected to be allowed to make one in [" + folder + "]",
                    e);
        }
    }

    private static ServerSocketChannel bind(ControlFolder place) throws IOException {
        Path socket = place.prepare();
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        boolean isBound = false;
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            isBound = true;
            return server;
        } finally {
            if (!isBound) {
                server.close();
            }
        }
    }

    private static void start(String purpose, Runnable work) {
        Thread thread = new Thread(work, "tandemwork-" + purpose);
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                clients.add(client);
                start("control-client", () -> serve(client));
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException e) {
                LOG.warn("control socket is lost; this run can't be answered from another process any more", e);
                return;
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            JsonChannel.write(client, reply(JsonChannel.read(client)));
        } catch (IOException e) {
            LOG.debug("a control client has hung up", e);
        } finally {
            clients.remove(client);
        }
    }

    private JsonNode reply(JsonNode request) {
        ObjectNode reply = JsonChannel.JSON.createObjectNode();
        try {
            return perform(request, reply).put("ok", true);
        } catch (RuntimeException refused) {
            String why = refused.getMessage() == null ? refused.toString() : refused.getMessage();
            return reply.put("ok", false).put("error", why);
        }
    }

    private ObjectNode perform(JsonNode request, ObjectNode reply) {
        String what = request.path("do").asText();
        String path = request.path("path").asText("");
        String reason = request.path("reason").asText();
        switch (what) {
            case "show" -> reply.set("board", run.show());
            case "answer" ->
                run.answer(
                        NodePath.parse(path),
                        request.path("answer").toString(),
                        request.path("by").asText());
            case "cancel" -> run.cancel(reason);
            case "cancel-path" -> reply.put("found", run.cancel(NodePath.parse(path), reason));
            default ->
                throw ControlException.refused("request [" + what
                        + "] is not known; expected show, answer, cancel or cancel-path; use the same "
                        + "version of this program for both");
        }
        return reply;
    }

    @Override
    public void close() {
        try {
            server.close();
            for (SocketChannel client : clients) {
                client.close();
            }
            folder.clear();
        } catch (IOException e) {
            LOG.warn("control socket could not be removed; the next process at this run will", e);
        }
    }
}
