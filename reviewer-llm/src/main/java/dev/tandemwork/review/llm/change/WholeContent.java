package dev.tandemwork.review.llm.change;

import dev.tandemwork.review.llm.change.DiffLine.Encoding;
import dev.tandemwork.review.llm.change.DiffLine.Ending;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The content of a file that is shown whole, so that its name in git proves that no byte is lost. */
final class WholeContent {
    private static final int SHA_1_DIGITS = 40;

    private WholeContent() {}

    static void require(FileState state, List<DiffLine> lines) {
        byte[] content = content(lines);
        boolean same = state.mode() == FileMode.SUBMODULE
                ? new String(content, StandardCharsets.US_ASCII).equals("Subproject commit " + state.blob() + "\n")
                : name(content, algorithm(state.blob())).equals(state.blob());
        if (!same) {
            throw new UnreadableDiffException(
                    "file [" + state.path() + "] is not shown whole; expected the content [" + state.blob() + "]");
        }
    }

    private static byte[] content(List<DiffLine> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (DiffLine line : lines) {
            bytes.writeBytes(line.text().getBytes(charset(line.encoding())));
            if (line.ending() == Ending.LINE_FEED) {
                bytes.write('\n');
            }
        }
        return bytes.toByteArray();
    }

    private static Charset charset(Encoding encoding) {
        return encoding == Encoding.UTF_8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    }

    private static String algorithm(String name) {
        return name.length() == SHA_1_DIGITS ? "SHA-1" : "SHA-256";
    }

    private static String name(byte[] content, String algorithm) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
