package dev.tandemwork.budget;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * An amount of US dollars, exact to a millionth.
 *
 * @param micros millionths of a dollar; never negative
 */
public record Money(long micros) implements Comparable<Money> {
    /** No money at all. */
    public static final Money ZERO = new Money(0);

    private static final int SCALE = 6;

    /** Refuses a negative amount. */
    public Money {
        if (micros < 0) {
            throw new IllegalArgumentException("money [" + micros + " micros] is negative; expected 0 or more");
        }
    }

    /** Returns {@code dollars}, rounded to a millionth. */
    public static Money usd(double dollars) {
        return new Money(Math.round(dollars * 1_000_000));
    }

    /** Returns the sum of this and {@code other}. */
    public Money plus(Money other) {
        return other.micros == 0 ? this : new Money(Math.addExact(micros, other.micros));
    }

    /** Returns what is left of this after {@code other}, at least zero. */
    public Money minus(Money other) {
        return new Money(Math.max(0, micros - other.micros));
    }

    /** Returns whether this is more than {@code other}. */
    public boolean exceeds(Money other) {
        return micros > other.micros;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(micros, other.micros);
    }

    /** Returns the amount as {@code $1.25}, with at least two and at most four decimals. */
    @Override
    public String toString() {
        BigDecimal dollars = BigDecimal.valueOf(micros, SCALE);
        return String.format(Locale.ROOT, micros % 10_000 == 0 ? "$%.2f" : "$%.4f", dollars);
    }
}
