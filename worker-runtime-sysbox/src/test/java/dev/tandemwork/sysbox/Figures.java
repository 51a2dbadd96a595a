package dev.tandemwork.sysbox;

import java.util.ArrayList;
import java.util.List;

/** Prints a table of how fast workers start, and of what they cost; not a test. {@code worker-runtime-sysbox/measure} starts it. */
final class Figures {
    private static final int RUNS = Integer.getInteger("tandemwork.runs", 20);
    private static final long MEGABYTES = Long.getLong("tandemwork.megabytes", 100);

    private Figures() {}

    public static void main(String[] args) throws Exception {
        Neighbourhood around = new Neighbourhood();
        around.open();
        try {
            List<Figure> figures = new ArrayList<>(StartFigures.measure(around, RUNS));
            figures.addAll(HeapFigures.measure(around, MEGABYTES));
            System.out.println(machine() + "\n\n| What | Measured | Required |\n| --- | --- | --- |");
            figures.forEach(figure -> System.out.println(figure.row()));
        } finally {
            around.close();
        }
    }

    private static String machine() throws Exception {
        String engine = DockerCommand.run(
                "info",
                "--format",
                "Docker {{.ServerVersion}} on {{.KernelVersion}} with {{.NCPU}} processors, {{.MemTotal}} bytes, {{.Driver}},"
                        + " cgroup v{{.CgroupVersion}}");
        return engine + "; Java " + Runtime.version() + "; " + RUNS + " runs; the stand-in isolation, not Sysbox";
    }
}
