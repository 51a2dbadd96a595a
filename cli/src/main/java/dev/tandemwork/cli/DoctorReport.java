package dev.tandemwork.cli;

import dev.tandemwork.cli.live.Palette;
import dev.tandemwork.cli.live.Phase;
import dev.tandemwork.cli.live.Printable;
import dev.tandemwork.sysbox.HostCheck;
import java.util.ArrayList;
import java.util.List;

/**
 * Examinations as a person reads them: a line for what is well, and three for what is not.
 *
 * @param columns how wide a line may be
 * @param palette the colours
 */
record DoctorReport(int columns, Palette palette) {
    private static final int NAME = 14;
    private static final int INDENT = 4;
    private static final int LABEL = 10;
    private static final int LEAST = 20;
    private static final int MOST_LINES = 8;

    List<String> lines(List<Examination> examinations) {
        List<String> lines = new ArrayList<>();
        for (Examination examination : examinations) {
            lines.add(palette.bold(Printable.clip(examination.title(), columns)));
            examination.checks().forEach(check -> append(lines, check));
            lines.add("");
        }
        examinations.stream()
                .filter(examination -> !examination.subject().equals(DoctorCommand.ALL))
                .map(examination -> verdict(examination, examinations.get(0)))
                .forEach(lines::add);
        return lines;
    }

    private void append(List<String> lines, HostCheck check) {
        String mark = palette.paint(kind(check), mark(check));
        hang(lines, "  " + mark + " " + Printable.pad(check.name(), NAME), INDENT + NAME, check.found());
        if (check.status() != HostCheck.Status.OK) {
            labelled(lines, "expected", check.expected());
            labelled(lines, "remedy", check.remedy());
        }
    }

    private void labelled(List<String> lines, String label, String text) {
        if (!text.isEmpty()) {
            String first = " ".repeat(INDENT + NAME) + palette.dim(Printable.pad(label, LABEL));
            hang(lines, first, INDENT + NAME + LABEL, text);
        }
    }

    /** Adds {@code text} after {@code first}, which takes {@code indent} columns, and below itself where it is long. */
    private void hang(List<String> lines, String first, int indent, String text) {
        String before = first;
        for (String part : Printable.wrap(Printable.line(text), Math.max(LEAST, columns - indent), MOST_LINES)) {
            lines.add(before + part);
            before = " ".repeat(indent);
        }
    }

    private String verdict(Examination examination, Examination all) {
        long failed = examination.failed() + all.failed();
        String option = "--runtime " + examination.subject();
        if (failed > 0) {
            return palette.paint(Phase.Kind.BAD, option + " can't be used: see " + marks(failed));
        }
        return palette.paint(Phase.Kind.GOOD, option + " can be used")
                + (examination.isThorough()
                        ? ""
                        : ", as far as it shows: doctor --try starts a container to make sure");
    }

    private static String marks(long failed) {
        return failed == 1 ? "the cross above" : "the " + failed + " crosses above";
    }

    private static Phase.Kind kind(HostCheck check) {
        return switch (check.status()) {
            case OK -> Phase.Kind.GOOD;
            case WARNING -> Phase.Kind.ASKING;
            case FAILED -> Phase.Kind.BAD;
        };
    }

    private static String mark(HostCheck check) {
        return switch (check.status()) {
            case OK -> "\u2713";
            case WARNING -> "!";
            case FAILED -> "\u2717";
        };
    }
}
