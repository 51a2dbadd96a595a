package dev.tandemwork.benchmarks;

import java.util.List;

/**
 * A row of the report.
 *
 * @param text what is measured
 * @param unit of its figures
 * @param figure the name that its figures begin with
 * @param ours who is measured against the limit
 * @param peers who else is measured
 * @param limit17 the most that is allowed without virtual threads; 0 where there is no limit
 * @param limit the most that is allowed with them
 */
record Row(String text, String unit, String figure, String ours, List<String> peers, double limit17, double limit) {
    private static final List<String> PEERS = List.of("langgraph4j", "langchain4j", "koog");
    private static final List<String> NO_PEERS = List.of();
    private static final int VIRTUAL_THREADS_SINCE = 21;

    static final List<Row> ALL = List.of(
            of("a node in a sequence, no journal", "us", "sequence", 0.3).with(PEERS),
            of("a step of a loop of 1,000, no journal", "us", "loop-1000", 0.3).with(PEERS),
            of("a step of a loop of 10,000, no journal", "us", "loop-10000", 0.3)
                    .with(PEERS),
            of("a step of a loop of 100,000, no journal", "us", "loop-100000", 0.3),
            of("a node in a sequence, memory journal", "us", "sequence", 2).by("tandemworkMemory"),
            of("a step of a loop of 1,000, memory journal", "us", "loop-1000", 2)
                    .by("tandemworkMemory")
                    .with(List.of("langgraph4jMemory")),
            of("a step of a loop of 10,000, memory journal", "us", "loop-10000", 2)
                    .by("tandemworkMemory")
                    .with(List.of("langgraph4jMemory")),
            of("a step of a loop of 100,000, memory journal", "us", "loop-100000", 2)
                    .by("tandemworkMemory"),
            of("fan-out of 1,000, ordered join, 256 MiB", "us", "fanout-1000", 1000)
                    .with(PEERS),
            of("fan-out of 10,000, ordered join, 256 MiB", "us", "fanout-10000", 15_000)
                    .with(PEERS),
            of("200 branches that block 100 ms", "us", "blocking", 120_000).on17(150_000),
            of("a bare append and force", "us", "durable-append", 0).by("raw"),
            of("a durable step, in turns with it", "us", "durable-step", 0),
            of("its ratio to the bare append", "x", "durable-ratio", 1.3),
            of("a durable step of 1,000 parallel branches", "us", "durable-parallel", 20),
            of("no barrier: the first of 20 has landed", "ms", "no-barrier-first", 200),
            of("no barrier: all of 20 have landed", "ms", "no-barrier-all", 1150));

    private static Row of(String text, String unit, String figure, double limit) {
        return new Row(text, unit, figure, "tandemwork", NO_PEERS, limit, limit);
    }

    private Row by(String whom) {
        return new Row(text, unit, figure, whom, peers, limit17, limit);
    }

    private Row with(List<String> others) {
        return new Row(text, unit, figure, ours, others, limit17, limit);
    }

    private Row on17(double most) {
        return new Row(text, unit, figure, ours, peers, most, limit);
    }

    /** Returns the most that is allowed on a JVM of this version. */
    double limitOn(int feature) {
        return feature < VIRTUAL_THREADS_SINCE ? limit17 : limit;
    }
}
