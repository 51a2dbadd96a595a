package dev.tandemwork.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The figures of one JVM.
 *
 * @param jvm its version
 * @param machine what it ran on
 * @param quick whether it was for plausibility only
 * @param figures what was measured
 */
record Measured(String jvm, String machine, boolean quick, List<Figure> figures) {
    static Measured here(boolean quick, List<Figure> figures) throws IOException {
        return new Measured(
                Runtime.version().feature() + " (" + System.getProperty("java.vm.version") + ")",
                describeMachine(),
                quick,
                figures);
    }

    private static String describeMachine() throws IOException {
        Runtime runtime = Runtime.getRuntime();
        return System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                + System.getProperty("os.arch") + ", " + processor() + ", " + runtime.availableProcessors()
                + " processors, load " + load();
    }

    private static String processor() throws IOException {
        return first(Path.of("/proc/cpuinfo"), "model name").replaceAll(".*:\\s*", "");
    }

    private static String load() throws IOException {
        return first(Path.of("/proc/loadavg"), "").replaceAll(" .*", "");
    }

    private static String first(Path file, String beginning) throws IOException {
        if (!Files.isReadable(file)) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(beginning)).findFirst().orElse("unknown");
        }
    }

    Map<String, Figure> byName() {
        Map<String, Figure> byName = new TreeMap<>();
        figures.forEach(figure -> byName.put(figure.name(), figure));
        return byName;
    }
}
