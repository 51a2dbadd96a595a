package dev.tandemwork.agents.output;

import java.util.Collection;
import java.util.List;

/**
 * Veils secrets in text: known values, and whatever looks like a token, a password in an address, or a private key.
 *
 * <p>A known value is found as it is, without blanks at its ends, as it stands in a URL or in JSON, and in Base64 wherever it
 * lies in what was encoded, also in each line of it; of a value of several lines each longer line is found too. A value of fewer than six characters is
 * not veiled, since text would be torn apart by it: such a value is no secret.
 *
 * <p>Without state, and safe for use by many threads. Text that comes in pieces goes through {@link #lines()} or {@link
 * #chunks()}.
 */
public final class Redactor {
    /** What is shown instead. */
    public static final String VEIL = "***";

    private final Collection<String> secrets;
    private final Needles needles;

    private Redactor(Collection<String> secrets, Needles needles) {
        this.secrets = secrets;
        this.needles = needles;
    }

    /** Returns a redactor that knows no values. */
    public static Redactor ofPatterns() {
        return of(List.of());
    }

    /** Returns a redactor that knows the values, too. */
    public static Redactor of(Collection<String> secrets) {
        List<String> known = List.copyOf(secrets);
        return new Redactor(known, Needles.of(Tokens.ALL, Forms.of(known)));
    }

    /** Returns {@code text} with a veil over each secret. */
    public String veil(String text) {
        return spans(text).veil(text);
    }

    /** Returns the same for a text whose end was cut off: what a known value may have begun there is veiled, too. */
    public String veilCut(String text) {
        Spans spans = spans(text);
        needles.findBegun(text, spans);
        return spans.veil(text);
    }

    /** Returns a veil for the lines of one stream, in which a private key is spread over several. */
    public LineVeil lines() {
        return new LineVeil(this);
    }

    /** Returns a veil for one stream that comes in pieces of any length. */
    public ChunkVeil chunks() {
        return new ChunkVeil(this, Math.max(ChunkVeil.LEAST_HELD, needles.longest()));
    }

    /** Returns a veil for files, whether they are texts or not. */
    public FileVeil files() {
        return new FileVeil(secrets);
    }

    /** Returns a redactor for texts in which each character stands for a byte. */
    static Redactor ofBytes(Collection<String> secrets) {
        return new Redactor(secrets, Needles.of(Tokens.ALL, Forms.ofBytes(secrets)));
    }

    Spans spans(String text) {
        Spans spans = new Spans();
        needles.find(text, spans);
        UserInfo.find(text, spans);
        PrivateKeys.find(text, spans);
        return spans;
    }
}
