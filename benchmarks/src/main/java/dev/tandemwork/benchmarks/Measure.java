package dev.tandemwork.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Measures everything on the JVM that it runs on, and writes the figures to a file as JSON. */
public final class Measure {
    private static final String PACKAGE = "dev.tandemwork.benchmarks.";

    private final boolean quick;
    private final String only;
    private final Path output;

    private Measure(boolean quick, String only, Path output) {
        this.quick = quick;
        this.only = only;
        this.output = output;
    }

    /**
     * Runs as {@code Measure FILE [--quick] [NAME]}.
     *
     * @param args where the figures go, whether to measure for plausibility only, and what to measure instead of all
     */
    public static void main(String[] args) throws Exception {
        List<String> rest = new ArrayList<>(List.of(args));
        Path output = Path.of(rest.remove(0)).toAbsolutePath();
        boolean quick = rest.remove("--quick");
        String only = rest.isEmpty() ? "" : rest.get(0);
        new Measure(quick, only, output).all();
    }

    private void all() throws Exception {
        List<Figure> figures = new ArrayList<>();
        addBenchmarks(figures);
        addScenario(figures, "DurableStep", new DurableStep(output.resolveSibling("durable-step")));
        addScenario(figures, "NoBarrier", new NoBarrier());
        write(Measured.here(quick, figures));
    }

    private void addScenario(List<Figure> figures, String name, Scenario scenario) throws Exception {
        if (name.contains(only)) {
            figures.addAll(scenario.measure(quick ? 3 : 15));
        }
    }

    private void addBenchmarks(List<Figure> figures) throws RunnerException {
        for (String name : List.of("Sequence", "Loop", "PeerLoop", "FanOut", "Blocking")) {
            if (name.contains(only)) {
                for (RunResult result : new Runner(options(name)).run()) {
                    figures.add(figure(result));
                }
            }
        }
    }

    /** Returns how long to measure; a benchmark of single shots has a number of them instead. */
    private Options options(String name) {
        TimeValue time = TimeValue.milliseconds(quick ? 300 : 1000);
        return new OptionsBuilder()
                .include(PACKAGE + name + "Benchmark\\.")
                .forks(quick ? 1 : 2)
                .warmupIterations(quick ? 3 : 5)
                .warmupTime(time)
                .measurementIterations(quick ? 3 : 5)
                .measurementTime(time)
                .shouldFailOnError(true)
                .build();
    }

    /** Returns the figure of {@code result}, for one step if there is a number of rounds to divide by. */
    private static Figure figure(RunResult result) {
        String benchmark = result.getParams().getBenchmark().substring(PACKAGE.length());
        String kind = benchmark.substring(0, benchmark.indexOf("Benchmark")).replace("Peer", "");
        Collection<String> parameters = result.getParams().getParamsKeys();
        String size = parameters.isEmpty()
                ? ""
                : "-" + result.getParams().getParam(parameters.iterator().next());
        double steps = kind.equals("Loop") ? Double.parseDouble(size.substring(1)) : 1;
        Result<?> score = result.getPrimaryResult();
        double error = Double.isNaN(score.getScoreError()) ? 0 : score.getScoreError();
        String name = kind.toLowerCase(Locale.ROOT) + size + benchmark.substring(benchmark.indexOf('.'));
        return new Figure(name, score.getScore() / steps, error / steps);
    }

    private void write(Measured measured) throws IOException {
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(output.toFile(), measured);
    }
}
