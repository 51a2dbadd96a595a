package dev.tandemwork.sysbox.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TarExtractionTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);
    private Path target;

    @BeforeEach
    void target() {
        target = folder.resolve("target");
    }

    private void file(String name, String content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length());
        tar.putArchiveEntry(entry);
        tar.write(Trial.utf8(content));
        tar.closeArchiveEntry();
    }

    private void link(String name, byte type, String to) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, type);
        entry.setLinkName(to);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private long extract(long maxBytes) throws IOException {
        tar.close();
        return new TarExtraction(Destination.plain(target, maxBytes))
                .extract(new ByteArrayInputStream(bytes.toByteArray()));
    }

    @Test
    void files_areWrittenBelowTheTarget() throws IOException {
        file("result/a", "one");
        file("result/deep/b", "two");

        long leftOut = extract(10_000);

        assertThat(leftOut).isZero();
        assertThat(target.resolve("a")).hasContent("one");
        assertThat(target.resolve("deep/b")).hasContent("two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"result/../../outside", "../outside", "result/../..", "result//tmp/outside"})
    void entryThatLeadsOut_isRefused(String name) throws IOException {
        file(name, "bad");

        assertThatThrownBy(() -> extract(10_000))
                .hasMessageContaining("leads out of it; expected one below its folder");
        assertThat(folder.resolve("outside")).doesNotExist();
    }

    @Test
    void links_areSkipped_soThatNothingIsWrittenThroughThem() throws IOException {
        Files.createDirectory(folder.resolve("outside"));
        link("result/out", TarConstants.LF_SYMLINK, folder.resolve("outside").toString());
        link("result/hard", TarConstants.LF_LINK, "/etc/passwd");
        file("result/out/x", "inside");

        extract(10_000);

        assertThat(folder.resolve("outside/x")).doesNotExist();
        assertThat(target.resolve("out/x")).hasContent("inside");
        assertThat(target.resolve("hard")).doesNotExist();
    }

    @Test
    void linkThatWasInTheTargetBefore_isNotWrittenThrough() throws IOException {
        Files.createDirectories(target);
        Files.createSymbolicLink(target.resolve("x"), folder.resolve("outside"));
        file("result/x", "new");

        assertThatThrownBy(() -> extract(10_000)).hasMessageStartingWith("target [" + target + "] can't be written: ");
        assertThat(folder.resolve("outside")).doesNotExist();
    }

    @Test
    void bytesBeyondTheBound_areCounted_overAllFiles() throws IOException {
        file("result/a", "12345");
        file("result/b", "12345");
        file("result/c", "12345");

        long leftOut = extract(2 * 512 + 7);

        assertThat(leftOut).isEqualTo(3 + 512 + 5);
        assertThat(target.resolve("b")).hasContent("12");
        assertThat(target.resolve("c")).doesNotExist();
    }

    @Test
    void emptyFiles_countToo() throws IOException {
        for (int i = 0; i < 10; i++) {
            file("result/" + i, "");
        }

        long leftOut = extract(4 * 512);

        assertThat(leftOut).isEqualTo(6 * 512);
        assertThat(target).isDirectoryNotContaining("glob:**4");
    }

    @Test
    void singleFile_isWrittenByItsName() throws IOException {
        file("result.json", "{}");

        extract(10_000);

        assertThat(target.resolve("result.json")).hasContent("{}");
    }

    /** Writes in capitals, tells what was cut off, and leaves out what begins with x. */
    private static final class Shouting implements Destination.Sieve {
        @Override
        public Optional<String> name(String name) {
            return name.startsWith("x") ? Optional.empty() : Optional.of(name.toUpperCase(Locale.ROOT));
        }

        @Override
        public OutputStream over(OutputStream file, boolean whole) {
            return new FilterOutputStream(file) {
                @Override
                public void write(int one) throws IOException {
                    file.write(Character.toUpperCase(one));
                }

                @Override
                public void close() throws IOException {
                    file.write(Trial.utf8(whole ? "!" : "..."));
                    file.close();
                }
            };
        }
    }

    @Test
    void files_goThroughTheSieve() throws IOException {
        file("result/x/secret", "left out");
        file("result/a", "one");
        file("result/b", "two");
        tar.close();

        long leftOut = new TarExtraction(new Destination(target, 2 * 512 + 4, new Shouting()))
                .extract(new ByteArrayInputStream(bytes.toByteArray()));

        assertThat(leftOut).isEqualTo(2);
        assertThat(target.resolve("A")).hasContent("ONE!");
        assertThat(target.resolve("B")).hasContent("T...");
        assertThat(target.resolve("x")).doesNotExist();
    }
}
