package dev.tandemwork.sysbox.internal.lane;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IPv4 addresses.
 *
 * @param base its first address, as a number
 * @param bits how many bits all its addresses have in common
 */
record Subnet(long base, int bits) {
    private static final int ADDRESS_BITS = 32;
    private static final Pattern CIDR =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");
    private static final int OCTETS = 4;
    private static final int OCTET_BITS = 8;
    private static final int OCTET_MASK = 0xff;

    /** Cuts off what does not belong to the base. */
    Subnet {
        base = base & ~((1L << ADDRESS_BITS - bits) - 1);
    }

    /** Returns the range that {@code cidr} says, as {@code 10.213.0.0/16}. */
    static Subnet of(String cidr) {
        return find(cidr)
                .orElseThrow(() -> new IllegalArgumentException(
                        "subnet [" + cidr + "] can't be read; expected one such as [10.213.0.0/16]"));
    }

    /** Returns the range that {@code cidr} says, if it says one of IPv4. An address alone is a range of one. */
    static Optional<Subnet> find(String cidr) {
        Matcher matcher = CIDR.matcher(cidr);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int bits = matcher.group(OCTETS + 1) == null ? ADDRESS_BITS : Integer.parseInt(matcher.group(OCTETS + 1));
        return bits > ADDRESS_BITS ? Optional.empty() : Optional.of(new Subnet(address(matcher), bits));
    }

    private static long address(Matcher matcher) {
        long address = 0;
        for (int i = 1; i <= OCTETS; i++) {
            address = address << OCTET_BITS | Integer.parseInt(matcher.group(i)) & OCTET_MASK;
        }
        return address;
    }

    boolean overlaps(Subnet other) {
        int common = ADDRESS_BITS - Math.min(bits, other.bits);
        return base >> common == other.base >> common;
    }

    /** Returns how many ranges of {@code smaller} bits this one is made of. */
    int count(int smaller) {
        return 1 << smaller - bits;
    }

    /** Returns the range of {@code smaller} bits at {@code index} in this one. */
    Subnet part(int smaller, int index) {
        return new Subnet(base + ((long) index << ADDRESS_BITS - smaller), smaller);
    }

    /** Returns the address at {@code index}, or counted from the end if that is negative. */
    String address(int index) {
        long size = 1L << ADDRESS_BITS - bits;
        return text(base + Math.floorMod((long) index, size));
    }

    private static String text(long address) {
        return (address >> 3 * OCTET_BITS & OCTET_MASK)
                + "." + (address >> 2 * OCTET_BITS & OCTET_MASK)
                + "." + (address >> OCTET_BITS & OCTET_MASK)
                + "." + (address & OCTET_MASK);
    }

    @Override
    public String toString() {
        return text(base) + "/" + bits;
    }
}
