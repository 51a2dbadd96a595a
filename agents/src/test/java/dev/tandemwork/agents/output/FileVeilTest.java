package dev.tandemwork.agents.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileVeilTest {
    private static final String SECRET = "cörrect-horse/battery+" + "staple".repeat(20) + "r";
    private static final String TOKEN = "ghp_aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789";

    private final FileVeil veil = Redactor.of(List.of(SECRET)).files();

    private byte[] written(byte[] content, int piece, boolean whole) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (OutputStream out = veil.over(file, whole)) {
            for (int at = 0; at < content.length; at += piece) {
                out.write(content, at, Math.min(piece, content.length - at));
            }
        }
        return file.toByteArray();
    }

    private String written(String text, int piece) throws IOException {
        return new String(written(text.getBytes(StandardCharsets.UTF_8), piece, true), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 8192, 1 << 20})
    void text_isVeiled_whereverItIsCut_andStaysAsItIsElse(int piece) throws IOException {
        String encoded = Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));
        String part = "€ line\r\n" + SECRET + "\n" + "x".repeat(700) + encoded + "\n" + TOKEN + "\tü";

        String shown = written(part.repeat(200), piece);

        assertThat(shown).isEqualTo(("€ line\r\n***\n" + "x".repeat(700) + "***\n***\tü").repeat(200));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 1 << 20})
    void otherFiles_keepTheirLength_andAllButKnownValues(int piece) throws IOException {
        byte[] secret = SECRET.getBytes(StandardCharsets.UTF_8);
        String bytes = new String(secret, StandardCharsets.ISO_8859_1);
        String part = "\0\1\377 http://a@b/ " + TOKEN + bytes + "\n\0" + "z".repeat(300);
        String masked = part.replace(bytes, "*".repeat(secret.length));

        byte[] shown = written(part.repeat(1000).getBytes(StandardCharsets.ISO_8859_1), piece, true);

        assertThat(new String(shown, StandardCharsets.ISO_8859_1)).isEqualTo(masked.repeat(1000));
    }

    @Test
    void fileThatWasCutOff_endsWithoutTheBeginningOfAValue() throws IOException {
        byte[] text = ("a " + SECRET.substring(0, 20)).getBytes(StandardCharsets.UTF_8);
        byte[] other = ("\0 " + SECRET.substring(0, 20)).getBytes(StandardCharsets.UTF_8);

        assertThat(written(text, 7, false)).asString(StandardCharsets.UTF_8).isEqualTo("a ***");
        assertThat(written(other, 7, false)).asString(StandardCharsets.UTF_8).isEqualTo("\0 " + "*".repeat(21));
    }

    @Test
    void emptyFile_isEmpty() throws IOException {
        assertThat(written(new byte[0], 1, true)).isEmpty();
        assertThat(written(new byte[0], 1, false)).isEmpty();
    }
}
