package dev.tandemwork.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Prints figures as a table in Markdown, with one column of ours, and one of each peer, for each JVM. */
public final class Report {
    private static final List<String> PEERS = List.of("langgraph4j", "langchain4j", "koog");

    private final PrintStream out;
    private final List<Measured> measured;

    private Report(PrintStream out, List<Measured> measured) {
        this.out = out;
        this.measured = measured;
    }

    /**
     * Runs as {@code Report FILE...}.
     *
     * @param args what {@link Measure} has written
     */
    public static void main(String[] args) throws IOException {
        List<Measured> measured = new ArrayList<>();
        for (String file : args) {
            measured.add(new ObjectMapper().readValue(Path.of(file).toFile(), Measured.class));
        }
        new Report(System.out, measured).print();
    }

    private void print() {
        for (Measured jvm : measured) {
            String kind = jvm.quick() ? "Quick, for plausibility only. " : "";
            out.printf("- JDK %s: %s%s%n", jvm.jvm(), kind, jvm.machine());
        }
        out.println();
        out.println("| | unit | JDK | Tandemwork | limit | | langgraph4j | LangChain4j agentic | Koog |");
        out.println("|---|---|--:|--:|--:|---|--:|--:|--:|");
        Row.ALL.forEach(this::print);
        measured.forEach(this::printSlope);
    }

    private void print(Row row) {
        for (Measured jvm : measured) {
            print(row, jvm);
        }
    }

    private void print(Row row, Measured jvm) {
        Map<String, Figure> figures = jvm.byName();
        Figure ours = figures.get(row.figure() + "." + row.ours());
        if (ours == null) {
            return;
        }
        int feature = Integer.parseInt(jvm.jvm().replaceAll("\\D.*", ""));
        double limit = row.limitOn(feature);
        out.printf(
                "| %s | %s | %d | %s | %s | %s |",
                row.text(), row.unit(), feature, text(ours), text(limit), verdict(ours, limit));
        for (String peer : PEERS) {
            out.printf(" %s |", text(peerOf(row, peer, figures)));
        }
        out.println();
    }

    private static @Nullable Figure peerOf(Row row, String peer, Map<String, Figure> figures) {
        return row.peers().stream()
                .filter(name -> name.startsWith(peer))
                .flatMap(name -> Stream.ofNullable(figures.get(row.figure() + "." + name)))
                .findFirst()
                .orElse(null);
    }

    private static String verdict(Figure ours, double limit) {
        if (limit == 0) {
            return "";
        }
        return ours.value() <= limit ? "met" : "missed";
    }

    private static String text(@Nullable Figure figure) {
        if (figure == null) {
            return "";
        }
        return figure.error() == 0 ? text(figure.value()) : text(figure.value()) + " ± " + text(figure.error());
    }

    private static String text(double value) {
        if (value == 0) {
            return "";
        }
        return String.format(Locale.ROOT, value < 10 ? "%.3f" : "%,.0f", value);
    }

    private void printSlope(Measured jvm) {
        for (String who : List.of("tandemwork", "tandemworkMemory")) {
            Figure few = jvm.byName().get("loop-1000." + who);
            Figure many = jvm.byName().get("loop-100000." + who);
            if (few != null && many != null) {
                out.printf(
                        Locale.ROOT,
                        "%nJDK %s, %s: a step in a loop of 100,000 costs %.2f times one in a loop of 1,000.%n",
                        jvm.jvm(),
                        who,
                        many.value() / few.value());
            }
        }
    }
}
