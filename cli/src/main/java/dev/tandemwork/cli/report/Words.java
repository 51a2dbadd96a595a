package dev.tandemwork.cli.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts figures into words. */
final class Words {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    /** Returns {@code 1 finding}, {@code 2 findings}. */
    static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** Returns {@code 0.04 s}, {@code 4.0 s}, {@code 12 s}, {@code 3 min 05 s}, {@code 2 h 10 min}. */
    static String of(Duration time) {
        if (time.toMinutes() >= 60) {
            return String.format(Locale.ROOT, "%d h %02d min", time.toHours(), time.toMinutesPart());
        }
        if (time.toMinutes() >= 1) {
            return String.format(Locale.ROOT, "%d min %02d s", time.toMinutes(), time.toSecondsPart());
        }
        double seconds = time.toMillis() / 1000.0;
        return String.format(Locale.ROOT, seconds < 1 ? "%.2f s" : seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }

    /** Returns a round time in few letters: {@code 0}, {@code 0.2 s}, {@code 5 s}, {@code 2 min}, {@code 1 h 30 min}. */
    static String tick(Duration time) {
        if (time.toMinutes() < 1) {
            String seconds =
                    BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
            return time.isZero() ? seconds : seconds + " s";
        }
        return Stream.of(time.toHours() + " h", time.toMinutesPart() + " min", time.toSecondsPart() + " s")
                .filter(part -> !part.startsWith("0"))
                .collect(Collectors.joining(" "));
    }

    static String of(Instant time) {
        return DATE.format(time);
    }
}
