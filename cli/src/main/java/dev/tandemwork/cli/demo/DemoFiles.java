package dev.tandemwork.cli.demo;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Files that this program carries.
 *
 * @param root the folder that they lie in, below this package
 * @param names their paths in it
 */
record DemoFiles(String root, List<String> names) {
    static DemoFiles agents() {
        return new DemoFiles(
                "agents", List.of("agent.sh", "colours.sh", "greeting.sh", "receipt.sh", "search.sh", "total.sh"));
    }

    static DemoFiles project() {
        return new DemoFiles(
                "project",
                List.of(
                        "README.md",
                        "backend/price.sh",
                        "backend/prices.txt",
                        "frontend/page.html",
                        "frontend/style.css",
                        "tests/page_test.sh",
                        "tests/price_test.sh",
                        "tests/run.sh"));
    }

    /** Writes them, and leaves alone those that are there already as they should be. */
    void writeTo(Path folder) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            byte[] content = read(name);
            if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
                Files.createDirectories(file.getParent());
                Files.write(file, content);
            }
        }
    }

    /** Returns the text of one of them. */
    String text(String name) throws IOException {
        return new String(read(name), StandardCharsets.UTF_8);
    }

    private byte[] read(String name) throws IOException {
        String resource = root + "/" + name;
        try (InputStream in = DemoFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException("resource [" + resource + "] is not there; build the program again");
            }
            return in.readAllBytes();
        }
    }
}
