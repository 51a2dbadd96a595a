package dev.tandemwork.cli.plan;

import dev.tandemwork.budget.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads amounts as people write them: {@code 1h30m}, {@code $5}, {@code 4GiB}. */
public final class Quantity {
    /** What {@link #duration} reads. */
    public static final String DURATION = "a time such as 90s, 60m or 1h30m, more than nothing";

    /** What {@link #money} reads. */
    public static final String MONEY = "an amount of dollars such as $5 or 0.50";

    /** What {@link #bytes} reads. */
    public static final String BYTES = "an amount of memory such as 512MiB or 4GiB, more than nothing";

    private static final Pattern TIME =
            Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");
    private static final Pattern DOLLARS = Pattern.compile("\\$?\\s*(\\d{1,9}(?:\\.\\d{1,6})?)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*([kmgt]i?b?|b)?");
    private static final Map<String, Integer> SHIFTS = Map.of("", 0, "b", 0, "k", 10, "m", 20, "g", 30, "t", 40);

    private Quantity() {}

    /** Returns the time that {@code text} names; throws {@link IllegalArgumentException} if it names none. */
    public static Duration duration(String text) {
        Matcher found = match(TIME, text);
        Duration time = Duration.ofDays(part(found, 1))
                .plusHours(part(found, 2))
                .plusMinutes(part(found, 3))
                .plusSeconds(part(found, 4));
        require(!time.isZero());
        return time;
    }

    /** Returns the amount that {@code text} names; throws {@link IllegalArgumentException} if it names none. */
    public static Money money(String text) {
        BigDecimal dollars = new BigDecimal(match(DOLLARS, text).group(1));
        return new Money(dollars.movePointRight(6).longValueExact());
    }

    /** Returns the bytes that {@code text} names; throws {@link IllegalArgumentException} if it names none. */
    public static long bytes(String text) {
        Matcher found = match(SIZE, text.toLowerCase(Locale.ROOT));
        String unit = found.group(2) == null ? "" : found.group(2).substring(0, 1);
        long amount = Math.multiplyExact(Long.parseLong(found.group(1)), 1L << SHIFTS.getOrDefault(unit, 0));
        require(amount > 0);
        return amount;
    }

    static int atLeast(int least, String text) {
        int number = Integer.parseInt(text);
        require(number >= least);
        return number;
    }

    static double processors(String text) {
        double number = new BigDecimal(text).doubleValue();
        require(number > 0 && number <= 4096);
        return number;
    }

    private static Matcher match(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        require(matcher.matches());
        return matcher;
    }

    private static long part(Matcher found, int group) {
        return found.group(group) == null ? 0 : Long.parseLong(found.group(group));
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("amount can't be read");
        }
    }
}
