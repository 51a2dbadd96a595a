package dev.tandemwork.cli.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One line of JSON each way. */
final class JsonChannel {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 8 << 20;

    private JsonChannel() {}

    static void write(SocketChannel channel, JsonNode line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    static JsonNode read(SocketChannel channel) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (channel.read(buffer) >= 0) {
            buffer.flip();
            line.write(buffer.array(), 0, buffer.limit());
            if (buffer.limit() > 0 && buffer.get(buffer.limit() - 1) == '\n') {
                return JSON.readTree(line.toByteArray());
            }
            if (line.size() > LONGEST) {
                throw new IOException("a line is longer than " + LONGEST + " bytes");
            }
            buffer.clear();
        }
        throw new IOException("the other side has hung up");
    }
}
