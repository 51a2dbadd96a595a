package dev.tandemwork.sysbox.internal.lane;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of a proxy's log. What the client has chosen is quoted as in URLs, so that it can't look like anything else. */
final class AccessLine {
    /** For the proxy: time, client, method, host, port, what became of it, status, bytes from and to the client. */
    static final String FORMAT = "egress %ts.%03tu %>a %#rm %#>rd %>rP %Ss %03>Hs %>st %<st";

    private static final Pattern LINE = Pattern.compile(
            "egress (\\d{1,12}\\.\\d{3}) (\\S+) (\\S+) (\\S+) (\\S+) (\\w+) (\\d{3}) (\\d{1,18}) (\\d{1,18})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");
    private static final String DENIED = "TCP_DENIED";
    private static final int LONGEST = 300;

    private AccessLine() {}

    /** Returns what the line says, if it is one of an access. */
    static Optional<AccessRecord> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches() ? Optional.of(record(matcher)) : Optional.empty();
    }

    private static AccessRecord record(Matcher line) {
        return new AccessRecord(
                time(line.group(1)),
                line.group(2),
                plain(line.group(3)),
                plain(line.group(4)),
                NUMBER.matcher(line.group(5)).matches() ? Integer.parseInt(line.group(5)) : 0,
                line.group(6).startsWith(DENIED) ? AccessRecord.Verdict.DENIED : AccessRecord.Verdict.ALLOWED,
                Integer.parseInt(line.group(7)),
                Long.parseLong(line.group(8)),
                Long.parseLong(line.group(9)));
    }

    private static Instant time(String seconds) {
        return Instant.ofEpochMilli(new BigDecimal(seconds).movePointRight(3).longValueExact());
    }

    /** What can't be shown in a line is shown as it was quoted. */
    private static String plain(String quoted) {
        String text = decoded(quoted);
        boolean shown = text.codePoints().allMatch(c -> c > ' ' && c < 0x7f);
        String chosen = shown ? text : quoted;
        return chosen.length() > LONGEST ? chosen.substring(0, LONGEST) + "..." : chosen;
    }

    private static String decoded(String quoted) {
        try {
            return URLDecoder.decode(quoted.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return quoted;
        }
    }
}
