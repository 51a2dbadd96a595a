package dev.tandemwork.review.llm.change;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes a history that holds every kind of change git knows, the same for the same seed. Texts and paths hold each byte
 * as the character of its number.
 */
final class GeneratedHistory {
    private static final String FILE = "100644";
    private static final String SCRIPT = "100755";
    private static final String LINK = "120000";
    private static final String SUBMODULE = "160000";
    private static final List<String> FOLDERS = List.of(
            "",
            "src/",
            "a/",
            "b/",
            "x b/",
            "\u00c3\u00bc/",
            "\u00ff\u00fe/",
            "q\"uote/",
            "back\\slash/",
            "-dash/",
            "a b/c d/");
    private static final List<String> NAMES = List.of(
            "a.txt",
            "b c.txt",
            "tab\tname",
            "new\nline",
            "\u00c3\u00b6.java",
            "latin\u00e9",
            "+++ b",
            "a",
            "x",
            "--- a",
            " lead",
            "trail ",
            "dev\rnull",
            "\u00e2\u0080\u00ae.txt",
            "quote\"",
            "R100",
            "#",
            "*",
            "[x]",
            ":(top)x");
    private static final List<String> LINES = List.of(
            "one",
            "two",
            "",
            " ",
            "\t",
            "three four",
            "--- a/a.txt",
            "+++ b/a.txt",
            "@@ -1 +1 @@",
            "@@ -1,3 +1,4 @@ x",
            "diff --git a/x b/x",
            "Binary files a/x and b/x differ",
            "\\ No newline at end of file",
            "exec(x); // No newline at end of file",
            "rename from a",
            "index 0000000..1111111 100644",
            "-",
            "+",
            "\\",
            "form\ffeed",
            "carriage\rreturn",
            "dos\r",
            "\u00e2\u0080\u00a8sep",
            "latin\u00e9",
            "vertical\u000btab",
            "nel\u0085",
            "del\u007f",
            "esc\u001b[31m",
            "GIT binary patch",
            "literal 0",
            "-- ",
            "From 0000",
            "Subproject commit 0");

    private final Random random;
    private final OutputStream out;
    private final TreeMap<String, Entry> tree = new TreeMap<>();

    /** An entry of a tree; the text of a submodule is the name of its commit. */
    private record Entry(String mode, String text) {}

    /** Writes what a commit does, and keeps {@link #tree} in step. */
    private interface Edit {
        void write() throws IOException;
    }

    private GeneratedHistory(long seed, OutputStream out) {
        this.random = new Random(seed);
        this.out = out;
    }

    /** Makes a bare repository with so many commits on {@code main}. */
    static void write(Path folder, long seed, int commits) throws IOException, InterruptedException {
        run(new ProcessBuilder("git", "init", "-q", "--bare", "-b", "main", folder.toString()));
        ProcessBuilder builder = new ProcessBuilder("git", "-C", folder.toString(), "fast-import", "--quiet");
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (OutputStream out = new BufferedOutputStream(process.getOutputStream())) {
            new GeneratedHistory(seed, out).commits(commits);
        }
        requireSuccess(process);
    }

    private static void run(ProcessBuilder builder) throws IOException, InterruptedException {
        requireSuccess(builder.inheritIO().start());
    }

    private static void requireSuccess(Process process) throws InterruptedException {
        if (process.waitFor() != 0) {
            throw new IllegalStateException("git ended with exit code " + process.exitValue());
        }
    }

    private void commits(int count) throws IOException {
        for (int number = 0; number < count; number++) {
            write("commit refs/heads/main\ncommitter A <a@b> " + (1_000_000_000 + number) + " +0000\ndata 0\n");
            for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
                edit();
            }
            write("\n");
        }
    }

    private void edit() throws IOException {
        List<Edit> edits = List.of(
                () -> put(freePath(), new Entry(FILE, text())),
                () -> put(freePath(), new Entry(FILE, text())),
                () -> put(freePath(), new Entry(FILE, random.nextBoolean() ? "" : "only")),
                () -> put(freePath(), new Entry(FILE, binary())),
                () -> put(freePath(), new Entry(LINK, pick(NAMES).replace("\n", ""))),
                () -> put(freePath(), new Entry(SUBMODULE, commitName())),
                this::change,
                this::change,
                this::change,
                this::becomeOther,
                this::turnMode,
                this::rename,
                this::rename,
                this::delete);
        pick(edits).write();
    }

    private void change() throws IOException {
        String path = knownPath();
        Entry entry = tree.get(path);
        String text = entry.mode().equals(SUBMODULE) ? commitName() : changed(entry.text());
        put(path, new Entry(entry.mode(), entry.mode().equals(LINK) ? text.replace("\0", "") + "x" : text));
    }

    private void becomeOther() throws IOException {
        String path = knownPath();
        String mode = pick(List.of(FILE, LINK, SUBMODULE));
        String text = tree.get(path).text();
        String safe = text.isEmpty() || text.contains("\0") ? "target" : text;
        put(path, new Entry(mode, mode.equals(SUBMODULE) ? commitName() : safe));
    }

    private void turnMode() throws IOException {
        String path = knownPath();
        Entry entry = tree.get(path);
        if (entry.mode().equals(FILE) || entry.mode().equals(SCRIPT)) {
            String mode = entry.mode().equals(FILE) ? SCRIPT : FILE;
            put(path, new Entry(mode, random.nextBoolean() ? entry.text() : changed(entry.text())));
        }
    }

    private void rename() throws IOException {
        String path = knownPath();
        Entry entry = tree.get(path);
        remove(path);
        boolean edited = random.nextBoolean()
                && !entry.mode().equals(SUBMODULE)
                && !entry.mode().equals(LINK);
        put(freePath(), new Entry(entry.mode(), edited ? changed(entry.text()) : entry.text()));
    }

    private void delete() throws IOException {
        remove(knownPath());
    }

    private void put(String path, Entry entry) throws IOException {
        tree.put(path, entry);
        if (entry.mode().equals(SUBMODULE)) {
            write("M 160000 " + entry.text() + " " + quoted(path) + "\n");
        } else {
            write("M " + entry.mode() + " inline " + quoted(path) + "\ndata "
                    + entry.text().length() + "\n" + entry.text() + "\n");
        }
    }

    private void remove(String path) throws IOException {
        tree.remove(path);
        write("D " + quoted(path) + "\n");
    }

    /** Returns a path that is no file yet, no folder of one, and not below one. */
    private String freePath() {
        while (true) {
            String path = pick(FOLDERS) + pick(NAMES) + (random.nextInt(3) == 0 ? "" : random.nextInt(30));
            boolean taken = tree.keySet().stream()
                    .anyMatch(known ->
                            known.equals(path) || known.startsWith(path + "/") || path.startsWith(known + "/"));
            if (!taken) {
                return path;
            }
        }
    }

    private String knownPath() throws IOException {
        if (tree.isEmpty()) {
            put("first", new Entry(FILE, text()));
        }
        return pick(new ArrayList<>(tree.keySet()));
    }

    private String text() {
        String lines = random.ints(random.nextInt(40), 0, LINES.size())
                .mapToObj(LINES::get)
                .collect(Collectors.joining("\n"));
        String late = random.nextInt(40) == 0 ? "x".repeat(9000) + "\0\n" : "";
        return late + lines + (random.nextInt(4) == 0 ? "" : "\n");
    }

    private String binary() {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return "\0" + new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String changed(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int at = random.nextInt(lines.size() + 1);
            if (at < lines.size() && lines.size() > 1 && random.nextBoolean()) {
                lines.remove(at);
            } else {
                lines.add(at, pick(LINES));
            }
        }
        return String.join("\n", lines);
    }

    private String commitName() {
        return String.format(Locale.ROOT, "%040x", random.nextInt(1 << 30) + 1);
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String quoted(String path) {
        return path.chars()
                .mapToObj(character -> String.format(Locale.ROOT, "\\%03o", character))
                .collect(Collectors.joining("", "\"", "\""));
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
