package dev.tandemwork.sysbox.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FramesTest {
    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();

    private void frame(int type, byte[] payload, int size) {
        wire.writeBytes(ByteBuffer.allocate(8).put((byte) type).putInt(4, size).array());
        wire.writeBytes(payload);
    }

    private List<byte[]> read() throws IOException {
        return read(new ByteArrayInputStream(wire.toByteArray()));
    }

    private static List<byte[]> read(InputStream stream) throws IOException {
        List<byte[]> taken = new ArrayList<>();
        new Frames(stream).readAll((type, bytes) -> taken.add(bytes));
        return taken;
    }

    @Test
    void characterCutByFrames_isWhole_andItsPiecesAreNotReused() throws IOException {
        byte[] euro = Trial.utf8("€");
        frame(1, new byte[] {euro[0]}, 1);
        frame(1, new byte[] {euro[1], euro[2]}, 2);

        List<byte[]> pieces = read();

        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        pieces.forEach(joined::writeBytes);
        assertThat(pieces).hasSize(2);
        assertThat(joined.toString(StandardCharsets.UTF_8)).isEqualTo("€");
    }

    @Test
    void frame_thatComesByteByByte_isTaken() throws IOException {
        frame(1, Trial.utf8("slowly"), 6);
        byte[] sent = wire.toByteArray();

        List<byte[]> pieces = read(new ByteArrayInputStream(sent) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(1, length));
            }
        });

        assertThat(pieces).hasSize(6);
    }

    @Test
    void hugeFrame_comesInPieces() throws IOException {
        frame(2, new byte[1_000_000], 1_000_000);

        List<byte[]> pieces = read();

        assertThat(pieces).allSatisfy(piece -> assertThat(piece.length).isLessThanOrEqualTo(32 << 10));
        assertThat(pieces.stream().mapToInt(piece -> piece.length).sum()).isEqualTo(1_000_000);
    }

    @Test
    void emptyFrame_isNothing() throws IOException {
        frame(1, new byte[0], 0);

        assertThat(read()).isEmpty();
    }

    @Test
    void frameCutOff_isSaid() {
        frame(1, Trial.utf8("half"), 8);

        assertThatThrownBy(this::read).hasMessage("frame ends 4 bytes early; expected the engine to live");
    }

    @Test
    void whatIsNoFrame_isRefused() {
        wire.writeBytes(Trial.utf8("HTTP/1.1 200 OK"));

        assertThatThrownBy(this::read).hasMessageStartingWith("frame [type 72, size ");
    }
}
