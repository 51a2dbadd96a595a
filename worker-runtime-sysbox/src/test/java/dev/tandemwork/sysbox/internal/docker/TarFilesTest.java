package dev.tandemwork.sysbox.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

final class TarFilesTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);

    private void file(String name, String content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length());
        tar.putArchiveEntry(entry);
        tar.write(Trial.utf8(content));
        tar.closeArchiveEntry();
    }

    private void link(String name, String to) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(to);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private Optional<Map<String, byte[]>> read(long maxBytes) throws IOException {
        tar.close();
        return TarFiles.read(new ByteArrayInputStream(bytes.toByteArray()), maxBytes);
    }

    @Test
    void plainFiles_areRead_byTheirPathsBelowTheFolder() throws IOException {
        file("projects/a", "one");
        file("projects/deep/b", "two");
        link("projects/c", "/etc/passwd");

        Map<String, byte[]> files = read(10_000).orElseThrow();

        assertThat(files).containsOnlyKeys("a", "deep/b").containsEntry("deep/b", Trial.utf8("two"));
    }

    @Test
    void moreThanTheBound_isNotReadAtAll() throws IOException {
        file("projects/a", "12345");
        file("projects/b", "12345");

        assertThat(read(2 * 512 + 9)).isEmpty();
    }

    @Test
    void asMuchAsTheBound_isRead() throws IOException {
        file("projects/a", "12345");
        file("projects/b", "12345");

        assertThat(read(2 * 512 + 10)).isPresent();
    }
}
